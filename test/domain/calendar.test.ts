import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atLocalHour, daysBetween, isZone, localDay, localHour, startOfUtcDay } from '../../src/domain/calendar.ts';
import { dayMs } from '../../src/domain/ids.ts';

function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}

it.each([
  ['UTC', true],
  ['Asia/Tokyo', true],
  ['Mars/Olympus', false],
  ['', false],
])('%j is a zone: %s', (zone, is) => {
  expect(isZone(zone)).toBe(is);
});

describe('the instant of a local hour', () => {
  it.each([
    ['UTC', '2026-06-09', 9, '2026-06-09T09:00:00Z'],
    ['Europe/Berlin', '2026-06-09', 9, '2026-06-09T07:00:00Z'],
    ['Asia/Kathmandu', '2026-06-09', 9, '2026-06-09T03:15:00Z'],
    ['Pacific/Kiritimati', '2026-06-09', 9, '2026-06-08T19:00:00Z'],
    ['Pacific/Pago_Pago', '2026-06-09', 9, '2026-06-09T20:00:00Z'],
    ['Australia/Lord_Howe', '2026-01-09', 9, '2026-01-08T22:00:00Z'],
    ['Australia/Lord_Howe', '2026-06-09', 9, '2026-06-08T22:30:00Z'],
    ['America/New_York, in the gap', '2026-03-08', 2, '2026-03-08T07:00:00Z', 'America/New_York'],
    ['America/New_York, where it comes twice', '2026-11-01', 1, '2026-11-01T05:00:00Z', 'America/New_York'],
    ['Australia/Lord_Howe, in the half-hour gap', '2026-10-04', 2, '2026-10-03T15:30:00Z', 'Australia/Lord_Howe'],
    ['America/Sao_Paulo, a midnight that never was', '2018-11-04', 0, '2018-11-04T03:00:00Z', 'America/Sao_Paulo'],
    ['Pacific/Apia, a day that never was', '2011-12-30', 9, '2011-12-30T10:00:00Z', 'Pacific/Apia'],
    ['Nowhere/Land, taken as UTC', '2026-06-09', 9, '2026-06-09T09:00:00Z', 'Nowhere/Land'],
  ])('%s, %s at %i is %s', (name, date, hour, instant, zone = name) => {
    expect(new Date(atLocalHour(dayOf(date), hour, zone)).toISOString()).toBe(instant.replace('Z', '.000Z'));
  });

  it('is that hour of that day in any zone, where clocks are not changed at nine', () => {
    const zones = ['UTC', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Apia', 'Africa/Cairo'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: dayOf('2020-01-01'), max: dayOf('2035-01-01') }),
        (zone, day) => {
          const instant = atLocalHour(day, 9, zone);
          return (
            localDay(instant, zone) === day && localHour(instant, zone) === 9 && localHour(instant - 1, zone) === 8
          );
        },
      ),
    );
  });
});

describe('days between', () => {
  it('are those of the calendar, not 24 hours each', () => {
    const late = Date.parse('2026-06-09T23:59:00Z');
    expect(daysBetween(late, late + 120_000, 'UTC')).toBe(1);
    expect(daysBetween(late, late + 120_000, 'Asia/Tokyo')).toBe(0);
    expect(daysBetween(late, late - dayMs, 'UTC')).toBe(-1);
  });

  it('count a short day of daylight saving time as one', () => {
    const saturday = Date.parse('2026-03-07T17:00:00Z');
    expect(daysBetween(saturday, saturday + 23 * 3_600_000, 'America/New_York')).toBe(1);
  });
});

describe('the start of a day given as a date', () => {
  it('is midnight UTC', () => {
    expect(startOfUtcDay('2028-02-29')).toBe(Date.UTC(2028, 1, 29));
  });

  it.each([
    ['a day that is not on the calendar', '2026-02-29'],
    ['a month that is not on the calendar', '2026-13-01'],
    ['a day without its zeros', '2026-6-9'],
    ['a day in another order', '09.06.2026'],
    ['no text', ''],
    ['a day with an hour', '2026-06-09T00:00'],
    ['a day after a space', ' 2026-06-09'],
    ['a month', '2026-06'],
    ['a year of six digits', '+012026-01-01'],
    ['a month in a year of six digits', '+012026-01'],
    ['a year before the first', '-000001-01-01'],
    ['a year of five digits', '12026-01-01'],
  ])('is nothing for %s: %j', (_, date) => {
    expect(startOfUtcDay(date)).toBeNull();
  });
});
