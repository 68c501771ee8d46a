import { describe, expect, it } from 'vitest';
import { type EndedThing, ownThings, type WaitingThing } from '../../../src/domain/homes/own-things.ts';
import { dayMs, type RequestNumber } from '../../../src/domain/ids.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import { pendingToken } from '../../store/sample-rows.ts';
import { bea } from '../../support/sample-people.ts';
import { approvedRequest, pendingRequest, tokenId } from '../../support/sample-requests.ts';
import { actual, noon } from '../../support/sample-scopes.ts';
import { activeToken } from '../../support/sample-tokens.ts';

const nothing = { requests: [], pendingTokens: [], activeTokens: [], endedTokens: [] };
const asked = { id: 'q', by: bea, at: noon, question: 'Why?', answer: null };

const { scope } = pendingRequest(3);
const offer = { place: 1, revision: 1, by: bea, at: noon, reason: 'Why more?', asked: scope, scope, end: null };

function named(thing: WaitingThing): string {
  return thing.what === 'held' ? `held ${thing.token.id}` : `${thing.what} ${thing.request.number}`;
}
const endedName = (thing: EndedThing): string =>
  thing.what === 'token' ? thing.token.id : `PAT-${thing.request.number}`;
const waiting = (
  requests: readonly TokenRequest[],
  pendingTokens: Parameters<typeof ownThings>[0]['pendingTokens'] = [],
) => ownThings({ ...nothing, requests, pendingTokens }).waiting.map(named);
const number = 3 as RequestNumber;

describe('what waits on a Home', () => {
  it.each([
    ['a request that nobody decided', [pendingRequest(3)], 'undecided 3'],
    ['one with an open question', [pendingRequest(3, { inquiries: [asked] })], 'question 3'],
    [
      'one whose question is answered',
      [pendingRequest(3, { inquiries: [{ ...asked, answer: { text: 'x', at: noon } }] })],
      'undecided 3',
    ],
    ['one of which less is offered', [pendingRequest(3, { offer })], 'offer 3'],
    [
      'one of which less is offered, and something asked',
      [pendingRequest(3, { offer, inquiries: [asked] })],
      'offer 3',
    ],
    ['one whose offer is void', [pendingRequest(3, { offer: { ...offer, end: 'void' } })], 'undecided 3'],
    ['an approved one', [approvedRequest(3)], 'to_make 3'],
    ['a claimed one', [approvedRequest(3, { status: 'claimed' })], 'on_its_way 3'],
  ] as const)('of %s', (_what, requests, expected) => {
    expect(waiting(requests)).toEqual([expected]);
  });

  it.each(['denied', 'withdrawn', 'lapsed', 'ended', 'fulfilled'] as const)(
    'is nothing of one that is %s',
    (status) => {
      expect(waiting([pendingRequest(3, { status })])).toEqual([]);
    },
  );

  it('is no link to make a token that waits on GitHub already', () => {
    const match = { kind: 'exact', number } as const;
    expect(waiting([approvedRequest(3)], [pendingToken('t', { status: 'approving', match })])).toEqual([
      'on_its_way 3',
    ]);
  });

  it('is no link to make a token that was there before it was asked for', () => {
    const explained = approvedRequest(3);
    const scope = { ...explained.scope, lifetime: { kind: 'until', at: noon + dayMs } as const };
    expect(waiting([{ ...explained, scope }])).toEqual(['on_its_way 3']);
  });

  it('names a held token once, and not as its request too', () => {
    const match = { kind: 'exceeds', number, excess: [{ kind: 'all_repositories' }] } as const;
    expect(waiting([approvedRequest(3)], [pendingToken('t', { status: 'held', match })])).toEqual(['held t']);
  });

  it('names a token that its holder is asked about, beside the request that it may be for', () => {
    const match = { kind: 'unsure', numbers: [number] } as const;
    const asking = ['held t', 'to_make 3'];
    expect(waiting([approvedRequest(3)], [pendingToken('t', { status: 'open', match })])).toEqual(asking);
    expect(waiting([approvedRequest(3)], [pendingToken('t', { status: 'held', match })])).toEqual(asking);
    expect(waiting([approvedRequest(3)], [pendingToken('t', { status: 'approving', match })])).toEqual(['to_make 3']);
    const unclaimed = { kind: 'unclaimed' } as const;
    expect(waiting([], [pendingToken('t', { status: 'open', match: unclaimed })])).toEqual([]);
  });

  it('has first what only they can do, and last what they only wait for', () => {
    const unclaimed = pendingToken('t', { status: 'held', match: { kind: 'unclaimed' } });
    const requests = [
      approvedRequest(1, { status: 'claimed' }),
      pendingRequest(2),
      approvedRequest(4),
      pendingRequest(5, { inquiries: [asked] }),
    ];
    expect(waiting(requests, [unclaimed])).toEqual([
      'question 5',
      'held t',
      'to_make 4',
      'undecided 2',
      'on_its_way 1',
    ]);
  });
});

describe('tokens on a Home', () => {
  it('stand by the time that they have left, what never expires last', () => {
    const ends = (id: number, expiresAt: number | null) => activeToken(id, { scope: actual({ expiresAt }) });
    const tokens = [ends(1, null), ends(2, noon + 9 * dayMs), ends(3, noon + dayMs)];
    const { active } = ownThings({ ...nothing, activeTokens: tokens });
    expect(active.map(({ token }) => token.id)).toEqual(['active-3', 'active-2', 'active-1']);
  });

  it('that ended stand with the requests that did, the newest five', () => {
    const requests = [1, 2, 3].map((one) => pendingRequest(one, { status: 'denied', changedAt: noon + one * 2 }));
    const endedTokens = [1, 2, 3].map((one) => activeToken(one, { status: 'revoked', changedAt: noon + one * 2 + 1 }));
    const { ended } = ownThings({ ...nothing, requests, endedTokens });
    expect(ended.map(endedName)).toEqual(['active-3', 'PAT-3', 'active-2', 'PAT-2', 'active-1']);
  });

  it.each([
    ['denied', 1],
    ['withdrawn', 1],
    ['lapsed', 1],
    ['ended', 1],
    ['pending', 0],
    ['approved', 0],
    ['claimed', 0],
    ['fulfilled', 0],
  ] as const)('stand beside a request that is %s: %i of what ended', (status, count) => {
    expect(ownThings({ ...nothing, requests: [approvedRequest(3, { status })] }).ended).toHaveLength(count);
  });

  it('know the request that let them in', () => {
    const request = approvedRequest(3, { status: 'fulfilled' });
    const token = activeToken(1, { requestNumber: number });
    expect(ownThings({ ...nothing, requests: [approvedRequest(2), request], activeTokens: [token] }).active).toEqual([
      { token, request, renewal: null },
    ]);
  });

  it('know the renewal of theirs that is open', () => {
    const token = activeToken(1);
    const renews = (id: typeof token.tokenId) => ({
      ...{ tokenId: id, activeTokenId: 'x', requestNumber: null, tokenName: 'nightly', endsAt: null },
    });
    const renewalOf = (...requests: readonly TokenRequest[]) =>
      ownThings({ ...nothing, requests, activeTokens: [token] }).active.map(({ renewal }) => renewal?.number ?? null);
    const own = renews(token.tokenId);
    expect(
      renewalOf(approvedRequest(3, { renews: own, status: 'denied' }), approvedRequest(4, { renews: own })),
    ).toEqual([4]);
    expect(renewalOf(approvedRequest(4, { renews: renews(tokenId(999)) }), approvedRequest(5))).toEqual([null]);
  });

  it.each([
    ['an open renewal took its place', 'pending', null, 4],
    ['a token that works replaces it', 'fulfilled', 'active', 4],
    ['a token that has expired since replaced it', 'fulfilled', 'expired', 4],
    ['the token that replaced it was revoked', 'fulfilled', 'revoked', null],
    ['its renewal was denied', 'denied', null, null],
    ['nothing is known of the token that replaced it', 'fulfilled', null, null],
  ] as const)('that ended know whether %s', (_what, status, grant, follower) => {
    const old = activeToken(1, { status: 'expired', requestNumber: number });
    const request = approvedRequest(3, { status: 'fulfilled' });
    const renews = { tokenId: old.tokenId, activeTokenId: 'x', requestNumber: null, tokenName: 'x', endsAt: null };
    const renewal = approvedRequest(4, { status, renews });
    const other = grant === null ? [] : [activeToken(2, { status: grant, requestNumber: renewal.number })];
    const own = grant === 'active' ? { activeTokens: other, endedTokens: [old] } : { endedTokens: [...other, old] };
    const { ended } = ownThings({ ...nothing, requests: [renewal, request], ...own });
    const found = ended.find((thing) => thing.what === 'token' && thing.token.id === old.id);
    expect(found?.followedBy ?? null).toBe(follower);
  });

  it('that ended without a request, and requests that ended without a token, may be followed as well', () => {
    const old = activeToken(1);
    const renews = { tokenId: old.tokenId, activeTokenId: 'x', requestNumber: null, tokenName: 'x', endsAt: null };
    const requests = [approvedRequest(4, { renews }), approvedRequest(3, { renews, status: 'denied' })];
    const { ended } = ownThings({ ...nothing, requests, endedTokens: [activeToken(9, { status: 'expired' })] });
    expect(ended.map((thing) => [endedName(thing), thing.followedBy ?? null])).toEqual([
      ['PAT-3', 4],
      ['active-9', null],
    ]);
  });
});
