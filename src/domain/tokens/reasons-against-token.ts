// What the policy has against a token that exists: for its card, its Details, its holder who would explain it, and whoever approves it.
import type { Instant } from '../ids.ts';
import { admit, type Verdict } from '../policy/admit.ts';
import type { OrganizationPolicy } from '../policy/policy.ts';
import type { Reason } from '../policy/reason.ts';
import type { RuleName } from '../policy/rules/rule.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Dossier } from './dossier.ts';
import { endingOf, isOnlyRequestDenied } from './ending.ts';
import type { ActiveToken, PendingToken } from './token.ts';
import { requestBehind, tokenForRules } from './token-for-rules.ts';

/** Of a token there is one thing more: a rule wants several people, and one click is not enough to accept it. */
export type TokenReason =
  | Reason
  | { readonly code: 'rule_wants_several'; readonly rule: RuleName; readonly approvals: number };

/** `isOwner`: whether its holder is one; null where that is not known. Teams and topics are asked about at the click alone: nothing is drawn with them. */
export function reasonsAgainstToken(
  token: PendingToken | ActiveToken,
  dossier: Dossier,
  isOwner: boolean | null,
  now: Instant,
): readonly TokenReason[] {
  const whole = tokenForRules(token, requestBehind(token, dossier), isOwner);
  return reasonsIn(admit(whole.scope, dossier.policy, now, whole), token, dossier.policy);
}

/** The same of a verdict that was asked for already, by whoever clicks. */
export function reasonsIn(
  { reasons, rule, outcome, isUncertain }: Verdict,
  token: PendingToken | ActiveToken,
  { rules }: Pick<OrganizationPolicy, 'rules'>,
): readonly TokenReason[] {
  // Two look at what waits; of what is active already, one accepts, or asks for it. Whatever is not known yet, another rule may decide.
  if ('patRequestId' in token || rule === undefined || outcome === 'allow' || isUncertain === true) return reasons;
  // What the rule itself wants: the organization's own number is for requests.
  const approvals = rules.find(({ name }) => name === rule.name)?.then.approvals ?? 1;
  return approvals > 1 ? [...reasons, { code: 'rule_wants_several', rule, approvals }] : reasons;
}

/**
 * For what nobody may let it in with one click: a rule forbids it in so many words, or wants several people. What is beyond a limit is a person's
 * to decide all the same.
 */
export function refusalsAmong(reasons: readonly TokenReason[]): readonly TokenReason[] {
  return reasons.filter(({ code }) => code === 'rule_denies' || code === 'rule_wants_several');
}

/** Held for no other reason than that nobody asked for it, or for what it has more than when it was accepted, or that what it waited for came to nothing. */
export function isUnexplained({ status, match, heldWhy }: PendingToken): boolean {
  if (status !== 'held') return false;
  if (match.kind === 'exceeds') return match.number === null && heldWhy === null;
  if (match.kind !== 'unclaimed') return false;
  return heldWhy === null || (heldWhy === 'ended_before' && match.was !== undefined);
}

/** The token that somebody explains, as they saw it. */
export function toExplain(token: PendingToken | null, seenRevision: number): PendingToken | Refusal {
  if (token === null) return refuse({ why: 'unknown_message' });
  if (token.revision !== seenRevision) return refuse({ why: 'old_revision' });
  return isUnexplained(token) ? token : refuse({ why: 'nothing_to_explain', tokenName: token.tokenName });
}

/**
 * Whether a form opens in which its holder says what it is for. What they have yet to write can't be missed; what is refused whatever they
 * write opens none. Who stands for a machine user may not know what that may know: the form would show what the token reaches.
 */
export function mayExplain(token: PendingToken, dossier: Dossier, now: Instant): boolean {
  if (!isUnexplained(token) || dossier.holder.isMachineUser) return false;
  const ending = endingOf(dossier);
  if (token.heldWhy !== null && (ending === null || !isOnlyRequestDenied(ending))) return false;
  return reasonsAgainstToken(token, dossier, null, now).every(({ code }) => code === 'rule_wants_justification');
}
