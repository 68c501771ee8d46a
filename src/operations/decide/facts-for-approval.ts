import type { Case } from '../../domain/decisions/case.ts';
import type { GithubUserId } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import type { LinkedPerson } from '../../domain/person.ts';
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
  if (given.on !== 'request') return {};
  const { request, policy } = given;
  const [isHolderOwner, lostReviewers] = await Promise.all([
    policy.rules.length === 0 ? null : isOwnerNow(ports, organization, request.holder),
    lostAmong(
      ports,
      organization,
      standingApprovals(request).map(({ by }) => by),
    ),
  ]);
  return isRefusal(lostReviewers) ? lostReviewers : { isHolderOwner, lostReviewers };
}

/** Who of these people is no reviewer any more, or is somebody else by now. */
export async function lostAmong(
  ports: Ports,
  organization: Organization,
  people: readonly LinkedPerson[],
): Promise<ReadonlySet<GithubUserId> | Refusal> {
  const lost = new Set<GithubUserId>();
  for (const by of people) {
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
