// How often somebody, or an organization, may do something within a while: approve, so that a stolen session can't empty the house; ask, so that
// nobody floods the reviewers. What was done is read from the store, and counted once more in the very commit.
import { dayMs, type Instant, type OrganizationId, type SlackUserId } from './ids.ts';
import type { OrganizationPolicy } from './policy/policy.ts';

type Limits = OrganizationPolicy['limits'];

/** `since` is when it is counted from: so long before the click as `withinMs` says. */
export type Quota = { readonly since: Instant; readonly withinMs: number; readonly most: number } & (
  | { readonly of: 'approvals' | 'requests'; readonly slackId: SlackUserId }
  | { readonly of: 'requests_of_organization'; readonly organizationId: OrganizationId }
);

/** So far back a person's approvals are counted. */
const approvalsMs = 600_000;

/** A stolen session must not empty the house: after a burst of approvals somebody else has to look. To take away is never stopped. */
export function quotasOfApprovals(slackId: SlackUserId, { approvals }: Limits, now: Instant): readonly Quota[] {
  return [{ of: 'approvals', slackId, since: now - approvalsMs, withinMs: approvalsMs, most: approvals }];
}

/** Reviewers who are flooded read nothing: neither one person nor all together send more in a day than the policy lets them. */
export function quotasOfRequests(
  { slackId, organizationId }: { readonly slackId: SlackUserId; readonly organizationId: OrganizationId },
  { requests, organizationRequests }: Limits,
  now: Instant,
): readonly Quota[] {
  const day = { since: now - dayMs, withinMs: dayMs };
  return [
    { of: 'requests', slackId, ...day, most: requests },
    { of: 'requests_of_organization', organizationId, ...day, most: organizationRequests },
  ];
}

/** What of it was used since: how often, and when first. */
export type Used = { readonly count: number; readonly firstAt: Instant | null };

/** The entries by which a person's approvals are counted. Less than was asked counts when it is offered. */
export const approvingActs = [
  'request.approve',
  'request.review',
  'request.adjust',
  'pending_token.start_approving',
  'active_token.accept',
] as const;

export function isUsedUp({ most }: Quota, { count }: Used): boolean {
  return count >= most;
}

/** When the first of what was used no longer counts, so that there is room for one more: the same moment at each click until then. */
export function freeAgainAt({ since, withinMs }: Quota, { firstAt }: Used): Instant {
  return (firstAt ?? since + withinMs) + withinMs;
}
