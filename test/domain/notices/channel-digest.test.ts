import { describe, expect, it } from 'vitest';
import { dayMs, type OrganizationId } from '../../../src/domain/ids.ts';
import { aheadOfDigest, isToldOn, morningOf, toldInDigest } from '../../../src/domain/notices/channel-digest.ts';
import type { Threshold } from '../../../src/domain/notices/due-notice.ts';

const nine = Date.UTC(2026, 5, 9, 9);
const notice = (expiresAt: number, threshold: Threshold = 1) => ({ threshold, expiresAt });

it('the morning is nine o’clock of the day in UTC, before and after', () => {
  expect([nine - 1, nine, nine + 5 * 3_600_000].map(morningOf)).toEqual([nine, nine, nine]);
});

it.each([
  ['has not been told where it never was', null, false],
  ['has not been told where it was before this morning', nine - 1, false],
  ['has been told from this morning on', nine, true],
] as const)('the channel %s', (_, digestedAt, is) => {
  expect(isToldOn({ digestedAt }, nine + 1)).toBe(is);
});

describe('the channel’s message', () => {
  const all = [
    notice(nine + dayMs - 1),
    notice(nine + dayMs),
    notice(nine + dayMs - 1, 'expired'),
    notice(nine + 3 * dayMs, 14),
  ];

  it('tells nothing before the morning, whenever the last one was', () => {
    for (const digestedAt of [null, nine - dayMs]) expect(toldInDigest(all, { digestedAt }, nine - 1)).toEqual([]);
  });

  it('tells all of it in the morning, and later where the morning was missed', () => {
    for (const now of [nine, nine + 3_600_000]) expect(toldInDigest(all, { digestedAt: null }, now)).toEqual(all);
  });

  it('tells, once there was one today, only what would end before the next, and nothing that has ended', () => {
    expect(toldInDigest(all, { digestedAt: nine }, nine + 1)).toEqual(all.slice(0, 1));
  });
});

it('today’s message looks ahead to tomorrow’s, and where it was sent for what ends before that', () => {
  const [sent, unsent] = [1, 2].map((id) => id as OrganizationId) as [OrganizationId, OrganizationId];
  const organizations = [
    { id: sent, digestedAt: nine },
    { id: unsent, digestedAt: nine - 1 },
  ];
  const tomorrow = nine + dayMs;
  expect(aheadOfDigest(organizations, nine + 5)).toEqual({
    ...{ after: nine + 5, upTo: tomorrow - 1, told: [sent], endsBefore: tomorrow },
  });
});
