// How far a token is with the approvals that it takes: people are counted, by their GitHub account, and never clicks.
import type { GithubUserId } from '../ids.ts';
import type { LinkedPerson, Reviewer } from '../person.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { missingBesideOfToken, standingApprovals } from '../requests/approvals.ts';
import { approvedBefore, endingOf } from '../tokens/ending.ts';
import type { Case } from './case.ts';

type Progress = {
  /** Who approved it before, and still counts. */
  readonly earlier: readonly LinkedPerson[];
  /** How many it takes, with this one. */
  readonly missing: number;
  readonly lost: { readonly lost: ReadonlySet<GithubUserId> };
};

export function progressOf(given: Extract<Case, { on: 'pending_token' }>, by: Reviewer): Progress | Refusal {
  const { token, approvals = 1 } = given;
  const lost = new Set([...(given.lostReviewers ?? []), ...approvedBefore(token, endingOf(given.dossier))]);
  const still = missingBesideOfToken(token, approvals, by.githubId, lost);
  if (still !== null) return refuse({ why: 'token_already_reviewed', tokenName: token.tokenName, missing: still });
  const earlier = standingApprovals(token, lost)
    .map((one) => one.by)
    .filter(({ githubId }) => githubId !== by.githubId);
  const missing = approvals - earlier.length;
  return { earlier, missing, lost: { lost } };
}
