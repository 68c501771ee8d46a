// What the list of waiting tokens shows: a first sight, an edit, one that was thought to be over, one that has expired.
import { type Change, noChange, together } from '../change.ts';
import { redactCredentials } from '../credential.ts';
import type { Instant } from '../ids.ts';
import type { ActualScope } from '../scope/agreement.ts';
import { cleanLine, cleanText } from '../user-text.ts';
import { advancePendingToken, findPendingToken, nobodyTold, type PendingTokenAct } from './advance-pending-token.ts';
import { allowed, type ConclusionRule, forEach } from './conclusion-rule.ts';
import { type Dossier, pendingContextOf } from './dossier.ts';
import { releaseClaim } from './release-claim.ts';
import { isSameScope } from './same-scope.ts';
import {
  hasEnded,
  isQuestion,
  type ListedPendingToken,
  pendingTokenId,
  type Sighting,
  scopeShown,
} from './sighting.ts';
import type { PendingToken } from './token.ts';

/** Those that the list of what waits shows, if it was read. */
export function shownWaiting(_: Dossier, { waiting }: Sighting): readonly ListedPendingToken[] {
  return waiting?.listed ?? [];
}

export function rowOfListed({ pendingTokens }: Dossier, listed: ListedPendingToken): PendingToken | null {
  return pendingTokens.find(({ patRequestId }) => patRequestId === listed.patRequestId) ?? null;
}

function firstSight(
  { organization }: Dossier,
  listed: ListedPendingToken,
  tokenName: string,
  scope: ActualScope,
  now: Instant,
): PendingToken {
  return {
    id: pendingTokenId(organization.id, listed),
    organizationId: organization.id,
    patRequestId: listed.patRequestId,
    tokenId: listed.tokenId,
    version: 1,
    revision: 1,
    status: 'open',
    holder: listed.holder,
    tokenName,
    reason: listed.reason === null ? null : redactCredentials(cleanText(listed.reason)),
    scope,
    match: { kind: 'unclaimed' },
    answer: null,
    reviews: [],
    heldWhy: null,
    agreement: null,
    sentAs: null,
    decidedElsewhereBy: null,
    isBaseline: organization.pendingListedAt === null,
    firstSeenAt: now,
    changedAt: now,
  };
}

/** What the list says of one waiting token, against our row of it. */
export const seeWaiting: ConclusionRule = forEach(shownWaiting, (listed, dossier, sighting, now) => {
  const row = rowOfListed(dossier, listed);
  const isOpen = row?.status === 'open' || row?.status === 'held';
  const isUndone = row?.status === 'closed' || row?.status === 'expired';
  if (row !== null && !isOpen && !isUndone) return noChange;
  if (isUndone && hasEnded(listed, now)) return noChange;
  const known = row === null ? null : { scope: row.scope, readAt: row.changedAt };
  const seen = scopeShown(listed, known, sighting, now);
  if (isQuestion(seen)) return seen;
  const tokenName = redactCredentials(cleanLine(listed.tokenName));
  if (row === null) return findPendingToken(firstSight(dossier, listed, tokenName, seen.scope, now), now);
  const step = (act: PendingTokenAct): Change => allowed(advancePendingToken(row, act, now, nobodyTold));
  if (isUndone) return step({ act: 'relist', scope: seen.scope, tokenName });
  if (row.tokenName === tokenName && isSameScope(row.scope, seen.scope)) return noChange;
  return step({ act: 'rescope', scope: seen.scope, tokenName });
});

/** One whose time is over goes on being listed for a while: nobody has to decide it any more. */
export const expireWaiting: ConclusionRule = forEach(shownWaiting, (listed, dossier, _sighting, now) => {
  const row = rowOfListed(dossier, listed);
  if ((row?.status !== 'open' && row?.status !== 'held') || !hasEnded(listed, now)) return noChange;
  const expired = advancePendingToken(row, { act: 'expire', by: null }, now, pendingContextOf(dossier));
  return together(allowed(expired), releaseClaim(dossier, 'the token expired before it was approved', now));
});
