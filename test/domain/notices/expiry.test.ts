import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, localHour } from '../../../src/domain/calendar.ts';
import { dayMs, type OrganizationId } from '../../../src/domain/ids.ts';
import type { DueNotice, Threshold } from '../../../src/domain/notices/due-notice.ts';
import { latestUseful, noticeTimes } from '../../../src/domain/notices/expiry.ts';
import { mona } from '../../support/sample-people.ts';

function plan(
  ends: string,
  zone: string,
  from = '2020-01-01T00:00:00Z',
  reminderDays: readonly number[] = [14, 7, 1],
  owesEnd = false,
) {
  const notices = noticeTimes({ expiresAt: Date.parse(ends), zone, reminderDays, from: Date.parse(from), owesEnd });
  return notices.map(({ threshold, dueAt }) => `${threshold} ${new Date(dueAt).toISOString().slice(0, 16)}`);
}

describe('notices of a token', () => {
  it('go at nine in the morning of the holder, counted in days of their calendar', () => {
    expect(plan('2026-06-20T20:00:00Z', 'Europe/Berlin')).toEqual([
      '14 2026-06-05T07:00',
      '7 2026-06-12T07:00',
      '1 2026-06-19T07:00',
      '0 2026-06-19T07:00',
      'expired 2026-06-20T20:00',
    ]);
  });

  it('are counted from the day that the end falls on where the holder is', () => {
    expect(plan('2026-06-20T20:00:00Z', 'Asia/Tokyo')).toContain('7 2026-06-12T00:00');
  });

  it('stay at nine when the clocks change in between', () => {
    expect(plan('2026-03-30T20:00:00Z', 'Europe/Berlin', undefined, [7])).toEqual([
      '7 2026-03-23T08:00',
      '0 2026-03-30T07:00',
      'expired 2026-03-30T20:00',
    ]);
  });

  it.each([
    ['before nine', '2026-06-20T08:59:00Z', '0 2026-06-19T18:00'],
    ['within the hour after nine', '2026-06-20T09:59:59Z', '0 2026-06-19T18:00'],
    ['an hour after nine', '2026-06-20T10:00:00Z', '0 2026-06-19T09:00'],
    ['at midnight', '2026-06-20T00:00:00Z', '0 2026-06-19T18:00'],
  ])('tell a token that ends %s in time', (_, ends, ofTheDay) => {
    expect(plan(ends, 'UTC')).toContain(ofTheDay);
  });

  it('are not planned for what is past, nor for this very instant', () => {
    expect(plan('2026-06-20T20:00:00Z', 'UTC', '2026-06-12T09:00:00Z')).toEqual([
      '1 2026-06-19T09:00',
      '0 2026-06-19T09:00',
      'expired 2026-06-20T20:00',
    ]);
    expect(plan('2026-06-20T20:00:00Z', 'UTC', '2026-06-20T20:00:00Z')).toEqual([]);
  });

  it.each<[string, string, string, string, string]>([
    ['on the Sunday evening', '2026-06-22T08:00:00Z', 'UTC', '2026-06-19T09:00:00Z', '2026-06-21T18:00'],
    ['on the Sunday morning', '2026-06-21T20:00:00Z', 'UTC', '2026-06-19T15:00:00Z', '2026-06-21T09:00'],
    [
      'at once, an hour before the end at least',
      '2026-06-21T20:00:00Z',
      'UTC',
      '2026-06-21T19:00:00Z',
      '2026-06-21T19:00',
    ],
    ['at once, past the last evening', '2026-06-24T02:00:00Z', 'UTC', '2026-06-23T18:00:00Z', '2026-06-23T18:00'],
  ])('tell the day itself %s, where its usual hour had passed', (_, ends, zone, from, dueAt) => {
    expect(plan(ends, zone, from, [14, 7, 1]).filter((one) => one.startsWith('0 '))).toEqual([`0 ${dueAt}`]);
  });

  it('tell the day itself no more within the last hour, when nobody could act on it', () => {
    expect(plan('2026-06-21T20:00:00Z', 'UTC', '2026-06-21T19:00:01Z')).toEqual(['expired 2026-06-21T20:00']);
  });

  it('owe the end once, however long ago it was, to whoever was to be told of it', () => {
    expect(plan('2026-06-20T20:00:00Z', 'UTC', '2026-06-27T09:00:00Z', [7], true)).toEqual([
      'expired 2026-06-20T20:00',
    ]);
    expect(plan('2026-06-20T20:00:00Z', 'UTC', '2026-06-20T20:00:00Z', [7], true)).toEqual([
      'expired 2026-06-20T20:00',
    ]);
    expect(plan('2026-06-20T20:00:00Z', 'UTC', '2026-06-19T08:00:00Z', [7], true)).toEqual([
      '0 2026-06-19T09:00',
      'expired 2026-06-20T20:00',
    ]);
  });

  it('are not planned twice where the policy names a day twice, or names the day itself', () => {
    expect(plan('2026-06-20T20:00:00Z', 'UTC', undefined, [1, 1, 0])).toEqual([
      '1 2026-06-19T09:00',
      '0 2026-06-19T09:00',
      'expired 2026-06-20T20:00',
    ]);
  });

  it('are none for a token that never expires', () => {
    expect(
      noticeTimes({ expiresAt: null, zone: 'UTC', reminderDays: [7], from: Date.UTC(1960), owesEnd: false }),
    ).toEqual([]);
  });

  it('are in the order of their days, whatever order the policy names them in', () => {
    expect(plan('2026-06-20T20:00:00Z', 'UTC', undefined, [1, 14, 7])).toEqual([
      '14 2026-06-05T09:00',
      '7 2026-06-12T09:00',
      '1 2026-06-19T09:00',
      '0 2026-06-19T09:00',
      'expired 2026-06-20T20:00',
    ]);
  });

  it('are in UTC where nobody knows the zone', () => {
    expect(plan('2026-06-20T20:00:00Z', 'Mars/Olympus')).toEqual(plan('2026-06-20T20:00:00Z', 'UTC'));
  });

  it('come at their hour and day, each before the next, the last at the end itself, in every zone', () => {
    const zone = fc.constantFrom('Australia/Lord_Howe', 'Pacific/Apia', 'America/Sao_Paulo', 'Asia/Kathmandu', 'UTC');
    const end = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2030, 0) });
    fc.assert(
      fc.property(zone, end, fc.uniqueArray(fc.integer({ min: 1, max: 60 })), (where, expiresAt, reminderDays) => {
        const notices = noticeTimes({ expiresAt, zone: where, reminderDays, from: 0, owesEnd: false });
        expect(notices).toHaveLength(reminderDays.length + 2);
        expect(notices.at(-1)).toEqual({ threshold: 'expired', dueAt: expiresAt });
        for (const { threshold, dueAt } of notices.slice(0, -1)) {
          expect(dueAt).toBeLessThan(expiresAt);
          const isEvening = threshold === 0 && daysBetween(dueAt, expiresAt, where) === 1;
          const weekday = new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: where }).format(dueAt);
          expect(['Sat', 'Sun']).not.toContain(weekday);
          const early = daysBetween(dueAt, expiresAt, where) - Number(threshold);
          // A Friday's stands for the weekend; the last may go the evening before.
          if (weekday === 'Fri') expect([0, 1, 2, 3]).toContain(early);
          else expect(early).toBe(isEvening && localHour(dueAt, where) === 18 ? 1 : 0);
          expect([9, 18]).toContain(localHour(dueAt, where));
        }
      }),
    );
  });
});

describe('of the notices that are due', () => {
  const ends = Date.UTC(2026, 5, 20, 20);
  function notice(activeTokenId: string, threshold: Threshold, expiresAt = ends): DueNotice {
    return {
      id: `${activeTokenId}-${threshold}`,
      version: 1,
      organizationId: 1 as OrganizationId,
      activeTokenId,
      holder: mona,
      expiresAt,
      threshold,
      dueAt: threshold === 'expired' ? expiresAt : expiresAt - threshold * dayMs,
      status: 'planned',
    };
  }
  function idsOf(due: readonly DueNotice[], now: number) {
    const { send, superseded } = latestUseful(due, now);
    return { send: send.map(({ id }) => id), superseded: superseded.map(({ id }) => id).sort() };
  }

  it('only the latest of a token is sent', () => {
    expect(idsOf([notice('a', 14), notice('a', 3), notice('a', 7)], ends - 2 * dayMs)).toEqual({
      send: ['a-3'],
      superseded: ['a-14', 'a-7'],
    });
  });

  it('only the end is told once the token has ended', () => {
    const [end, day, before] = [notice('a', 'expired'), notice('a', 0), notice('a', 1)];
    for (const due of [
      [end, day, before],
      [before, day, end],
    ]) {
      expect(idsOf(due, ends + dayMs)).toEqual({ send: ['a-expired'], superseded: ['a-0', 'a-1'] });
    }
  });

  it('none that says "soon" is sent of a token that has ended', () => {
    expect(idsOf([notice('a', 1)], ends)).toEqual({ send: [], superseded: ['a-1'] });
    expect(idsOf([notice('a', 1)], ends - 1)).toEqual({ send: ['a-1'], superseded: [] });
  });

  it('none are sent, and none are left out, where none are due', () => {
    expect(idsOf([], ends)).toEqual({ send: [], superseded: [] });
  });

  it('each token has its own, the one that ends first before the others', () => {
    expect(idsOf([notice('b', 7, ends + dayMs), notice('a', 7)], ends - 7 * dayMs)).toEqual({
      send: ['a-7', 'b-7'],
      superseded: [],
    });
  });
});
