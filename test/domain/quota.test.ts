import { expect, it } from 'vitest';
import { dayMs, type OrganizationId } from '../../src/domain/ids.ts';
import { freeAgainAt, isUsedUp, type Quota, quotasOfApprovals, quotasOfRequests } from '../../src/domain/quota.ts';
import { bea, mona } from '../support/sample-people.ts';
import { noon } from '../support/sample-scopes.ts';

/** Two a day, counted at noon. */
const quota: Quota = { of: 'requests', slackId: mona.slackId, since: noon - dayMs, withinMs: dayMs, most: 2 };

it.each([
  [1, false],
  [2, true],
  [3, true],
])('of two a day %s leave none: %s', (count, is) => {
  expect(isUsedUp(quota, { count, firstAt: null })).toBe(is);
});

it('there is room again a day after the first of them', () => {
  expect(freeAgainAt(quota, { count: 2, firstAt: noon - 5 })).toBe(noon - 5 + dayMs);
  expect(freeAgainAt(quota, { count: 0, firstAt: null })).toBe(noon + dayMs);
});

it('is of a person’s approvals in ten minutes, and of a person’s and everybody’s requests in a day', () => {
  const limits = { requests: 20, organizationRequests: 200, approvals: 30 };
  expect(quotasOfApprovals(bea.slackId, limits, noon)).toEqual([
    { of: 'approvals', slackId: bea.slackId, since: noon - 600_000, withinMs: 600_000, most: 30 },
  ]);
  const whose = { slackId: mona.slackId, organizationId: 1 as OrganizationId };
  expect(quotasOfRequests(whose, limits, noon)).toEqual([
    { of: 'requests', slackId: mona.slackId, since: noon - dayMs, withinMs: dayMs, most: 20 },
    {
      of: 'requests_of_organization',
      organizationId: 1 as OrganizationId,
      since: noon - dayMs,
      withinMs: dayMs,
      most: 200,
    },
  ]);
});
