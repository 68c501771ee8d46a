// Whose Decision a call to GitHub carries out: in their name it may be made; and in whose it was.
import type { Reviewer } from '../person.ts';
import { standingReview } from '../standing-review.ts';
import type { SentAs } from './sent-as.ts';
import type { ActiveToken, PendingToken } from './token.ts';

/** The person whose Decision a review carries out: of several, whoever completed them. Null where a rule or github.com decided. */
export function decidedBy(token: PendingToken): Reviewer | null {
  const review = standingReview(token);
  if (review !== null) return review.by;
  const basis = token.agreement?.basis;
  return basis?.by === 'people' ? (basis.people.at(-1) ?? null) : null;
}

/** Whom GitHub takes a call from: owners alone, and not whom the policy names besides. Null: the App makes it. */
export function ownerAmong(decider: Reviewer | null): Reviewer | null {
  return decider?.as === undefined ? decider : null;
}

/** The reviewer whose Decision a revocation carries out. A holder or a sponsor ends their own, for which they need not own anything. */
export function revokedBy({ revocation }: ActiveToken): Reviewer | null {
  return revocation?.as === 'reviewer' ? revocation.by : null;
}

/** As whom GitHub was called last about a token that was let in, of those that waited, the oldest first; null where it was not called. */
export function sentAsOf(
  { status, revocation }: Pick<ActiveToken, 'status' | 'revocation'>,
  waited: readonly Pick<PendingToken, 'status' | 'sentAs'>[],
): SentAs | null {
  if (status === 'revoked') return revocation?.sentAs ?? null;
  return waited.findLast((one) => one.status === 'approved')?.sentAs ?? null;
}
