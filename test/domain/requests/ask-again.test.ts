import { describe, expect, it } from 'vitest';
import type { RequestNumber } from '../../../src/domain/ids.ts';
import { endedTokenOf, followedBy, mayAskAgain } from '../../../src/domain/requests/ask-again.ts';
import type { RequestStatus } from '../../../src/domain/requests/request-status.ts';
import type { ActiveTokenStatus } from '../../../src/domain/tokens/token.ts';
import { tokenId } from '../../support/sample-requests.ts';

const old = tokenId(7);
const expired = { tokenId: old, status: 'expired' } as const;

function renewsToken(id = old) {
  return { tokenId: id, activeTokenId: 'x', requestNumber: null, tokenName: 'nightly', endsAt: null };
}

function asked(number: number, status: RequestStatus, renews: ReturnType<typeof renewsToken> | null = null) {
  return { number: number as RequestNumber, status, renews };
}

function renewal(number: number, status: RequestStatus, token: ActiveTokenStatus | null = null, of = old) {
  return { request: asked(number, status, renewsToken(of)), token: token === null ? null : { status: token } };
}

describe('a request whose token has expired', () => {
  it.each([
    ['nothing', [], null],
    ['a renewal that is not decided', [renewal(4, 'pending')], 4],
    ['an approved renewal', [renewal(4, 'approved')], 4],
    ['a renewal whose token is on its way', [renewal(4, 'claimed')], 4],
    ['a renewal whose token works', [renewal(4, 'fulfilled', 'active')], 4],
    ['a renewal whose token is too wide', [renewal(4, 'fulfilled', 'exceeding')], 4],
    ['a renewal whose token has expired too', [renewal(4, 'fulfilled', 'expired')], 4],
    ['a renewal whose token was revoked', [renewal(4, 'fulfilled', 'revoked')], null],
    ['a renewal whose token lost access', [renewal(4, 'fulfilled', 'gone')], null],
    ['a renewal of whose token nothing is known', [renewal(4, 'fulfilled')], null],
    ['a denied renewal', [renewal(4, 'denied', 'active')], null],
    ['a withdrawn renewal', [renewal(4, 'withdrawn')], null],
    ['a renewal of another token', [renewal(4, 'pending', null, tokenId(8))], null],
    ['a request that renews nothing', [{ ...renewal(4, 'pending'), request: asked(4, 'pending') }], null],
    ['itself', [renewal(3, 'fulfilled', 'expired')], null],
    ['an earlier one', [renewal(2, 'fulfilled', 'expired')], null],
    ['the newest of several', [renewal(4, 'fulfilled', 'expired'), renewal(6, 'pending'), renewal(5, 'pending')], 6],
    ['the newest that goes on', [renewal(4, 'pending'), renewal(6, 'denied')], 4],
  ] as const)('is followed by %s', (_what, renewals, follower) => {
    expect(followedBy(asked(3, 'fulfilled'), expired, renewals)).toBe(follower);
  });
});

describe('the token whose renewals take the place of a request', () => {
  it.each([
    ['fulfilled', 'expired', null, old],
    ['fulfilled', 'active', null, null],
    ['fulfilled', 'revoked', null, null],
    ['fulfilled', null, renewsToken(), null],
    ['denied', null, renewsToken(), old],
    ['lapsed', null, renewsToken(), old],
    ['denied', null, null, null],
    ['lapsed', null, null, null],
    ['withdrawn', null, renewsToken(), null],
    ['ended', null, renewsToken(), null],
    ['pending', null, renewsToken(), null],
    ['approved', 'expired', renewsToken(), null],
  ] as const)('of one that is %s, with a token that is %s', (status, token, renews, ended) => {
    const grant = token === null ? null : { tokenId: old, status: token };
    expect(endedTokenOf(asked(3, status, renews), grant)).toBe(ended);
  });

  it('follows a renewal that was denied, and none that still works', () => {
    const later = [renewal(4, 'pending')];
    expect(followedBy(asked(3, 'denied', renewsToken()), null, later)).toBe(4);
    expect(followedBy(asked(3, 'denied'), null, later)).toBeNull();
    expect(followedBy(asked(3, 'fulfilled'), { tokenId: old, status: 'active' }, later)).toBeNull();
  });
});

describe('what may be asked for again', () => {
  it.each([
    ['denied', null, true],
    ['lapsed', null, true],
    ['fulfilled', 'expired', true],
    ['fulfilled', 'active', false],
    ['fulfilled', 'revoked', false],
    ['fulfilled', 'gone', false],
    ['fulfilled', null, false],
    ['withdrawn', null, false],
    ['ended', null, false],
    ['pending', null, false],
    ['approved', 'expired', false],
    ['claimed', null, false],
  ] as const)('of one that is %s, with a token that is %s: %s', (status, token, may) => {
    expect(mayAskAgain({ status }, token === null ? null : { status: token }, null)).toBe(may);
  });

  it('is nothing that a later request took the place of', () => {
    expect(mayAskAgain({ status: 'denied' }, null, 4 as RequestNumber)).toBe(false);
    expect(mayAskAgain({ status: 'fulfilled' }, { status: 'expired' }, 4 as RequestNumber)).toBe(false);
  });
});
