// How far a request is with its approvals: people are counted, by their GitHub account, and never clicks.
import type { GithubUserId } from '../ids.ts';
import type { Review } from '../person.ts';
import { isApprovedByRule, type TokenRequest } from './token-request.ts';

type Reviewed = Pick<TokenRequest, 'reviews' | 'revision' | 'verdict'>;
/** A request, or a token: what was approved on an older revision counts for neither. */
type Revised = Pick<Reviewed, 'reviews' | 'revision'>;

/** The approvals of the present revision, one a person. `lost`: who is no reviewer any more. */
export function standingApprovals(
  { reviews, revision }: Revised,
  lost: ReadonlySet<GithubUserId> = new Set(),
): readonly Review[] {
  const people = new Map<GithubUserId, Review>();
  for (const review of reviews) {
    const { act, by } = review;
    if (act === 'approve' && review.revision === revision && !lost.has(by.githubId)) people.set(by.githubId, review);
  }
  return [...people.values()];
}

/** Whether it was approved on its present revision, whatever became of that. */
export function wasApproved(request: Reviewed): boolean {
  return isApprovedByRule(request) || standingApprovals(request).length >= request.verdict.approvals;
}
