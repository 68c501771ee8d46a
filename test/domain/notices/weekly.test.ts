import { describe, expect, it } from 'vitest';
import type { DigestRule } from '../../../src/domain/notices/weekly.ts';
import { dueDigest, isWeekend, lastDigestTime } from '../../../src/domain/notices/weekly.ts';

const at = (text: string): number => Date.parse(text);
const iso = (instant: number | null): string | null => (instant === null ? null : new Date(instant).toISOString());
const mondays: DigestRule = { day: 'monday', zone: 'UTC' };

describe('the moment of the last weekly digest', () => {
  it.each<{ name: string; now: string; rule: DigestRule; is: string | null }>([
    {
      name: 'is nine o’clock of this very Monday',
      now: '2027-03-01T09:00Z',
      rule: mondays,
      is: '2027-03-01T09:00:00.000Z',
    },
    { name: 'is last week’s until nine', now: '2027-03-01T08:59:59Z', rule: mondays, is: '2027-02-22T09:00:00.000Z' },
    { name: 'stays the same until the next', now: '2027-03-07T23:59Z', rule: mondays, is: '2027-03-01T09:00:00.000Z' },
    {
      name: 'is on the day that the policy names',
      now: '2027-03-01T09:30Z',
      rule: { day: 'sunday', zone: 'UTC' },
      is: '2027-02-28T09:00:00.000Z',
    },
    {
      name: 'is in the morning of its zone, a day ahead',
      now: '2027-02-28T20:30Z',
      rule: { day: 'monday', zone: 'Pacific/Auckland' },
      is: '2027-02-28T20:00:00.000Z',
    },
    {
      name: 'is in the morning of its zone, behind',
      now: '2027-03-01T13:59Z',
      rule: { day: 'monday', zone: 'America/New_York' },
      is: '2027-02-22T14:00:00.000Z',
    },
    {
      name: 'follows the clocks of summer',
      now: '2027-03-29T12:00Z',
      rule: { day: 'monday', zone: 'Europe/Berlin' },
      is: '2027-03-29T07:00:00.000Z',
    },
    { name: 'is none where it is off', now: '2027-03-01T09:30Z', rule: { day: 'off', zone: 'UTC' }, is: null },
    {
      name: 'is found before 1970 too',
      now: '1969-12-31T12:00Z',
      rule: { day: 'wednesday', zone: 'UTC' },
      is: '1969-12-31T09:00:00.000Z',
    },
  ])('$name', ({ now, rule, is }) => {
    expect(iso(lastDigestTime(at(now), rule))).toBe(is);
  });
});

describe('the digest that is due', () => {
  const now = at('2027-03-03T12:00Z');
  const monday = at('2027-03-01T09:00Z');
  it.each<{ name: string; told: string | null; rule?: DigestRule; due: 'told' | 'untold' | null }>([
    {
      name: 'is told late, after a week without the program',
      told: '2027-02-22T09:00Z',
      due: 'told',
    },
    { name: 'is one, after many such weeks', told: '2026-12-07T09:00Z', due: 'told' },
    { name: 'is none where it was decided on', told: '2027-03-01T09:00Z', due: null },
    { name: 'is not told in the first week', told: null, due: 'untold' },
    { name: 'is none where the policy’s day moved within the week', told: '2027-02-25T09:00:01Z', due: null },
    {
      name: 'is told where the day before is four days ago',
      told: '2027-02-25T09:00Z',
      due: 'told',
    },
    { name: 'is none where it is off', told: '2027-02-22T09:00Z', rule: { day: 'off', zone: 'UTC' }, due: null },
    { name: 'is none where it was off from the first', told: null, rule: { day: 'off', zone: 'UTC' }, due: null },
  ])('$name', ({ told, rule = mondays, due }) => {
    const since = told === null ? null : at(told);
    expect(dueDigest(now, since, rule)).toEqual(due === null ? null : { at: monday, since });
    expect(due === 'untold').toBe(due !== null && since === null);
  });
});

it('the first digest is due whenever the clock began', () => {
  const rule: DigestRule = { day: 'thursday', zone: 'UTC' };
  expect(dueDigest(at('1970-01-02T00:00Z'), null, rule)).toEqual({ at: at('1970-01-01T09:00Z'), since: null });
});

it('knows the weekend of a zone', () => {
  const saturdayInTokyo = at('2027-03-05T15:00Z');
  expect(isWeekend(saturdayInTokyo, 'Asia/Tokyo')).toBe(true);
  expect(isWeekend(saturdayInTokyo, 'UTC')).toBe(false);
  expect(isWeekend(at('2027-03-07T12:00Z'), 'UTC')).toBe(true);
  expect(isWeekend(at('2027-03-08T00:00Z'), 'UTC')).toBe(false);
});
