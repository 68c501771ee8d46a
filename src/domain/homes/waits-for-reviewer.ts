// What waits for somebody who is no owner and reviews by another rule of the policy, as their Home shows it. For display only.
import type { GithubUserId } from '../ids.ts';
import type { OrganizationPolicy } from '../policy/policy.ts';
import { kindOfReviewer, type ReviewerRule } from '../policy/reviewer-rule.ts';
import { standingApprovals } from '../requests/approvals.ts';
import type { TokenRequest } from '../requests/token-request.ts';

/** More teams and groups than these are not asked for one person's Home. */
const mostAsked = 8;

/**
 * The rules by which somebody could be a reviewer, of what waits and of what may come. Not who administers the repositories: that is asked of
 * each repository, which is too much for a page that changes with every step.
 */
export function rulesOfHome(
  policy: Pick<OrganizationPolicy, 'reviewers' | 'escalation' | 'rules'>,
  pending: readonly Pick<TokenRequest, 'verdict'>[],
): readonly ReviewerRule[] {
  const named = new Set([
    ...pending.flatMap(({ verdict }) => verdict.reviewers),
    ...policy.reviewers,
    ...(policy.escalation?.to ?? []),
    ...policy.rules.flatMap(({ then }) => then.reviewers ?? []),
  ]);
  const are = (...kinds: readonly string[]) => [...named].filter((rule) => kinds.includes(kindOfReviewer(rule).is));
  return [...are('person'), ...are('team', 'group').slice(0, mostAsked)];
}

/** Whether the request waits for them: by a rule that it keeps, and neither their own nor approved by them. `own`: all their accounts. */
export function waitsForReviewer(
  request: TokenRequest,
  rules: readonly ReviewerRule[],
  own: ReadonlySet<GithubUserId>,
): boolean {
  if (request.status !== 'pending' || own.has(request.requester.githubId) || own.has(request.holder.githubId))
    return false;
  if (standingApprovals(request).some(({ by }) => own.has(by.githubId))) return false;
  return request.verdict.reviewers.some((rule) => rules.includes(rule));
}
