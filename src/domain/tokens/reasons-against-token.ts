// What the policy has against a token that exists: for its card, its Details, its holder who would explain it, and whoever approves it.
import type { Instant } from '../ids.ts';
import { admit } from '../policy/admit.ts';
import type { Reason } from '../policy/reason.ts';
import type { Dossier } from './dossier.ts';
import type { ActiveToken, PendingToken } from './token.ts';
import { requestBehind, tokenForRules } from './token-for-rules.ts';

/** `isOwner`: whether its holder is one; null where that is not known. Teams and topics are asked about at the click alone: nothing is drawn with them. */
export function reasonsAgainstToken(
  token: PendingToken | ActiveToken,
  dossier: Dossier,
  isOwner: boolean | null,
  now: Instant,
): readonly Reason[] {
  const whole = tokenForRules(token, requestBehind(token, dossier), isOwner);
  return admit(whole.scope, dossier.policy, now, whole).reasons;
}

/** What nobody may approve, of a token: what a rule forbids in so many words. What is beyond a limit is a person's to decide all the same. */
export function refusalsAmong(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.filter(({ code }) => code === 'rule_denies');
}

/** Held for no other reason than that nobody asked for it. */
export function isUnexplained({ status, match, heldWhy }: PendingToken): boolean {
  return status === 'held' && match.kind === 'unclaimed' && heldWhy === null;
}

/**
 * Whether a form opens in which its holder says what it is for. What they have yet to write can't be missed; what is refused whatever they
 * write opens none. Who stands for a machine user may not know what that may know: the form would show what the token reaches.
 */
export function mayExplain(token: PendingToken, dossier: Dossier, now: Instant): boolean {
  if (!isUnexplained(token) || dossier.holder.isMachineUser) return false;
  return reasonsAgainstToken(token, dossier, null, now).every(({ code }) => code === 'rule_wants_justification');
}
