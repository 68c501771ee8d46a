import { describe, expect, it } from 'vitest';
import { dayMs } from '../../../src/domain/ids.ts';
import type { ActiveToken } from '../../../src/domain/tokens/token.ts';
import { noNumbers, weeklyNumbers } from '../../../src/domain/tokens/weekly-numbers.ts';
import { actual, noon } from '../../support/sample-scopes.ts';
import { activeToken } from '../../support/sample-tokens.ts';

const now = noon + 100 * dayMs;
const quiet = { scope: { ...actual(), expiresAt: null }, lastUsedAt: now, status: 'active' } as const;
const token = (some: Partial<ActiveToken>): ActiveToken => activeToken(1, { ...quiet, ...some });
const endsIn = (ms: number): ActiveToken => token({ scope: { ...actual(), expiresAt: now + ms } });

describe('the numbers of a week', () => {
  it.each<{ name: string; one: ActiveToken; is: Partial<typeof noNumbers> }>([
    { name: 'a token that is used, approved and lasts is in none', one: token({}), is: {} },
    { name: 'one that ends in fourteen days expires', one: endsIn(14 * dayMs), is: { expiring: 1 } },
    { name: 'one that ends later does not', one: endsIn(14 * dayMs + 1), is: {} },
    { name: 'one that ends now has ended', one: endsIn(0), is: {} },
    { name: 'a wider one exceeds', one: token({ status: 'exceeding' }), is: { exceeding: 1 } },
    { name: 'one that is being revoked does not', one: token({ status: 'revoking' }), is: {} },
    {
      name: 'one without use in fourteen days was never used',
      one: token({ lastUsedAt: null, firstSeenAt: now - 14 * dayMs }),
      is: { neverUsed: 1 },
    },
    { name: 'a new one may be used soon', one: token({ lastUsedAt: null, firstSeenAt: now - 14 * dayMs + 1 }), is: {} },
    { name: 'one that was used once is not among them', one: token({ lastUsedAt: 1, firstSeenAt: 1 }), is: {} },
  ])('$name', ({ one, is }) => {
    const { soonest, ...numbers } = weeklyNumbers([one], now);
    const { soonest: _, ...none } = noNumbers;
    expect(numbers).toEqual({ ...none, ...is });
    expect(soonest).toEqual(is.expiring === 1 ? [one] : []);
  });

  it('names the five that end first, over every page', () => {
    const ends = [9, 3, 7, 1, 5, 2].map((days) => endsIn(days * dayMs));
    const all = weeklyNumbers(ends.slice(4), now, weeklyNumbers(ends.slice(0, 4), now));
    expect(all.expiring).toBe(6);
    expect(all.soonest.map(({ scope }) => ((scope.expiresAt ?? 0) - now) / dayMs)).toEqual([1, 2, 3, 5, 7]);
  });
});
