// What one conclusion shows of the assumptions about GitHub (domain/assumptions.ts): our rows before, what GitHub showed, and our rows
// afterwards. Only what has no other likely reading counts. A6 and A8 can only be borne out, since what doesn't come may have been lost;
// A9 can only be contradicted for the same reason; A10 happens in the holder's browser, who may change what the page was given.
import type { AssumptionNumber, Evidence } from '../assumptions.ts';
import type { Change } from '../change.ts';
import type { Instant } from '../ids.ts';
import { type ActualScope, type Excess, requestedAs } from '../scope/agreement.ts';
import { excess } from '../scope/scope.ts';
import { after, type Dossier, livingGrants } from './dossier.ts';
import { listingLagMs } from './miss-waiting.ts';
import { isSameScope } from './same-scope.ts';
import { grantKey, hasEnded, type Sighting } from './sighting.ts';
import type { ActiveToken, PendingToken } from './token.ts';

type Seen = {
  readonly before: Dossier;
  readonly later: Dossier;
  readonly sighting: Sighting;
  readonly now: Instant;
};

type Sign = (seen: Seen) => readonly Evidence['shown'][];

/** An hour after its end at most: a token that is missing later may have been deleted meanwhile. */
const freshlyEndedMs = 3_600_000;

export function evidenceIn(before: Dossier, sighting: Sighting, change: Change, now: Instant): readonly Evidence[] {
  const seen = { before, later: after(before, change), sighting, now };
  return Object.entries(signs).flatMap(([number, sign]) =>
    sign(seen).map((shown): Evidence => ({ number: number as AssumptionNumber, shown })),
  );
}

const signs: { readonly [N in Exclude<AssumptionNumber, 'A10'>]: Sign } = {
  A1: regenerated,
  A2: edited,
  A3: approvedAgain,
  A4: ended,
  A5: reviewedTwice,
  A6: deleted,
  A7: pendingEdited,
  A8: askedAfterRevocation,
  A9: createdForOwner,
};

/** What goes past the older scope; its end is left aside, since no edit can move it. */
function wider(older: ActualScope, newer: ActualScope): readonly Excess[] {
  return excess({ ...requestedAs({ ...older, expiresAt: null }), agreedAt: 0, lapsesAt: null }, newer);
}

/** Fewer permissions: that it reaches fewer repositories may be somebody who deleted one. */
function isNarrowed(older: ActualScope, newer: ActualScope): boolean {
  return wider(older, newer).length === 0 && wider(newer, older).some(({ kind }) => kind === 'permission');
}

function isSameButForEnd(older: ActualScope, newer: ActualScope): boolean {
  const isSame = wider(older, newer).length === 0 && wider(newer, older).length === 0;
  return isSame && older.expiresAt !== newer.expiresAt;
}

type Pair = { readonly was: ActiveToken; readonly is: ActiveToken };

/** Grants that GitHub lists under the same id as before, as they were and as they are. */
function kept({ before, later, sighting }: Seen): readonly Pair[] {
  const listed = new Set((sighting.active?.listed ?? []).map(grantKey));
  return livingGrants(before)
    .filter((was) => listed.has(grantKey(was)))
    .flatMap((was) => later.activeTokens.filter(({ id }) => id === was.id).map((is): Pair => ({ was, is })));
}

function firstSeenWaiting({ before, later }: Seen): readonly PendingToken[] {
  const known = new Set(before.pendingTokens.map(({ id }) => id));
  return later.pendingTokens.filter(({ id }) => !known.has(id));
}

/** The grant that reached the organization when the list was last read; null where that is too long ago to say that nobody revoked it since. */
function grantUntilNow({ before, now }: Seen): ActiveToken | null {
  if (now - (before.organization.activeListedAt ?? 0) > listingLagMs) return null;
  return livingGrants(before).at(-1) ?? null;
}

/** An end can't be edited: one that moved says that the token was regenerated. */
function regenerated(seen: Seen): readonly Evidence['shown'][] {
  const holds = kept(seen).some(({ was, is }) => was.scope.expiresAt !== is.scope.expiresAt);
  const grant = grantUntilNow(seen);
  const asksAnew = firstSeenWaiting(seen).some(({ scope }) => grant !== null && isSameButForEnd(grant.scope, scope));
  return [...(holds ? (['holds'] as const) : []), ...(asksAnew ? (['contradicted'] as const) : [])];
}

function edited(seen: Seen): readonly Evidence['shown'][] {
  const pairs = kept(seen);
  const grant = grantUntilNow(seen);
  const waiting = firstSeenWaiting(seen).flatMap(({ scope }) => (grant === null ? [] : [{ was: grant.scope, scope }]));
  const keepsNarrowed = pairs.some(({ was, is }) => isNarrowed(was.scope, is.scope));
  const asksWidened = waiting.some(({ was, scope }) => wider(was, scope).length > 0) && pairs.length > 0;
  const asksNarrowed = waiting.some(({ was, scope }) => isNarrowed(was, scope) && was.expiresAt === scope.expiresAt);
  return [
    ...(keepsNarrowed || asksWidened ? (['holds'] as const) : []),
    ...(asksNarrowed || widenedUnasked(seen, pairs) ? (['contradicted'] as const) : []),
  ];
}

/** GitHub asked for this very token before, so its holder was no owner; an approval that nobody saw is ruled out by lists without a gap. */
function widenedUnasked({ before, later, sighting, now }: Seen, pairs: readonly Pair[]): boolean {
  const couldNotLook = now - (before.organization.pendingListedAt ?? 0) > listingLagMs;
  if (couldNotLook || before.pendingTokens.length === 0 || sighting.facts.isHolderOwner === true) return false;
  return pairs.some(({ was, is }) => {
    const wasAskedSince =
      later.pendingTokens.some(({ changedAt, firstSeenAt }) => Math.max(changedAt, firstSeenAt) > was.firstSeenAt) ||
      later.told.some(({ at }) => at > was.firstSeenAt);
    return wider(was.scope, is.scope).length > 0 && !wasAskedSince;
  });
}

/** A PendingToken whose token had a grant was approved. */
function approvedAgain(seen: Seen): readonly Evidence['shown'][] {
  const { before, later, sighting } = seen;
  const wasApproved = (id: string): boolean =>
    before.pendingTokens.some((one) => one.id === id && one.status === 'approved');
  const isApproval = later.pendingTokens.some(({ id, status }) => status === 'approved' && !wasApproved(id));
  const grant = grantUntilNow(seen);
  // It was seen to be approved by its grant: something is listed.
  const listed = sighting.active?.listed ?? [];
  if (!isApproval || grant === null) return [];
  return listed.some(({ patId }) => patId === grant.patId) ? ['holds'] : ['contradicted'];
}

function ended({ before, sighting: { active }, now }: Seen): readonly Evidence['shown'][] {
  if (active === null) return [];
  if (active.listed.some((one) => hasEnded(one, now) && one.expiresAt !== null)) return ['holds'];
  const isGoneAtOnce = livingGrants(before).some(
    ({ scope: { expiresAt } }) => expiresAt !== null && expiresAt <= now && now - expiresAt <= freshlyEndedMs,
  );
  return active.isById && active.listed.length === 0 && isGoneAtOnce ? ['contradicted'] : [];
}

/** What GitHub answered to our review of one that somebody else had decided. A 401, 403 or 429 speaks of us, a 5xx of GitHub. */
function reviewedTwice({ before, later, sighting: { call, waiting } }: Seen): readonly Evidence['shown'][] {
  const row = before.pendingTokens.find(({ id }) => id === call?.id);
  if (call === null || call.answer === null || row === undefined || waiting?.isById !== true) return [];
  if (waiting.listed.some(({ patRequestId }) => patRequestId === row.patRequestId)) return [];
  const reviewers = new Set(row.reviews.map(({ by }) => by.login));
  const isOther = (by: string | null): boolean => by !== null && !by.endsWith('[bot]') && !reviewers.has(by);
  const isByOther = before.told.some(
    ({ patRequestId, act, by }) =>
      patRequestId === row.patRequestId && (act === 'approved' || act === 'denied') && isOther(by),
  );
  if (call.answer.outcome === 'done') return isByOther ? ['contradicted'] : [];
  const { status } = call.answer;
  const isDecided = isByOther || later.pendingTokens.some(({ id, status }) => id === row.id && status === 'approved');
  if (!isDecided || status < 400 || status > 499 || [401, 403, 429].includes(status)) return [];
  return status === 404 || status === 422 ? ['holds'] : ['contradicted'];
}

/** One that is on neither list, and of which a webhook said so. */
function deleted({ before, later, sighting: { waiting, active } }: Seen): readonly Evidence['shown'][] {
  const isAbsent = [waiting, active].every((one) => one?.isById === true && one.listed.length === 0);
  const wasCancelled = (id: string): boolean =>
    before.pendingTokens.some((one) => one.id === id && one.status === 'cancelled');
  const isCancelled = later.pendingTokens.some(({ id, status }) => status === 'cancelled' && !wasCancelled(id));
  return isAbsent && isCancelled ? ['holds'] : [];
}

/** The same request with another scope, or another one in its place: either is fine. Both at once is neither. */
function pendingEdited({ before, later, sighting: { waiting } }: Seen): readonly Evidence['shown'][] {
  const listed = waiting?.listed ?? [];
  const ids = new Set(listed.map(({ patRequestId }) => patRequestId));
  if (waiting?.isById === true && ids.size > 1) return ['contradicted'];
  const isEdited = before.pendingTokens.some((was) => {
    const is = later.pendingTokens.find(({ id }) => id === was.id);
    const isSame = ids.has(was.patRequestId);
    const isOpen = was.status === 'open' || was.status === 'held';
    if (is === undefined || !isOpen) return false;
    return isSame
      ? is.status !== 'expired' && !isSameScope(is.scope, was.scope)
      : listed.length > 0 && is.status === 'cancelled';
  });
  return isEdited ? ['holds'] : [];
}

function askedAfterRevocation(seen: Seen): readonly Evidence['shown'][] {
  const wasRevoked = seen.before.activeTokens.some(({ status }) => status === 'revoked');
  return wasRevoked && firstSeenWaiting(seen).length > 0 ? ['holds'] : [];
}

/** GitHub told of a request for a token that it let in without asking, since its holder owns the organization. */
function createdForOwner({ before, later, sighting: { facts } }: Seen): readonly Evidence['shown'][] {
  const isFirst = before.activeTokens.length === 0 && later.activeTokens.length > 0;
  const isUnasked = isFirst && later.pendingTokens.length === 0 && facts.isHolderOwner === true;
  return isUnasked && before.told.some(({ act }) => act === 'created') ? ['contradicted'] : [];
}
