import { describe, expect, it } from 'vitest';
import { formatDate } from '../blocks/date-token.ts';

const at = Date.parse('2027-03-08T15:30:05Z') / 1_000;
const now = Date.parse('2027-03-07T23:00:00Z');
const inZone = (zone: string, format: string, seconds = at): string | null =>
  formatDate(seconds, format, { zone, locale: 'en-US', now });

describe('a date in the zone of whoever reads', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['America/New_York', '{date_long} at {time}', 'Monday, March 8th at 10:30 AM'],
    ['Asia/Kolkata', '{date_long} at {time}', 'Monday, March 8th at 9:00 PM'],
    ['UTC', '{date_num} {time_secs}', '2027-03-08 3:30:05 PM'],
    ['UTC', '{date_short}, {date}', 'Mar 8, March 8th'],
    ['UTC', '{date_pretty}', 'Tomorrow'],
    ['Asia/Kolkata', '{date_short_pretty}', 'Today'],
    ['UTC', '{ago}', 'in 16 hours'],
    ['UTC', '{unknown} stays', '{unknown} stays'],
  ];
  for (const [zone, format, shown] of cases) {
    it(`${format} in ${zone}`, () => {
      expect(inZone(zone, format)?.replaceAll('\u202f', ' ')).toBe(shown);
    });
  }

  it.each([
    ['{date} {time}', '3月8日 15:30'],
    ['{date_long}', '3月8日月曜日'],
    ['{date_pretty}', '明日'],
    ['{ago}', '16 時間後'],
  ])('is in the language of whoever reads: %s', (format, shown) => {
    expect(formatDate(at, format, { zone: 'UTC', locale: 'ja-JP', now })).toBe(shown);
  });

  it('names the year once it is half a year away', () => {
    expect(inZone('UTC', '{date_long}', at + 365 * 86_400)).toBe('Tuesday, March 7th, 2028');
  });

  it('is none where the number is none', () => {
    expect(inZone('UTC', '{date}', Number.NaN)).toBeNull();
  });
});
