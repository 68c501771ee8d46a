import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import { byAccount, endByItself, whyLeft } from '../../../src/domain/requests/leavers.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import { rowOf } from '../../support/read-change.ts';
import { acmeCi, bea, mona } from '../../support/sample-people.ts';
import { approvedRequest, pendingRequest } from '../../support/sample-requests.ts';
import { noon } from '../../support/sample-scopes.ts';

const own = pendingRequest(7);
const forMachine = pendingRequest(8, { holder: acmeCi });
const claimed = approvedRequest(9, { status: 'claimed' });

it('finds each account once, with what ends when it leaves', () => {
  const others = pendingRequest(10, { requester: bea });
  expect(byAccount([own, forMachine, claimed, others])).toEqual([
    { account: mona, requests: [own, forMachine] },
    { account: acmeCi, requests: [forMachine] },
    { account: bea, requests: [others] },
  ]);
});

it('names who left', () => {
  expect(whyLeft(forMachine, mona)).toBe('requester_left');
  expect(whyLeft(forMachine, acmeCi)).toBe('machine_user_left');
});

describe('a request whose person left', () => {
  it('ends', () => {
    const row = rowOf(endByItself(own, 'requester_left', noon + 1), 'token_requests');
    expect(row).toMatchObject({ status: 'ended', endedWhy: 'requester_left', changedAt: noon + 1 });
  });

  it.each<[string, TokenRequest | null]>([
    ['is left alone while its token is let in', claimed],
    ['is left as it is once it is over', pendingRequest(7, { status: 'withdrawn' })],
    ['is gone', null],
  ])('%s', (_, request) => {
    expect(endByItself(request, 'requester_left', noon)).toBe(noChange);
  });
});
