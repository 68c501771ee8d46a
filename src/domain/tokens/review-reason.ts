// What a review says on github.com of why. GitHub mails a denial's reason to the holder, and keeps an approval's.
import type { RequestNumber } from '../ids.ts';
import { standingReview } from '../standing-review.ts';
import { decidedBy } from './decided-by.ts';
import type { PendingToken } from './token.ts';

/** GitHub takes no longer one. */
const mostCharacters = 1_024;

/** A denial's in the reviewer's own words; of an approval whose it is, by their login, and under which request. */
export type ReviewReason = string | { readonly login: string | null; readonly number: RequestNumber | null };

export function reviewReason(token: PendingToken, act: 'approve' | 'deny'): ReviewReason | null {
  if (act === 'deny') return standingReview(token)?.reason?.slice(0, mostCharacters) ?? null;
  const { match } = token;
  return { login: decidedBy(token)?.login ?? null, number: 'number' in match ? match.number : null };
}
