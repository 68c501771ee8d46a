import { describe, expect, it } from 'vitest';
import { type ReviewReason, reviewReason } from '../../../src/domain/tokens/review-reason.ts';
import type { PendingToken } from '../../../src/domain/tokens/token.ts';
import { now, requestNumber, waiting } from '../../support/sample-dossiers.ts';
import { bea } from '../../support/sample-people.ts';

const review = (act: 'approve' | 'deny', reason: string | null) => ({
  reviews: [{ act, by: bea, revision: 2, at: now, reason }],
});
const forSeven: Partial<PendingToken> = { match: { kind: 'exact', number: requestNumber(7) } };

describe('github.com is told', () => {
  it.each<[string, 'approve' | 'deny', Partial<PendingToken>, ReviewReason | null]>([
    ['why it was denied, in the reviewer’s own words', 'deny', review('deny', 'Too wide.'), 'Too wide.'],
    ['no more of them than it takes', 'deny', review('deny', `${'a'.repeat(1_023)}bc`), `${'a'.repeat(1_023)}b`],
    ['nothing of a denial that nobody stands for', 'deny', {}, null],
    ['nothing of a denial that says nothing', 'deny', review('deny', null), null],
    [
      'who approved it, and under which request',
      'approve',
      { ...review('approve', 'ok'), ...forSeven },
      { login: 'bea', number: requestNumber(7) },
    ],
    ['who approved it as it is', 'approve', review('approve', null), { login: 'bea', number: null }],
    ['under which request a rule let it in', 'approve', forSeven, { login: null, number: requestNumber(7) }],
  ])('%s', (_, act, some, reason) => {
    expect(reviewReason(waiting(some), act)).toEqual(reason);
  });
});
