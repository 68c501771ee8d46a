// What the list of active tokens shows: a grant that is known, one that nobody saw wait, one that takes over from an older one.
import { type Change, noChange, together } from '../change.ts';
import type { Instant } from '../ids.ts';
import { isRefusal } from '../refusal.ts';
import { advanceRequest } from '../requests/advance-request.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import type { ActualScope } from '../scope/agreement.ts';
import { allowed, type ConclusionRule, forEach } from './conclusion-rule.ts';
import { after, type Dossier, grantOf, livingGrants, requestIn, unsettled } from './dossier.ts';
import { endingOf } from './ending.ts';
import { isNamedAlike } from './match.ts';
import { matchOf } from './match-of.ts';
import { listingLagMs } from './miss-waiting.ts';
import { recordGrant, type Standing } from './record-grant.ts';
import { refreshGrant } from './refresh-grant.ts';
import { renewedBy } from './renewed-by.ts';
import { hasEnded, isQuestion, type ListedActiveToken, type Question, type Sighting, scopeShown } from './sighting.ts';
import { takesOver } from './takes-over.ts';

export const seeActive: ConclusionRule = forEach(
  (_, { active }) => active?.listed ?? [],
  (listed, dossier, sighting, now) => {
    const row = grantOf(dossier, listed);
    if (row === null) return firstSight(listed, dossier, sighting, now);
    if (row.status === 'expired' && hasEnded(listed, now)) return noChange;
    const isOver = row.status === 'revoked' || row.status === 'gone' || row.status === 'expired';
    // It ended after the list was read: the list is the older word.
    if (isOver && row.changedAt >= sighting.beganAt) return noChange;
    const seen = scopeShown(listed, { scope: row.scope, readAt: row.repositoriesReadAt }, sighting, now);
    if (isQuestion(seen)) return seen;
    const renewed = renewedBy(dossier, row, seen.scope, now);
    if (renewed === null) return refreshGrant(dossier, row, listed, seen, null, sighting, now);
    const { request, agreement } = renewed;
    const fulfilled = allowed(advanceRequest(request, { act: 'fulfil', tokenId: row.tokenId }, now));
    const standing = { agreement, requestNumber: request.number, unasked: null };
    const refreshed = refreshGrant(after(dossier, fulfilled), row, listed, seen, standing, sighting, now);
    return isQuestion(refreshed) ? refreshed : together(fulfilled, refreshed);
  },
);

function firstSight(listed: ListedActiveToken, dossier: Dossier, sighting: Sighting, now: Instant): Change | Question {
  // GitHub may list a token after its end; its row, if there is one, was ended by the clock.
  if (listed.isExpired) return noChange;
  // It was seen waiting: whether it still does says whether this grant is its approval.
  if (unsettled(dossier).length > 0 && sighting.waiting?.isById !== true) return { ask: 'is_it_waiting' };
  const seen = scopeShown(listed, null, sighting, now);
  if (isQuestion(seen)) return seen;
  const found = standingOf(listed, seen.scope, dossier, sighting, now);
  if (isQuestion(found)) return found;
  const recorded = recordGrant(dossier, listed, seen, found.standing, sighting, now);
  return isQuestion(recorded) ? recorded : together(found.fulfilled, recorded);
}

type Found = { readonly standing: Standing; readonly fulfilled: Change };

/**
 * What a grant without a PendingToken rests on: the grant that it takes over from, or an Agreement that it matches by the same rule as any
 * token. GitHub lets owners' tokens in without asking, and everybody's where approval is off.
 */
function standingOf(
  listed: ListedActiveToken,
  scope: ActualScope,
  dossier: Dossier,
  sighting: Sighting,
  now: Instant,
): Found | Question {
  const before = livingGrants(dossier).findLast((row) =>
    takesOver({ ...listed, firstSeenAt: null }, row, dossier.pendingTokens),
  );
  if (before !== undefined) {
    const { agreement, requestNumber } = before;
    return { standing: { agreement, requestNumber, unasked: null }, fulfilled: noChange };
  }
  const request = endingOf(dossier) === null ? requestOf(listed, scope, dossier, now) : null;
  const made = request === null ? null : madeUnder(request, listed, now);
  if (made !== null) return made;
  const isApprovalOff = seemsApprovalOff(dossier, sighting, now);
  if (typeof isApprovalOff !== 'boolean') return isApprovalOff;
  return { standing: { agreement: null, requestNumber: null, unasked: { isApprovalOff } }, fulfilled: noChange };
}

/** The request that it was made under. A wider one of the same name is attached to what it exceeds, and flagged; of another name it is not. */
function requestOf(listed: ListedActiveToken, scope: ActualScope, dossier: Dossier, now: Instant): TokenRequest | null {
  const match = matchOf(dossier, { tokenName: listed.tokenName, scope, answer: null }, now);
  switch (match.kind) {
    case 'exact':
    case 'within':
      return requestIn(dossier, match.number);
    case 'exceeds': {
      const request = requestIn(dossier, match.number);
      return request !== null && isNamedAlike(request.tokenName, listed.tokenName) ? request : null;
    }
    default:
      return null;
  }
}

/** Null where another token fulfilled it already, or this one by another grant. */
function madeUnder(request: TokenRequest, { tokenId }: ListedActiveToken, now: Instant): Found | null {
  const fulfilled = advanceRequest(request, { act: 'fulfil', tokenId }, now);
  if (isRefusal(fulfilled)) return null;
  const { agreement, number } = request;
  return { standing: { agreement, requestNumber: number, unasked: null }, fulfilled };
}

/**
 * Whether GitHub let it in without asking is worth a word where its holder owns nothing. Those of the first listing are recorded as found;
 * and where nobody could look when it was granted, or a webhook told of an approval, GitHub may well have asked.
 */
function seemsApprovalOff({ organization, told }: Dossier, { facts }: Sighting, now: Instant): boolean | Question {
  const couldNotLook = now - (organization.pendingListedAt ?? 0) > listingLagMs;
  if (organization.baselinedAt === null || couldNotLook || told.some(({ act }) => act === 'approved')) return false;
  return facts.isHolderOwner === undefined ? { ask: 'is_holder_owner' } : facts.isHolderOwner === false;
}
