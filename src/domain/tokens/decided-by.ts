// Whose Decision a call to GitHub carries out: in their name it may be made.

import type { Reviewer } from '../person.ts';
import { standingReview } from '../standing-review.ts';
import type { ActiveToken, PendingToken } from './token.ts';

/** The person whose Decision a review carries out: of several, whoever completed them. Null where a rule or github.com decided. */
export function decidedBy(token: PendingToken): Reviewer | null {
  const review = standingReview(token);
  if (review !== null) return review.by;
  const basis = token.agreement?.basis;
  return basis?.by === 'people' ? (basis.people.at(-1) ?? null) : null;
}

/** The reviewer whose Decision a revocation carries out. A holder or a sponsor ends their own, for which they need not own anything. */
export function revokedBy({ revocation }: ActiveToken): Reviewer | null {
  return revocation?.as === 'reviewer' ? revocation.by : null;
}
