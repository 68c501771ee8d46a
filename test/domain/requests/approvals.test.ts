import { describe, expect, it } from 'vitest';
import type { Review } from '../../../src/domain/person.ts';
import {
  missingBeside,
  missingBesideOfToken,
  standingApprovals,
  wasApproved,
} from '../../../src/domain/requests/approvals.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import { bea, mona, otto } from '../../support/sample-people.ts';
import { pendingRequest } from '../../support/sample-requests.ts';
import { noon } from '../../support/sample-scopes.ts';

const by = (who: typeof bea, act: Review['act'] = 'approve', revision = 1): Review => ({
  ...{ act, by: who, revision, at: noon, reason: null },
});
const verdict = (outcome: 'ask' | 'allow', approvals: number): Partial<TokenRequest> => ({
  verdict: { outcome, reviewers: ['owners'], approvals },
});

it.each<[string, readonly Review[], readonly string[]]>([
  ['each person once', [by(bea), by(otto), by(bea)], ['bea', 'otto']],
  ['approvals, and no denial', [by(bea), by(otto, 'deny')], ['bea']],
  ['those of the present revision', [by(bea, 'approve', 2), by(otto)], ['otto']],
])('of approvals count %s', (_, reviews, logins) => {
  expect(standingApprovals(pendingRequest(7, { reviews })).map((one) => one.by.login)).toEqual(logins);
});

describe('how many more it takes beside somebody who approved it', () => {
  const once = pendingRequest(7, { reviews: [by(bea), by(otto, 'deny')] });

  it.each([
    ['is the rest, for whoever did', once, 3, bea, 2],
    ['is nobody, where theirs was the last', once, 1, bea, 0],
    ['is not asked, for whoever did not', once, 3, mona, null],
    ['is not asked, for whoever denied', once, 3, otto, null],
    ['is not asked, where theirs was of an older revision', { ...once, revision: 2 }, 3, bea, null],
  ] as const)('%s', (_, request, approvals, { githubId }, missing) => {
    expect(missingBeside(request, approvals, githubId)).toBe(missing);
  });

  it('does not count who is no reviewer any more, them or others', () => {
    const twice = pendingRequest(7, { reviews: [by(bea), by(otto)] });
    expect(missingBeside(twice, 3, bea.githubId, new Set([otto.githubId]))).toBe(2);
    expect(missingBeside(twice, 3, otto.githubId, new Set([otto.githubId]))).toBeNull();
  });

  it('is not asked of a token that takes no more by now: their second click settles it', () => {
    expect([3, 2, 1, 0].map((approvals) => missingBesideOfToken(once, approvals, bea.githubId))).toEqual([
      ...[2, 1],
      ...[null, null],
    ]);
    expect(missingBesideOfToken(once, 3, mona.githubId)).toBeNull();
  });
});

describe('a request was approved', () => {
  it.each<[string, Partial<TokenRequest>, boolean]>([
    ['by as many as it takes', { reviews: [by(bea), by(otto)], ...verdict('ask', 2) }, true],
    ['by more', { reviews: [by(bea), by(otto)], ...verdict('ask', 1) }, true],
    ['not by fewer', { reviews: [by(bea)], ...verdict('ask', 2) }, false],
    ['by a rule, which takes nobody', verdict('allow', 1), true],
  ])('%s', (_, some, is) => {
    expect(wasApproved(pendingRequest(7, some))).toBe(is);
  });
});
