// A grant that is known and still listed: a moved expiry replans its notices, a wider scope is flagged, one that had gone is back.
import { canonicalJson } from '../canonical-json.ts';
import { type Change, noChange, together } from '../change.ts';
import { redactCredentials } from '../credential.ts';
import { dayMs, type Instant } from '../ids.ts';
import { planNotices } from '../notices/plan-notices.ts';
import { isOnlyProlonged } from '../requests/renewal.ts';
import { type ActualScope, type Excess, requestedAs } from '../scope/agreement.ts';
import { excess } from '../scope/scope.ts';
import { cleanLine } from '../user-text.ts';
import { type ActiveTokenAct, advanceActiveToken, postCard, type Seen } from './advance-active-token.ts';
import { allowed } from './conclusion-rule.ts';
import { after, contextOf, type Dossier, fromFirstSight } from './dossier.ts';
import { driftOf, type Standing, zoneFor } from './record-grant.ts';
import { isSameScope } from './same-scope.ts';
import type { ListedActiveToken, Question, Sighting } from './sighting.ts';
import { type ActiveToken, type Drift, standingRevocation } from './token.ts';

type HeldTo = Pick<Standing, 'agreement' | 'requestNumber'>;

function isOver({ status }: ActiveToken): boolean {
  return status === 'gone' || status === 'revoked' || status === 'expired';
}

/** What GitHub shows of it now, as our row would have it. */
function seenOf(
  dossier: Dossier,
  row: ActiveToken,
  listed: ListedActiveToken,
  seen: { readonly scope: ActualScope; readonly readAt: Instant },
  standing: HeldTo | null,
): Seen {
  // What was revoked was agreed to no longer.
  const before = row.status === 'revoked' ? null : row.agreement;
  return {
    scope: fromFirstSight(dossier, seen.scope),
    tokenName: redactCredentials(cleanLine(listed.tokenName)),
    holder: listed.holder,
    repositoriesReadAt: seen.readAt,
    lastUsedAt: listed.lastUsedAt,
    agreement: standing?.agreement ?? before,
    requestNumber: standing?.agreement == null ? row.requestNumber : standing.requestNumber,
  };
}

function isAsKnown(row: ActiveToken, seen: Seen, over: readonly Excess[]): boolean {
  return (
    canonicalJson(seen.agreement) === canonicalJson(row.agreement) &&
    seen.tokenName === row.tokenName &&
    seen.holder.login === row.holder.login &&
    isSameScope(row.scope, seen.scope) &&
    isUsedAsKnown(row, seen.lastUsedAt) &&
    row.repositoriesReadAt === seen.repositoriesReadAt &&
    // What goes past its Agreement is not written while it is being revoked.
    (row.status === 'revoking' ||
      (canonicalJson(row.excess) === canonicalJson(over) && over.length > 0 === (row.status === 'exceeding')))
  );
}

/** When a token was last used is kept to the day: a write a token and pass would be a price for nothing. */
export function isUsedAsKnown({ lastUsedAt }: Pick<ActiveToken, 'lastUsedAt'>, seenAt: Instant | null): boolean {
  return Math.abs((lastUsedAt ?? 0) - (seenAt ?? 0)) < dayMs;
}

function actOn(row: ActiveToken, seen: Seen, over: readonly Excess[], dossier: Dossier, now: Instant): ActiveTokenAct {
  if (isOver(row)) return { act: 'come_back', ...seen };
  // Active again after a revocation that was refused: still too wide, and flagged anew.
  const isNewExcess = canonicalJson(row.excess) !== canonicalJson(over) || row.status === 'active';
  if (over.length > 0) {
    return isNewExcess && row.status !== 'revoking'
      ? { act: 'exceed', excess: over, drift: askedFirst(dossier, row, over, now), ...seen }
      : { act: 'observe', ...seen };
  }
  if (row.status === 'revoking') return { act: 'observe', ...seen };
  if (canonicalJson(seen.agreement) !== canonicalJson(row.agreement)) return { act: 'attach', ...seen };
  return row.status === 'exceeding' ? { act: 'return_within', ...seen } : { act: 'observe', ...seen };
}

/**
 * Where only its end moved, its holder has a day to ask for it before the reviewers are told, who have a day as well before the deadline.
 */
function askedFirst(dossier: Dossier, row: ActiveToken, over: readonly Excess[], now: Instant): Drift {
  const { askedUntil, ...drift } = driftOf(row.drift, dossier.policy, now);
  if (!isOnlyProlonged({ excess: over }) || dossier.holder.slackId === null) return drift;
  // Told of already, for more than that or for want of an answer, or before it was narrowed for a while.
  const isKnown = askedUntil === undefined && (row.excess.length > 0 || row.drift?.leftMs !== undefined);
  if (isKnown) return drift;
  if (askedUntil !== undefined) return { ...drift, askedUntil };
  const { deadlineAt } = drift;
  const leastAt = deadlineAt === null ? null : Math.max(deadlineAt, now + 2 * dayMs);
  return { ...drift, deadlineAt: leastAt, askedUntil: now + dayMs };
}

/** Brings a known row in step with what GitHub shows; `standing` is what it is held to from now on, where that is new. */
export function refreshGrant(
  dossier: Dossier,
  row: ActiveToken,
  listed: ListedActiveToken,
  shown: { readonly scope: ActualScope; readonly readAt: Instant },
  standing: HeldTo | null,
  sighting: Sighting,
  now: Instant,
): Change | Question {
  const seen = seenOf(dossier, row, listed, shown, standing);
  const over = seen.agreement === null ? [] : excess(seen.agreement, seen.scope);
  if (!isOver(row) && isAsKnown(row, seen, over)) return noChange;
  const needsPlan = isOver(row) || row.scope.expiresAt !== seen.scope.expiresAt;
  const zone = needsPlan ? zoneFor(dossier, sighting, seen.scope) : 'UTC';
  if (typeof zone !== 'string') return zone;
  const step = allowed(advanceActiveToken(row, actOn(row, seen, over, dossier, now), now, contextOf(dossier, row)));
  const known = after(dossier, step);
  const next = known.activeTokens.find(({ id }) => id === row.id) ?? row;
  const { reminderDays } = dossier.policy;
  const writes = needsPlan ? planNotices(next, known.notices, { zone, reminderDays, from: now, owesEnd: true }) : [];
  const followed = isOver(row) ? flagOrRevoke(known, next, row, seen, over, now) : noChange;
  const isTold = followed !== noChange || !isNewsToReviewers(row, seen, now);
  return together(step, followed, { writes, entries: [], effects: isTold ? [] : postCard(next) });
}

/**
 * What follows in the same commit where it comes back: nobody is to see it as plainly active. What a person was revoking when it expired goes
 * on being revoked, or letting it expire meanwhile would have undone that. One that is wider than agreed could reach nothing any more: that it
 * can again is the reviewers' to know at once, and its holder is not asked first.
 */
function flagOrRevoke(
  dossier: Dossier,
  row: ActiveToken,
  before: ActiveToken,
  seen: Seen,
  over: readonly Excess[],
  now: Instant,
): Change {
  const { status, revocation } = before;
  if (status === 'expired' && revocation !== null && revocation.refused === null && revocation.as !== 'policy') {
    return allowed(advanceActiveToken(row, { act: 'start_revoking', revocation }, now, contextOf(dossier, row)));
  }
  if (over.length === 0) return noChange;
  const act = { act: 'exceed', excess: over, drift: driftOf(row.drift, dossier.policy, now), ...seen } as const;
  return allowed(advanceActiveToken(row, act, now, contextOf(dossier, row)));
}

/** Nobody agreed to it, and it is more than it was when the reviewers or the baseline saw it, or it was revoked before. */
function isNewsToReviewers(row: ActiveToken, { agreement, scope }: Seen, now: Instant): boolean {
  if (agreement !== null) return false;
  return isOver(row) ? standingRevocation(row) !== null : isWider(row.scope, scope, now);
}

function isWider(before: ActualScope, scope: ActualScope, now: Instant): boolean {
  return excess({ ...requestedAs(before), agreedAt: now, lapsesAt: null }, scope).length > 0;
}
