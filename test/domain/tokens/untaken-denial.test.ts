// A denial that the token's end came before: what is remembered of it, and who is told.
import { describe, expect, it } from 'vitest';
import type { Review } from '../../../src/domain/person.ts';
import { advancePendingToken, nobodyTold, untakenDenial } from '../../../src/domain/tokens/advance-pending-token.ts';
import type { PendingToken } from '../../../src/domain/tokens/token.ts';
import { now, waiting } from '../../support/sample-dossiers.ts';
import { bea } from '../../support/sample-people.ts';
import { noon } from '../../support/sample-scopes.ts';

function review(act: Review['act'], revision: number, some: Partial<Review> = {}): Review {
  return { act, by: bea, revision, at: noon, reason: null, ...some };
}

describe('the denial that its end came before', () => {
  const denial = review('deny', 1);
  const untaken = { ...denial, isUntaken: true } as const;
  it.each<[string, PendingToken['status'], readonly Review[], Review | null]>([
    ['stands once it has expired', 'expired', [denial], denial],
    [
      'stands whatever one of several approved since',
      'expired',
      [denial, review('approve', 2, { isOneOf: true })],
      denial,
    ],
    ['stands once GitHub lists it again', 'held', [untaken], untaken],
    ['is none where somebody approved it since', 'expired', [untaken, review('approve', 2)], null],
    ['is none where nobody decided', 'expired', [], null],
    ['is none where GitHub refused it, and it waits still', 'held', [denial], null],
  ])('%s', (_, status, reviews, found) => {
    expect(untakenDenial({ status, reviews })).toEqual(found);
  });
});

describe('whoever comes second', () => {
  it('is told who denied what has expired since, on an earlier revision too', () => {
    const denial = review('deny', 1);
    const act = { act: 'start_denying', by: bea, reason: 'No.' } as const;
    const second = (status: PendingToken['status'], reviews: readonly Review[]) =>
      advancePendingToken(waiting({ status, reviews }), act, now, nobodyTold);
    expect(second('expired', [denial])).toMatchObject({ status: 'expired', review: denial });
    expect(second('cancelled', [{ ...denial, isUntaken: true }])).toMatchObject({ review: null });
  });
});
