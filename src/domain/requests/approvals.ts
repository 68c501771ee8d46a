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

/** How many more it takes beside somebody whose own approval stands: a second one of theirs adds nothing. Null where theirs does not stand. */
export function missingBeside(
  reviewed: Revised,
  approvals: number,
  githubId: GithubUserId,
  lost?: ReadonlySet<GithubUserId>,
): number | null {
  const standing = standingApprovals(reviewed, lost);
  return standing.some(({ by }) => by.githubId === githubId) ? approvals - standing.length : null;
}

/** The same of a token: where it takes fewer by now than when they approved it, their second click settles it. */
export function missingBesideOfToken(...given: Parameters<typeof missingBeside>): number | null {
  const missing = missingBeside(...given);
  return (missing ?? 0) > 0 ? missing : null;
}

/** Whether it was approved on its present revision, whatever became of that. */
export function wasApproved(request: Reviewed): boolean {
  return isApprovedByRule(request) || standingApprovals(request).length >= request.verdict.approvals;
}
