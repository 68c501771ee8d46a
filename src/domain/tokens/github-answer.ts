// What GitHub's answer to a review or a revocation leaves to be done. What became of the token its lists alone say.
import type { GithubAnswer, ListedPendingToken } from './sighting.ts';

/** GitHub heard it and said no, by this status: not an outage, not a limit. Null where it may still be carried out. */
export function refusedWith(answer: GithubAnswer): number | null {
  if (answer.outcome !== 'unknown' || answer.retryAfterSeconds !== null) return null;
  const { status } = answer;
  return status >= 400 && status < 500 && status !== 429 ? status : null;
}

/** As long as GitHub wants to be left alone; null where it does not say. */
export function retryAfter(answer: GithubAnswer | null): number | null {
  return answer?.outcome === 'unknown' ? answer.retryAfterSeconds : null;
}

/** Why a review that is still to be made is tried again, as its Fault names it. On neither list GitHub is a moment late. */
export function whyReviewAgain(
  { patRequestId }: Pick<ListedPendingToken, 'patRequestId'>,
  waiting: readonly Pick<ListedPendingToken, 'patRequestId'>[],
): 'review_not_applied' | 'not_listed_yet' {
  return waiting.some((listed) => listed.patRequestId === patRequestId) ? 'review_not_applied' : 'not_listed_yet';
}
