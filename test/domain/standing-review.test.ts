import { describe, expect, it } from 'vitest';
import type { Review } from '../../src/domain/person.ts';
import { standingReview } from '../../src/domain/standing-review.ts';
import { waiting } from '../support/sample-dossiers.ts';
import { bea } from '../support/sample-people.ts';
import { pendingRequest } from '../support/sample-requests.ts';
import { noon } from '../support/sample-scopes.ts';

function review(act: Review['act'], revision: number, some: Partial<Review> = {}): Review {
  return { act, by: bea, revision, at: noon, reason: null, ...some };
}

describe('the review that stands', () => {
  const approval = review('approve', 2, { at: noon + 1 });
  const denial = review('deny', 2, { at: noon + 2 });
  const oneOfTwo = review('approve', 2, { isOneOf: true });
  const rows: readonly (readonly [string, readonly Review[], Review | null])[] = [
    ['is none where nobody decided', [], null],
    ['is the one on the present revision', [approval], approval],
    ['is the last of two on the present revision', [approval, denial], denial],
    ['is none where a new revision voided it', [review('approve', 1)], null],
    ['is none where it was given on a revision that is not there yet', [review('approve', 3)], null],
    ['is the one on the present revision, after one that was voided', [review('deny', 1), approval], approval],
    [
      'is the one on the present revision, whatever stands around it',
      [review('deny', 1), approval, review('deny', 1), review('deny', 3)],
      approval,
    ],
    ['is none where it takes another one', [oneOfTwo], null],
    ['is the one that completed them', [oneOfTwo, approval], approval],
  ];
  it.each(rows)('of a request %s', (_, reviews, standing) => {
    expect(standingReview(pendingRequest(7, { revision: 2, reviews }))).toEqual(standing);
  });
  it.each(rows)('of a token %s', (_, reviews, standing) => {
    expect(standingReview(waiting({ revision: 2, reviews }))).toEqual(standing);
  });
});
