import { describe, expect, it } from 'vitest';
import { dayMs, type RequestNumber } from '../../../src/domain/ids.ts';
import { refuse } from '../../../src/domain/refusal.ts';
import {
  agreedEnd,
  deniedRenewal,
  isOnlyProlonged,
  isSameOrNarrower,
  renewalOf,
  renewedScope,
  tokenToRenew,
} from '../../../src/domain/requests/renewal.ts';
import { isOpen } from '../../../src/domain/requests/request-status.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import type { Excess, Lifetime, RequestedScope } from '../../../src/domain/scope/agreement.ts';
import type { ActiveToken } from '../../../src/domain/tokens/token.ts';
import { pendingClassic } from '../../support/sample-classic.ts';
import { grant, now } from '../../support/sample-dossiers.ts';
import { bea, mona, otto } from '../../support/sample-people.ts';
import { approvedRequest, organizationPolicy, pendingRequest } from '../../support/sample-requests.ts';
import { actual, agreement, noon, permissions, subset } from '../../support/sample-scopes.ts';

const writes = permissions({ repository: { contents: 'write' } });
const admin = permissions({ repository: { contents: 'write', administration: 'write' } });
const agreed = agreement({ permissions: writes, access: subset(1, 2), lifetime: { kind: 'days', days: 30 } });
const token = grant({ agreement: agreed, scope: actual({ permissions: writes, access: subset(1, 2) }) });
const asked = (some: Partial<RequestedScope>): RequestedScope => ({
  ...{ permissions: writes, access: subset(1, 2), lifetime: { kind: 'days', days: 30 } },
  ...some,
});
const exceeding = (excess: Excess, some: Partial<ActiveToken> = {}): ActiveToken => ({
  ...{ ...token, status: 'exceeding', excess: [excess] },
  ...some,
});
const laterBy = (days: number): Excess => {
  const latestAt = now + 20 * dayMs;
  return { kind: 'expires_later', latestAt, actualAt: latestAt + days * dayMs };
};

describe('the new end that was denied', () => {
  const review = { act: 'deny', by: bea, revision: 1, at: now, reason: 'No.' } as const;
  const askedFor = (lifetime: Lifetime) =>
    pendingRequest(2, {
      ...{ status: 'denied', reviews: [review], createdAt: now },
      scope: { ...agreed, lifetime },
    });
  const days = (some: number) => askedFor({ kind: 'days', days: some });
  const denied = days(23);
  const drift = { since: now, deadlineAt: null, outcome: 'remind' } as const;
  const ending = (expiresAt: number | null) => ({ ...token.scope, expiresAt });
  const long = exceeding(laterBy(3), { drift, scope: ending(now + 23 * dayMs) });
  const wider = { ...long, excess: [laterBy(3), { kind: 'all_repositories' } as const] };
  const endless = { ...long, scope: ending(null) };
  const never = askedFor({ kind: 'never' });
  it.each<[string, ActiveToken, readonly TokenRequest[], TokenRequest | null]>([
    ['is the last request for it', long, [pendingRequest(1), denied], denied],
    ['is that of an earlier one, too', long, [days(22)], days(22)],
    ['is none of a later one', long, [days(24)], null],
    ['is none of no end at all', long, [never], null],
    ['is any where it has no end', endless, [denied], denied],
    ['is that of none where it has none', endless, [never], never],
    ['is none that was denied before', { ...long, drift: { ...drift, since: now + 1 } }, [denied], null],
    ['is the last one where nobody says since when', { ...long, drift: null }, [denied], denied],
    ['is none where it was requested again', long, [denied, pendingRequest(3)], null],
    ['is none where it was never requested', long, [], null],
    ['is none that nobody reviewed', long, [{ ...denied, reviews: [] }], null],
    ['is none of a token that is wider besides', wider, [denied], null],
    ['is none of one that is within what was agreed', { ...long, status: 'active' }, [denied], null],
  ])('%s', (_, of, renewals, request) => {
    expect(deniedRenewal(of, renewals)).toEqual(request);
  });
});

describe('what a renewal asks for', () => {
  it('is what was agreed, never what the token has beyond it', () => {
    const wider = exceeding(
      { kind: 'all_repositories' },
      { scope: actual({ permissions: admin, access: { selection: 'all' } }) },
    );
    expect(renewedScope(wider, organizationPolicy(), now)).toEqual(asked({}));
  });

  it('lasts as long as before, and no longer than the policy of today gives', () => {
    const { lifetime } = renewedScope(token, organizationPolicy({ maxDays: 7 }), now);
    expect(lifetime).toEqual({ kind: 'days', days: 7 });
  });

  it('is the end that the token has by now, where its holder prolonged it', () => {
    const scope = actual({ permissions: writes, access: subset(1, 2), expiresAt: now + 50 * dayMs });
    const { lifetime } = renewedScope(exceeding(laterBy(30), { scope }), organizationPolicy(), now);
    expect(lifetime).toEqual({ kind: 'days', days: 50 });
  });
});

describe('a renewal as it is sent', () => {
  const renews = {
    ...{ tokenId: token.tokenId, activeTokenId: token.id, requestNumber: token.requestNumber },
    ...{ tokenName: token.tokenName, endsAt: token.scope.expiresAt },
  };
  const { holder, tokenName } = token;
  it.each<[string, TokenRequest | null, object]>([
    [
      'says what its request said',
      pendingRequest(7, { description: 'nightly CI', alsoWarn: otto.slackId, whereUsed: 'service' }),
      {
        ...{ purpose: 'nightly build', justification: 'the build reads the code', description: 'nightly CI' },
        ...{ alsoWarn: otto.slackId, whereUsed: 'service' },
      },
    ],
    [
      'says nothing where no request let the token in',
      null,
      { purpose: '', justification: '', description: '', alsoWarn: null, whereUsed: null },
    ],
  ])('%s', (_, request, said) => {
    expect(renewalOf(token, request, organizationPolicy(), now)).toEqual({
      ...{ scope: asked({}), holder, tokenName, renews },
      ...said,
    });
  });
});

describe('the token of a request that is named to be renewed', () => {
  const number = 7 as RequestNumber;
  const request = pendingRequest(7);
  const classic = pendingClassic(7);
  it.each<[string, TokenRequest | null, typeof mona | null, ActiveToken | null, object]>([
    ['is the one that it let in', request, mona, token, token],
    ['is none yet', request, mona, null, refuse({ why: 'no_active_token', number, to: 'renew' })],
    ['is a classic one', classic, mona, null, refuse({ why: 'classic_not_renewed', number })],
    ['is nobody’s business but theirs', request, otto, null, refuse({ why: 'not_your_request', number })],
    ['is nobody’s business, classic or not', classic, otto, null, refuse({ why: 'not_your_request', number })],
    ['is not told to who is not linked', request, null, null, refuse({ why: 'not_your_request', number })],
    ['is none where there is no such request', null, mona, null, refuse({ why: 'not_your_request', number })],
    ['may be that of somebody whom they sponsor', request, otto, token, token],
  ])('%s', (_, named, asker, found, answer) => {
    expect(tokenToRenew(number, asker, named, found)).toEqual(answer);
  });
});

describe('how long a renewal lasts', () => {
  const until = { kind: 'until', at: noon + 30 * dayMs } as const;
  const agreedTo = (lifetime: Lifetime, agreedAt = noon) => ({ agreement: { ...agreed, lifetime, agreedAt } });
  const never = actual({ expiresAt: null });

  it.each<[string, Partial<ActiveToken>, boolean, Lifetime]>([
    ['the days that were agreed', {}, true, { kind: 'days', days: 30 }],
    ['for ever, where that was agreed and still may be', agreedTo({ kind: 'never' }), true, { kind: 'never' }],
    ['the most, where that may not be any more', agreedTo({ kind: 'never' }), false, { kind: 'days', days: 90 }],
    ['from what was agreed to its end', agreedTo(until, noon + 10 * dayMs), false, { kind: 'days', days: 20 }],
    [
      'a day, where an invalid date was agreed',
      agreedTo({ kind: 'date', date: '2026-02-31' }),
      ...([false, { kind: 'days', days: 1 }] as const),
    ],
    ['a day at least', agreedTo(until, noon + 30 * dayMs - 1), false, { kind: 'days', days: 1 }],
    ['as agreed, where its end is gone', { ...agreedTo(until), scope: never }, false, { kind: 'days', days: 30 }],
    [
      'to the last day that was agreed',
      agreedTo({ kind: 'date', date: '2026-07-08' }),
      false,
      { kind: 'days', days: 30 },
    ],
    ['as long as it was made for, where nobody agreed', { agreement: null }, false, { kind: 'days', days: 30 }],
    [
      'from when it was let in, where nobody knows when it was made',
      { agreement: null, accessGrantedAt: noon + dayMs, scope: actual({ createdAt: null }) },
      false,
      { kind: 'days', days: 29 },
    ],
    [
      'for ever, where its holder took its end away',
      { excess: [{ kind: 'never_expires' }], scope: never },
      false,
      { kind: 'never' },
    ],
  ])('is %s', (_, some, mayNeverExpire, lifetime) => {
    expect(renewedScope({ ...token, ...some }, organizationPolicy({ mayNeverExpire }), now).lifetime).toEqual(lifetime);
  });
});

it('lasts as long as the token was made for where its request agreed to something else', () => {
  const request = approvedRequest(7, { agreement: { ...agreed, lifetime: { kind: 'days', days: 7 } } });
  const unagreed = { ...token, agreement: null };
  expect(renewedScope(unagreed, organizationPolicy(), now, request).lifetime).toEqual({ kind: 'days', days: 30 });
});

it('does not grow from one renewal to the next by what GitHub adds to a day', () => {
  const lifetime = { kind: 'until', at: noon + 30.9 * dayMs } as const;
  const scope = { ...token.scope, expiresAt: lifetime.at };
  const renewed = { ...token, scope, agreement: { ...agreed, lifetime } };
  const request = approvedRequest(7, { agreement: agreed });
  expect(renewedScope(renewed, organizationPolicy(), now, request).lifetime).toEqual({ kind: 'days', days: 30 });
  expect(isSameOrNarrower(renewed, asked({ lifetime: { kind: 'days', days: 31 } }), request)).toBe(false);
});

describe('when a token ends by what was agreed', () => {
  const { scope } = token;
  const end = now + 20 * dayMs;

  it.each<[string, readonly Excess[], number | null]>([
    ['is its own end', [], scope.expiresAt],
    ['is its own end where it goes past it in something else', [{ kind: 'all_repositories' }], scope.expiresAt],
    ['is the latest that was agreed', [{ kind: 'all_repositories' }, laterBy(9)], end],
  ])('%s', (_, excess, at) => {
    expect(agreedEnd({ excess, scope })).toBe(at);
  });

  it('it is only prolonged where nothing else goes past it', () => {
    expect(isOnlyProlonged({ excess: [laterBy(9)] })).toBe(true);
    expect(isOnlyProlonged({ excess: [laterBy(9), { kind: 'all_repositories' }] })).toBe(false);
    expect(isOnlyProlonged({ excess: [] })).toBe(false);
  });
});

it.each([
  ['pending', true],
  ['approved', true],
  ['claimed', true],
  ['fulfilled', false],
  ['denied', false],
  ['ended', false],
] as const)('a renewal that is %s may still come to something: %s', (status, is) => {
  expect(isOpen(pendingRequest(7, { status }))).toBe(is);
});

describe('what is no more than was agreed', () => {
  const prolonged = exceeding(laterBy(60), {
    agreement: { ...agreed, lifetime: { kind: 'until', at: noon + 30 * dayMs } },
    scope: actual({ permissions: writes, access: subset(1, 2), expiresAt: now + 80 * dayMs }),
  });
  const unending = { ...token, agreement: { ...agreed, lifetime: { kind: 'never' } as const } };

  it.each<readonly [string, boolean, ActiveToken, RequestedScope]>([
    ['is the same', true, token, asked({})],
    ['is for ever, where that was agreed', true, unending, asked({ lifetime: { kind: 'never' } })],
    ['is fewer days', true, token, asked({ lifetime: { kind: 'days', days: 29 } })],
    ['is fewer repositories', true, token, asked({ access: subset(1) })],
    ['is less of a permission', true, token, asked({ permissions: permissions() })],
    ['is not one day more', false, token, asked({ lifetime: { kind: 'days', days: 31 } })],
    ['is not for ever', false, token, asked({ lifetime: { kind: 'never' } })],
    ['is not another repository', false, token, asked({ access: subset(1, 2, 3) })],
    ['is not every repository', false, token, asked({ access: { selection: 'all' } })],
    ['is not another permission', false, token, asked({ permissions: admin })],
    ['is nothing of a token that nobody agreed to', false, { ...token, agreement: null }, asked({})],
    ['is nothing of a token that is wider by now', false, exceeding({ kind: 'all_repositories' }), asked({})],
    ['is the same of one that only ends later by now', true, exceeding(laterBy(9)), asked({})],
    ['is not the end that its holder alone gave it', false, prolonged, asked({ lifetime: { kind: 'days', days: 80 } })],
  ])('%s', (_, is, of, scope) => {
    expect(isSameOrNarrower(of, scope)).toBe(is);
  });
});
