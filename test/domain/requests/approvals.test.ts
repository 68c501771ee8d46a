import { describe, expect, it } from 'vitest';
import type { Review } from '../../../src/domain/person.ts';
import { standingApprovals, wasApproved } from '../../../src/domain/requests/approvals.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import { bea, otto } from '../../support/sample-people.ts';
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
