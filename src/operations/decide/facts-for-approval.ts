import type { Case } from '../../domain/decisions/case.ts';
import type { GithubUserId } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { standingApprovals } from '../../domain/requests/approvals.ts';
import type { Ports } from '../../ports/ports.ts';
import { isStillAccount } from '../people/accounts.ts';
import { isOwnerNow, liveMembership } from '../people/authorize.ts';

type Facts = Pick<Case, 'isHolderOwner' | 'lostReviewers'>;

/** What an approval needs to be known: who of the earlier reviewers still is one, and what the rules look at. */
export async function factsForApproval(
  ports: Ports,
  organization: Organization,
  given: Case,
): Promise<Facts | Refusal> {
  const { policy } = given;
  if (given.on !== 'request') {
    if (policy.rules.length === 0) return {};
    return { isHolderOwner: await isOwnerNow(ports, organization, given.token.holder) };
  }
  const { request } = given;
  const [isHolderOwner, lostReviewers] = await Promise.all([
    policy.rules.length === 0 ? null : isOwnerNow(ports, organization, request.holder),
    lostOf(ports, organization, request),
  ]);
  return isRefusal(lostReviewers) ? lostReviewers : { isHolderOwner, lostReviewers };
}

async function lostOf(
  ports: Ports,
  organization: Organization,
  request: Parameters<typeof standingApprovals>[0],
): Promise<ReadonlySet<GithubUserId> | Refusal> {
  const lost = new Set<GithubUserId>();
  for (const { by } of standingApprovals(request)) {
    const [membership, isStill] = await Promise.all([
      liveMembership(ports, organization, by),
      isStillAccount(ports, by),
    ]);
    if (membership === 'not_checked') return refuse({ why: 'owner_not_checked', organization: organization.login });
    const isOwner = membership !== 'none' && membership.isActive && membership.isOwner;
    if (!isOwner || isStill === 'no') lost.add(by.githubId);
  }
  return lost;
}
