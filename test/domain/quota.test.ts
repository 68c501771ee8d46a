import { expect, it } from 'vitest';
import { dayMs } from '../../src/domain/ids.ts';
import { freeAgainAt, isUsedUp, type Quota } from '../../src/domain/quota.ts';
import { mona } from '../support/sample-people.ts';
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
