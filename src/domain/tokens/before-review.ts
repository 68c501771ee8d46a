// Right before a review is sent to GitHub: does what it rests on still stand? The reviewers' authority, the holder's membership, the grant,
// the token's story, and last its scope, since GitHub's review names no version. Where it does not, the token is matched as it is now.

import { type Change, noChange, together } from '../change.ts';
import type { GithubUserId, Instant } from '../ids.ts';
import type { Review } from '../person.ts';
import { isForMachineUser } from '../requests/token-request.ts';
import { excess } from '../scope/scope.ts';
import { standingReview } from '../standing-review.ts';
import { advancePendingToken, nobodyTold } from './advance-pending-token.ts';
import { allowed, type ConclusionRule } from './conclusion-rule.ts';
import {
  after,
  claimantIn,
  claimedRequest,
  type Dossier,
  fromFirstSight,
  livingGrants,
  ownAgreement,
  pendingContextOf,
} from './dossier.ts';
import { endingOf } from './ending.ts';
import { refusedWith } from './github-answer.ts';
import { isMadeFor } from './match.ts';
import { type Lost, releaseClaim, reopenClaim } from './release-claim.ts';
import { isSameScope } from './same-scope.ts';
import { rowOfListed } from './see-waiting.ts';
import {
  type GithubAnswer,
  isQuestion,
  type ListedPendingToken,
  type Question,
  type Sighting,
  scopeShown,
} from './sighting.ts';
import { objectionToApprovers, whetherStill } from './still-approved.ts';
import { tellApprover } from './tell-approver.ts';
import type { PendingToken } from './token.ts';

type Objection = {
  readonly why: string;
  /** What whoever approved it saw is not what it asks for. */
  readonly hasChanged?: true;
  /** The request goes back to the reviewers; otherwise only the claim is freed. */
  readonly reopens?: Lost;
  /** Where matching it again would only come to the same: it is held for a person then. */
  readonly heldWhy?: NonNullable<PendingToken['heldWhy']>;
  /** Whose word counts no more. */
  readonly lost?: ReadonlySet<GithubUserId>;
};

/** Whether this review of it is still to be made. */
export function isToBeReviewed({ status }: Pick<PendingToken, 'status'>, act: 'approve' | 'deny'): boolean {
  return status === (act === 'approve' ? 'approving' : 'denying');
}

export const beforeReview: ConclusionRule = (dossier, sighting, now) => {
  const { call, waiting } = sighting;
  if (call === null || call.of === 'revoke') return noChange;
  const row = dossier.pendingTokens.find(({ id }) => id === call.id);
  const listed = waiting?.listed.find(({ patRequestId }) => patRequestId === row?.patRequestId);
  if (row === undefined || listed === undefined) return noChange;
  if (!isToBeReviewed(row, call.of)) return noChange;
  const objection =
    call.answer === null ? objectionToReview(row, listed, dossier, sighting, now) : refusalOf(call.answer);
  if (objection === null || isQuestion(objection)) return objection ?? noChange;
  const opened = reopenToken(row, objection, dossier, now);
  return objection.hasChanged === true ? { ...opened, effects: [...opened.effects, ...tellApprover(row)] } : opened;
};

/** A refusal is final; anything else is tried again by whoever called. */
function refusalOf(answer: GithubAnswer): Objection | null {
  const status = refusedWith(answer);
  return status === null ? null : { why: `GitHub refused it (${status})`, heldWhy: 'github_refused' };
}

function objectionToReview(
  row: PendingToken,
  listed: ListedPendingToken,
  dossier: Dossier,
  sighting: Sighting,
  now: Instant,
): Objection | Question | null {
  // Written into the policy after it was decided, and before GitHub was told.
  if (dossier.policy.mode === 'observe') return { why: 'the policy only observes by now' };
  const review = standingReview(row);
  if (row.status === 'denying') {
    if (review === null) return { why: 'no reviewer stands for it' };
    const isOwner = sighting.facts.stillOwners?.get(review.by.githubId);
    if (isOwner === undefined) return whetherStill(review.by, claimedRequest(dossier), row.scope);
    return isOwner ? null : { why: 'the reviewer is no longer an owner', lost: new Set([review.by.githubId]) };
  }
  return (
    objectionToPeople(row, dossier, sighting) ??
    objectionToStory(row, review, dossier, sighting) ??
    objectionToScope(row, listed, dossier, sighting, now)
  );
}

/** Whoever the approval rests on must still be a reviewer, and whoever holds the token still a member (T1, T10). */
function objectionToPeople(row: PendingToken, dossier: Dossier, { facts }: Sighting): Objection | Question | null {
  const basis = row.agreement?.basis ?? null;
  // What a reviewer accepted as it was rests on no request, though it claims one.
  const isReviewed = standingReview(row) !== null;
  const claimed = isReviewed ? null : claimedRequest(dossier);
  const gone = (lost: Lost): Objection => {
    if (isReviewed) return { why: lost.why };
    return claimed === null ? { why: lost.why, heldWhy: 'reviewer_gone' } : { why: lost.why, reopens: lost };
  };
  if (basis === null) return gone({ why: 'no reviewer stands for it', because: 'unknown', by: null });
  const lost = objectionToApprovers(basis, row.holder.githubId, facts, (person) =>
    whetherStill(person, claimed, row.scope),
  );
  if (lost !== null) return isQuestion(lost) ? lost : gone(lost);
  if (facts.isHolderMember === undefined) return { ask: 'is_holder_member' };
  if (!facts.isHolderMember) return { why: 'its holder is no longer a member', heldWhy: 'not_a_member' };
  return objectionToSponsor(dossier, facts);
}

/** Who asked for a machine user's token stands for it still, and is a member: nobody else answers for what it does. */
function objectionToSponsor(dossier: Dossier, facts: Sighting['facts']): Objection | Question | null {
  const claimed = claimedRequest(dossier);
  if (claimed === null || !isForMachineUser(claimed)) return null;
  // It would not match again.
  if (!isMadeFor(claimantIn(dossier), claimed)) return { why: 'the policy names another sponsor by now' };
  if (facts.isSponsorMember === undefined) return { ask: 'is_sponsor_member', sponsor: claimed.requester };
  return facts.isSponsorMember ? null : { why: 'its sponsor is no longer a member', heldWhy: 'sponsor_left' };
}

/**
 * What rests on the token's own Agreement stands as long as its grant is listed; what was ended meanwhile is a person's to decide, though a
 * reviewer accepted it before: of its end they knew nothing.
 */
function objectionToStory(
  row: PendingToken,
  review: Review | null,
  dossier: Dossier,
  { active }: Sighting,
): Objection | Question | null {
  const isOwn = review === null && claimedRequest(dossier) === null;
  const hasGrants = livingGrants(dossier).length > 0;
  if ((isOwn || hasGrants) && active?.isById !== true) return { ask: 'is_it_active' };
  if (isOwn && ownAgreement(dossier) === null) return { why: 'the grant that it rests on has ended' };
  const ending = endingOf(dossier);
  const isKnown = ending === null || (review !== null && review.at >= ending.at);
  return isKnown ? null : { why: `${row.tokenName} was ended meanwhile` };
}

/** Edited between the decision and now (T9): what was agreed is not what would become active. */
function objectionToScope(
  row: PendingToken,
  listed: ListedPendingToken,
  dossier: Dossier,
  sighting: Sighting,
  now: Instant,
): Objection | Question | null {
  const seen = scopeShown(listed, null, sighting, now);
  if (isQuestion(seen)) return seen;
  const scope = fromFirstSight(dossier, seen.scope);
  const isCovered = row.agreement !== null && excess(row.agreement, scope).length === 0;
  return isCovered ? null : { why: 'its scope changed', hasChanged: true };
}

/** Not approved and not denied: the token is open again, or held with the reason, and the claim is given back. */
export function reopenToken(row: PendingToken, objection: Objection, dossier: Dossier, now: Instant): Change {
  const { why, lost } = objection;
  const opened = allowed(advancePendingToken(row, { act: 'reopen', why, ...(lost && { lost }) }, now, nobodyTold));
  const freed =
    objection.reopens === undefined
      ? releaseClaim(dossier, objection.why, now)
      : reopenClaim(dossier, objection.reopens, now);
  const known = after(dossier, opened);
  const current = known.pendingTokens.find(({ id }) => id === row.id);
  if (objection.heldWhy === undefined || current === undefined) return together(opened, freed);
  const act = { act: 'hold', match: current.match, why: objection.heldWhy } as const;
  return together(opened, allowed(advancePendingToken(current, act, now, pendingContextOf(known))), freed);
}

/** A token that was given back is seen as it is now, in the same Change: its card must not wait for a pass to show the new scope. */
export const seeGivenBack: ConclusionRule = (dossier, sighting, now) => {
  const { call, waiting } = sighting;
  const row = call === null ? undefined : dossier.pendingTokens.find(({ id }) => id === call.id);
  if (row?.status !== 'open') return noChange;
  const listed = waiting?.listed.find((one) => rowOfListed(dossier, one)?.id === row.id);
  if (listed === undefined) return noChange;
  const seen = scopeShown(listed, { scope: row.scope, readAt: row.changedAt }, sighting, now);
  if (isQuestion(seen)) return seen;
  if (isSameScope(seen.scope, row.scope)) return noChange;
  const act = { act: 'rescope', scope: seen.scope, tokenName: row.tokenName } as const;
  return allowed(advancePendingToken(row, act, now, nobodyTold));
};
