import { describe, expect, it } from 'vitest';
import { dayMs } from '../../../src/domain/ids.ts';
import type { Lifetime } from '../../../src/domain/scope/agreement.ts';
import { isPastUse, noLaterThanUse } from '../../../src/domain/scope/last-day.ts';

const day = Date.UTC(2026, 6, 9);
const date: Lifetime = { kind: 'date', date: '2026-07-09' };
const until: Lifetime = { kind: 'until', at: day + 1 };

describe('a token that ends as asked', () => {
  it.each<readonly [behaviour: string, lifetime: Lifetime, at: number, isPast: boolean]>([
    ['can be made until its last day begins', date, day - 1, false],
    ['can’t be made on its last day: the shortest lasts one more', date, day, true],
    ['can’t be made once its last day is over', date, day + 2 * dayMs, true],
    ['can be made until the very moment of its end', until, day, false],
    ['can’t be made from then on', until, day + 1, true],
    ['can be made at any time where days are counted from then', { kind: 'days', days: 1 }, day + 900 * dayMs, false],
    ['can be made at any time where it never ends', { kind: 'never' }, day + 900 * dayMs, false],
    ['can never be made for a day that is none', { kind: 'date', date: '2026-02-30' }, 1, true],
  ])('%s', (_, lifetime, at, isPast) => {
    expect(isPastUse({ lifetime }, at)).toBe(isPast);
  });

  it.each<readonly [behaviour: string, lifetime: Lifetime, at: number, latest: number]>([
    ['leaves people the time they have, before its last day', date, day - 1, day - 1],
    ['leaves them no more than until its last day begins', date, day + dayMs, day],
    ['leaves them no more than until its end', until, day + dayMs, day + 1],
    ['leaves them all of it where days are counted', { kind: 'days', days: 1 }, day + dayMs, day + dayMs],
    ['leaves them all of it where it never ends', { kind: 'never' }, day + dayMs, day + dayMs],
    ['leaves them none for a day that is none', { kind: 'date', date: '2026-02-30' }, day, 0],
  ])('%s', (_, lifetime, at, latest) => {
    expect(noLaterThanUse({ lifetime }, at)).toBe(latest);
  });
});
