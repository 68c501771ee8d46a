import { dayMs, type Instant, type SlackUserId } from '../../domain/ids.ts';
import type { Quota } from '../../domain/quota.ts';
import type { GovernedOrganization } from '../find-organization.ts';

/** Reviewers who are flooded read nothing: neither one person nor all together send more than the policy lets them. */
export function quotasOfRequests(
  { organization, policy }: GovernedOrganization,
  slackId: SlackUserId,
  now: Instant,
): readonly Quota[] {
  const day = { since: now - dayMs, withinMs: dayMs };
  const { requests, organizationRequests } = policy.limits;
  return [
    { of: 'requests', slackId, ...day, most: requests },
    { of: 'requests_of_organization', organizationId: organization.id, ...day, most: organizationRequests },
  ];
}
