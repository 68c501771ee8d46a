import { describe, expect, it } from 'vitest';
import { refusedWith, retryAfter, whyReviewAgain } from '../../../src/domain/tokens/github-answer.ts';
import type { GithubAnswer } from '../../../src/domain/tokens/sighting.ts';
import { listedWaiting, patRequestId, waiting } from '../../support/sample-dossiers.ts';

const answered = (status: number, retryAfterSeconds: number | null = null): GithubAnswer => ({
  ...{ outcome: 'unknown', status, retryAfterSeconds },
});

describe('GitHub’s answer to a review or a revocation', () => {
  it.each<[behaviour: string, answer: GithubAnswer, status: number | null]>([
    ['that it is done refuses nothing', { outcome: 'done' }, null],
    ['that cannot be read refuses nothing', answered(399), null],
    ['refuses it', answered(400), 400],
    ['that it may not be refuses it', answered(403), 403],
    ['that it is not there refuses it', answered(404), 404],
    ['refuses it up to the last such status', answered(499), 499],
    ['of an outage refuses nothing', answered(500), null],
    ['that there are too many calls refuses nothing', answered(429), null],
    ['that names a time refuses nothing', answered(403, 60), null],
    ['that names this very moment refuses nothing', answered(403, 0), null],
  ])('%s', (_, answer, status) => {
    expect(refusedWith(answer)).toBe(status);
  });

  it.each<[behaviour: string, answer: GithubAnswer | null, seconds: number | null]>([
    ['names how long it is to be left alone', answered(403, 60), 60],
    ['mostly names no time', answered(500), null],
    ['names none where it is done', { outcome: 'done' }, null],
    ['names none before there is one', null, null],
  ])('%s', (_, answer, seconds) => {
    expect(retryAfter(answer)).toBe(seconds);
  });
});

it.each([
  [
    'was not applied where GitHub lists the token still',
    [listedWaiting({ patRequestId: patRequestId(9) }), listedWaiting()],
    'review_not_applied',
  ],
  [
    'comes too early for GitHub’s list where it shows another of the token alone',
    [listedWaiting({ patRequestId: patRequestId(9) })],
    'not_listed_yet',
  ],
  ['comes too early for GitHub’s list where it shows nothing', [], 'not_listed_yet'],
] as const)('a review that is to be made again %s', (_, listed, why) => {
  expect(whyReviewAgain(waiting(), listed)).toBe(why);
});
