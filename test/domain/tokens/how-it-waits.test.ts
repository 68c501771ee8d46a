import { describe, expect, it } from 'vitest';
import { howItWaits } from '../../../src/domain/tokens/how-it-waits.ts';
import type { Match } from '../../../src/domain/tokens/token.ts';

const exceeds: Match = { kind: 'exceeds', number: null, excess: [] };
const unclaimed: Match = { kind: 'unclaimed' };

describe('a requested token that waits on GitHub', () => {
  it.each([
    ['held', 'observing', unclaimed, true, 'for_approval'],
    ['held', 'observing', exceeds, false, 'for_approval'],
    ['held', null, unclaimed, true, 'for_decision'],
    ['held', null, exceeds, true, 'for_decision_wider'],
    ['held', null, exceeds, false, 'on_hold_wider'],
    ['held', null, unclaimed, false, 'on_hold'],
    ['open', null, exceeds, true, 'on_hold_wider'],
    ['open', null, unclaimed, true, 'waiting'],
    ['open', null, unclaimed, false, 'waiting'],
  ] as const)('that is %s (%s, %o), observed %s: %s', (status, heldWhy, match, isObserved, how) => {
    expect(howItWaits({ status, heldWhy, match }, isObserved)).toBe(how);
  });
});
