// Right before a revocation is sent, and after GitHub refused it: a reviewer must still be one, and what the policy revokes must still go
// past its Agreement. The holder's own will needs nothing.
// Where the policy only observes by now, nothing is sent at all.
import { noChange } from '../change.ts';
import type { Instant, SlackUserId } from '../ids.ts';
import { excess } from '../scope/scope.ts';
import { advanceActiveToken } from './advance-active-token.ts';
import { type Attachable, attachable } from './attach-agreement.ts';
import { allowed, type ConclusionRule } from './conclusion-rule.ts';
import { contextOf, type Dossier, fromFirstSight } from './dossier.ts';
import { refusedWith } from './github-answer.ts';
import { objectionToRevoker } from './revoker.ts';
import { grantKey, isQuestion, type ListedActiveToken, type Question, type Sighting, scopeShown } from './sighting.ts';
import { stillCounting } from './still-approved.ts';
import type { ActiveToken, HolderGone, Revocation } from './token.ts';

type Why = NonNullable<Revocation['refused']>;

export const beforeRevocation: ConclusionRule = (dossier, sighting, now) => {
  const { call, active } = sighting;
  if (call?.of !== 'revoke') return noChange;
  const row = dossier.activeTokens.find(({ id }) => id === call.id);
  const listed = active?.listed.find((one) => row !== undefined && grantKey(one) === grantKey(row));
  if (row?.status !== 'revoking' || row.revocation === null || listed === undefined) return noChange;
  const answer = call.answer;
  const why =
    answer === null
      ? objectionToRevocation(row, row.revocation, listed, dossier, sighting, now)
      : refusedWith(answer) === null
        ? null
        : ('github_refused' as const);
  if (why === null) return noChange;
  if (typeof why !== 'string') return why;
  const act = row.excess.length > 0 && why !== 'within_again' ? 'stay_exceeding' : 'abandon_revoking';
  return allowed(advanceActiveToken(row, { act, why }, now, contextOf(dossier, row)));
};

function objectionToRevocation(
  row: ActiveToken,
  revocation: Revocation,
  listed: ListedActiveToken,
  dossier: Dossier,
  sighting: Sighting,
  now: Instant,
): Why | Question | null {
  const objection = objectionToRevoker(revocation, dossier.policy.mode, sighting.facts.stillOwners);
  if (objection !== null) return objection;
  const { as, because, leaver } = revocation;
  if (as !== 'policy') return null;
  if (because !== undefined) return objectionToLeaver(because, leaver ?? dossier.holder.slackId, dossier, sighting);
  const seen = scopeShown(listed, null, sighting, now);
  if (isQuestion(seen)) return seen;
  const scope = fromFirstSight(dossier, seen.scope);
  const isWithin = row.agreement !== null && excess(row.agreement, scope).length === 0;
  // Or a reviewer has agreed to it meanwhile: the next pass attaches that.
  if (isWithin) return 'within_again';
  const find = (known: Dossier): Attachable | null => attachable(known, row, scope, now);
  const counting = stillCounting(find, beforeIt(dossier, row), sighting.facts, now);
  if (isQuestion(counting)) return counting;
  return counting.found === null ? null : 'within_again';
}

/** Whoever came back keeps their tokens, and so does everybody whose policy says so by now. */
function objectionToLeaver(
  because: HolderGone,
  slackId: SlackUserId | null,
  { policy }: Dossier,
  { facts }: Sighting,
): Why | Question | null {
  if (policy.leavers.tokens !== 'revoke') return 'policy_changed';
  if (because === 'deactivated') {
    // Whose account nobody knows can't be asked about.
    if (slackId === null) return null;
    if (facts.isHolderDeactivated === undefined) return { ask: 'is_holder_deactivated', slackId };
    return facts.isHolderDeactivated ? null : 'holder_returned';
  }
  if (facts.isHolderMember === undefined) return { ask: 'is_holder_member' };
  return facts.isHolderMember ? 'holder_returned' : null;
}

/** As it stood before the policy began to revoke it: that is what an approval that came later would be attached to. */
function beforeIt(dossier: Dossier, row: ActiveToken): Dossier {
  const flagged: ActiveToken = { ...row, status: 'exceeding', revocation: null };
  return { ...dossier, activeTokens: dossier.activeTokens.map((one) => (one.id === row.id ? flagged : one)) };
}
