import { describe, expect, it } from 'vitest';
import { dayMs } from '../../../src/domain/ids.ts';
import type { ActiveToken } from '../../../src/domain/tokens/token.ts';
import { isQuiet, noNumbers, type Week, waitingNow, weeklyNumbers } from '../../../src/domain/tokens/weekly-numbers.ts';
import { waiting } from '../../support/sample-dossiers.ts';
import { approvedRequest, pendingRequest } from '../../support/sample-requests.ts';
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

describe('a week', () => {
  const empty: Week = {
    ...{ tokens: noNumbers, requests: 0, held: 0, waitingSince: null },
    left: { people: [], tokens: 0 },
  };

  it('has no digest where there is nothing to say', () => {
    expect(isQuiet(empty)).toBe(true);
  });

  it.each<[string, Partial<Week>]>([
    ['a token ends', { tokens: { ...noNumbers, expiring: 1 } }],
    ['a token is wider', { tokens: { ...noNumbers, exceeding: 1 } }],
    ['a token was never used', { tokens: { ...noNumbers, neverUsed: 1 } }],
    ['a request waits', { requests: 1 }],
    ['a token is held', { held: 1 }],
    ['a token lost access', { left: { people: [], tokens: 1 } }],
    ['somebody left', { left: { people: ['mona'], tokens: 0 } }],
  ])('has one where %s', (_, some) => {
    expect(isQuiet({ ...empty, ...some })).toBe(false);
  });

  it('counts what waits for a decision, and since when the oldest does', () => {
    const open = [pendingRequest(7, { createdAt: now - 3 }), approvedRequest(8, { createdAt: now - 9 })];
    const tokens = [
      waiting({ status: 'held', firstSeenAt: now - 5 }),
      waiting({ status: 'held', firstSeenAt: now - 1 }),
      waiting({ status: 'open', firstSeenAt: now - 9 }),
    ];
    expect(waitingNow(open, tokens)).toEqual({ requests: 1, held: 2, waitingSince: now - 5 });
    expect(waitingNow(open, [])).toEqual({ requests: 1, held: 0, waitingSince: now - 3 });
    expect(waitingNow([], [])).toEqual({ requests: 0, held: 0, waitingSince: null });
  });
});
