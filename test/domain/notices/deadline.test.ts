import { describe, expect, it } from 'vitest';
import { dayMs, type Instant } from '../../../src/domain/ids.ts';
import { type Deadline, judgeDeadline, type Listings, outageMs } from '../../../src/domain/notices/deadline.ts';

const hourMs = 3_600_000;
const monday = Date.parse('2027-03-01T00:00:00Z');
const minuteMs = 60_000;

const deadline: Deadline = { at: monday + 7 * dayMs, prolongedAt: null };
const justAfter = deadline.at + 5 * minuteMs;
/** Listed without an outage for a week, until a minute ago. */
const steady: Listings = { upSince: monday, listedAt: justAfter - minuteMs };

describe('a deadline', () => {
  it.each([
    ['runs until its moment', deadline, steady, deadline.at - 1, 'running'],
    ['is over after a newer listing', deadline, steady, justAfter, 'over'],
    ['runs while no listing is newer', deadline, { ...steady, listedAt: deadline.at }, justAfter, 'running'],
    ['runs while nothing was ever listed', deadline, { upSince: null, listedAt: null }, justAfter, 'running'],
    ['runs while an outage is not over', deadline, { ...steady, upSince: null }, justAfter, 'running'],
    ['runs while nothing was listed since', deadline, { ...steady, listedAt: null }, justAfter, 'running'],
    ['runs through an outage', deadline, steady, justAfter - minuteMs + outageMs, 'running'],
    [
      'is over where the last outage ended a day ago',
      deadline,
      { ...steady, upSince: justAfter - dayMs },
      justAfter,
      'over',
    ],
  ] as const)('%s', (_, one, listings, now, is) => {
    expect(judgeDeadline(one, listings, now)).toEqual({ is });
  });

  it.each([
    ['in which it passed', justAfter - 2 * minuteMs],
    ['on the evening before', deadline.at - 10 * hourMs],
  ])('leaves people a day after an outage %s', (_, upSince) => {
    expect(judgeDeadline(deadline, { ...steady, upSince }, justAfter)).toEqual({
      is: 'prolonged',
      until: upSince + dayMs,
    });
  });
});

/** Every half hour of the days, as a program sees them whose GitHub is away in these hours of each night. */
function endUnder(awayHours: readonly number[], days: number): Instant | null {
  let current = deadline;
  let upSince: Instant | null = null;
  let listedAt: Instant | null = null;
  for (let now = monday; now < monday + days * dayMs; now += 30 * minuteMs) {
    const isAway = awayHours.includes(new Date(now).getUTCHours());
    if (!isAway) {
      upSince = upSince === null || listedAt === null || now - listedAt >= outageMs ? now : upSince;
      listedAt = now;
    }
    const verdict = judgeDeadline(current, { upSince, listedAt }, now);
    if (verdict.is === 'over') return now;
    if (verdict.is === 'prolonged') current = { at: verdict.until, prolongedAt: now };
  }
  return null;
}

describe('a GitHub that is away two hours each night', () => {
  it.each([
    ['while the deadline passes', [23, 0]],
    ['just before it', [21, 22]],
    ['at noon', [11, 12]],
  ])('%s, prolongs it by no more than a day and an outage', (_, hours) => {
    const end = endUnder(hours, 30) ?? Number.POSITIVE_INFINITY;
    expect(end).toBeGreaterThan(deadline.at);
    expect(end - deadline.at).toBeLessThanOrEqual(dayMs + 4 * hourMs);
  });

  it('without an outage it ends at once', () => {
    expect(endUnder([], 30)).toBe(deadline.at + 30 * minuteMs);
  });
});
