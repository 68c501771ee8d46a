import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import { dayMs } from '../../../src/domain/ids.ts';
import type { Review } from '../../../src/domain/person.ts';
import type { Dossier } from '../../../src/domain/tokens/dossier.ts';
import { seeActive } from '../../../src/domain/tokens/see-active.ts';
import type { Facts, ListedActiveToken, Sighting } from '../../../src/domain/tokens/sighting.ts';
import type { ActiveToken } from '../../../src/domain/tokens/token.ts';
import { messagesOf, rowOf, rowsOf, stepsOf } from '../../support/read-change.ts';
import {
  byId,
  dossier,
  facts,
  grant,
  inList,
  listedActive,
  minuteMs,
  now,
  organization,
  patId,
  sighting,
  stillOwners,
  told,
  waiting,
} from '../../support/sample-dossiers.ts';
import { bea } from '../../support/sample-people.ts';
import { approvedRequest, pendingRequest, tokenId } from '../../support/sample-requests.ts';
import { actual, agreement, noon, subset } from '../../support/sample-scopes.ts';

const id = grant().id;
const found = `active_token.find active_token:${id}`;
/** Bea approved what is approved here. */
const beaIs = (isOwner: boolean): Facts => ({ ...facts, stillOwners: stillOwners([bea, isOwner]) });

function see(known: Partial<Dossier> = {}, listed: Partial<ListedActiveToken> = {}, some: Partial<Sighting> = {}) {
  const active = inList(listedActive(listed));
  return seeActive(dossier(known), sighting({ active, facts: beaIs(true), ...some }), now);
}

describe('a grant that was never seen', () => {
  it('and that is expired already is no news', () => {
    expect(see({}, { isExpired: true })).toBe(noChange);
  });

  it('ends at this very moment, and is recorded: the clock ends it', () => {
    expect(stepsOf(see({}, { expiresAt: now }))).toEqual([found]);
  });

  it('is no concern of a list that was not read', () => {
    expect(see({}, {}, { active: null })).toBe(noChange);
  });

  it('was seen waiting: whether it still does says whether this is its approval', () => {
    const known = { pendingTokens: [waiting()] };
    expect(see(known)).toEqual({ ask: 'is_it_waiting' });
    expect(see(known, {}, { waiting: inList() })).toEqual({ ask: 'is_it_waiting' });
    expect(stepsOf(see(known, {}, { waiting: byId() }))).toEqual([found]);
    expect(stepsOf(see({ pendingTokens: [waiting({ status: 'cancelled' })] }))).toEqual([found]);
  });

  it('is not recorded before its repositories were read, and its holder’s mornings are known', () => {
    expect(see({}, {}, { facts: {} })).toEqual({ ask: 'repositories_of_active', id: 701 });
    const { zone: _, ...noZone } = facts;
    expect(see({}, {}, { facts: noZone })).toEqual({ ask: 'zone', slackId: 'U0MONA' });
  });
});

describe('a grant that was regenerated within an approved renewal', () => {
  const endsAt = now + 50 * dayMs;
  const { tokenId: renewed, id: activeTokenId, requestNumber, tokenName } = grant();
  const renewal = approvedRequest(9, {
    agreement: agreement({ lifetime: { kind: 'days', days: 60 }, agreedAt: now, lapsesAt: now + 7 * dayMs }),
    renews: { tokenId: renewed, activeTokenId, requestNumber, tokenName, endsAt: noon + 30 * dayMs },
  });

  it('uses that up, and is held to its new end from now on', () => {
    const change = see({ activeTokens: [grant()], requests: [renewal] }, { expiresAt: endsAt });
    expect(stepsOf(change)).toEqual(['request.fulfil PAT-9', `active_token.attach active_token:${id}`]);
    expect(rowOf(change, 'token_requests')).toMatchObject({ status: 'fulfilled', claimedByTokenId: renewed });
    expect(rowOf(change, 'active_tokens')).toMatchObject({
      ...{ requestNumber: 9, excess: [], agreement: { lifetime: { kind: 'until', at: endsAt }, lapsesAt: null } },
    });
  });

  it('goes past what was agreed where whoever approved that may approve no more: it goes back to the reviewers', () => {
    const known = { activeTokens: [grant()], requests: [renewal] };
    expect(see(known, { expiresAt: endsAt }, { facts })).toEqual({ ask: 'is_still_owner', person: bea });
    const change = see(known, { expiresAt: endsAt }, { facts: beaIs(false) });
    expect(stepsOf(change)).toEqual(['request.reopen PAT-9', `active_token.exceed active_token:${id}`]);
    expect(rowOf(change, 'active_tokens')).toMatchObject({ status: 'exceeding', requestNumber });
  });
});

describe('a grant that takes over from a living one', () => {
  const before = grant({ patId: patId(701), accessGrantedAt: noon });

  it('is held to what that was held to, and nobody is told', () => {
    const change = see({ activeTokens: [before], requests: [approvedRequest(8)] });
    expect(stepsOf(change)).toEqual([found]);
    expect(rowOf(change, 'active_tokens')).toMatchObject({ agreement: agreement(), requestNumber: 7 });
    expect(messagesOf(change)).toEqual([]);
  });

  it('is held to nothing where that was held to nothing, and nobody is told again', () => {
    const change = see({ activeTokens: [{ ...before, agreement: null, requestNumber: null }] });
    expect(rowOf(change, 'active_tokens')).toMatchObject({ agreement: null, requestNumber: null });
    expect(messagesOf(change)).toEqual([]);
  });

  it('takes over from the newest of them', () => {
    const newest = grant({ patId: patId(701), accessGrantedAt: noon + 1, agreement: agreement({ lapsesAt: null }) });
    expect(rowOf(see({ activeTokens: [before, newest] }), 'active_tokens').agreement?.lapsesAt).toBeNull();
  });

  it('takes over nothing from one that has ended', () => {
    const change = see({ activeTokens: [{ ...before, status: 'expired' }] });
    expect(rowOf(change, 'active_tokens').agreement).toBeNull();
  });
});

describe('a grant that nobody saw wait', () => {
  it.each<[string, Partial<ListedActiveToken>, Parameters<typeof approvedRequest>[1]]>([
    ['exactly what was agreed', {}, {}],
    ['exactly what was agreed, under another name', { tokenName: 'quick-hack' }, {}],
    ['less than was agreed, under its name', {}, { agreement: agreement({ access: { selection: 'all' } }) }],
  ])('fulfils the request: it is %s', (_, listed, some) => {
    const change = see({ requests: [approvedRequest(7, some)] }, listed);
    expect(stepsOf(change)).toEqual(['request.fulfil PAT-7', found]);
    expect(rowOf(change, 'token_requests').claimedByTokenId).toBe(70);
    expect(rowOf(change, 'active_tokens')).toMatchObject({ status: 'active', requestNumber: 7 });
    expect(messagesOf(change)).toEqual(['request_news to U0MONA']);
  });

  it.each(['nightly', 'NIGHTLY'])('rests on nothing where whoever approved %s may approve no more', (tokenName) => {
    const known = { requests: [approvedRequest(7)] };
    const listed = { tokenName, selection: tokenName === 'nightly' ? 'subset' : 'all' } as const;
    expect(see(known, listed, { facts })).toEqual({ ask: 'is_still_owner', person: bea });
    const change = see(known, listed, { facts: beaIs(false) });
    expect(stepsOf(change)).toEqual(['request.reopen PAT-7', found]);
    expect(rowOf(change, 'token_requests')).toMatchObject({ status: 'pending', revision: 2, claimedByTokenId: null });
    expect(rowOf(change, 'active_tokens')).toMatchObject({ agreement: null, requestNumber: null });
  });

  it('asks about nobody where the token was ended before', () => {
    const ended = grant({ patId: patId(700), accessGrantedAt: noon - 1, status: 'gone', changedAt: now });
    const change = see({ requests: [approvedRequest(7)], activeTokens: [ended] }, {}, { facts });
    expect(stepsOf(change)).toEqual([found]);
  });

  it('is attached to the request of its name that it goes past, and flagged', () => {
    const change = see({ requests: [approvedRequest(7)] }, { selection: 'all', tokenName: 'NIGHTLY' });
    expect(stepsOf(change)).toEqual(['request.fulfil PAT-7', found]);
    expect(rowOf(change, 'active_tokens')).toMatchObject({
      status: 'exceeding',
      agreement: agreement(),
      requestNumber: 7,
    });
    expect(messagesOf(change)).toEqual([
      'request_news to U0MONA',
      'active_token_card to reviewers',
      'active_token_news (exceeding) to U0MONA',
    ]);
  });

  it.each<[string, Partial<ListedActiveToken>, Partial<Dossier>]>([
    [
      'was not made under what it goes past under another name',
      { selection: 'all', tokenName: 'else' },
      { requests: [approvedRequest(7)] },
    ],
    [
      'is less than was agreed under another name',
      { tokenName: 'else' },
      { requests: [approvedRequest(7, { agreement: agreement({ access: { selection: 'all' } }) })] },
    ],
    ['would be what was asked for', {}, { requests: [pendingRequest(7)] }],
    ['nobody asked for', {}, {}],
    [
      'is a machine user’s',
      {},
      { requests: [approvedRequest(7)], holder: { ...dossier().holder, isMachineUser: true } },
    ],
  ])('is told to the channel where it %s', (_, listed, known) => {
    const change = see(known, listed);
    expect(stepsOf(change)).toEqual([found]);
    expect(rowOf(change, 'active_tokens')).toMatchObject({ agreement: null, requestNumber: null });
    expect(messagesOf(change)[0]).toBe('active_token_card to reviewers');
  });

  it('is told where the request that it would fulfil is claimed by another', () => {
    const claimed = approvedRequest(7, { status: 'claimed', claimedByTokenId: tokenId(71) });
    expect(rowOf(see({ requests: [claimed] }), 'active_tokens').agreement).toBeNull();
  });

  it('is told where another grant of the token, of another id, holds what it matches', () => {
    const other = grant({ patId: patId(700), accessGrantedAt: noon });
    const requests = [approvedRequest(7, { status: 'fulfilled', claimedByTokenId: tokenId(70) })];
    const change = see({ activeTokens: [other], requests });
    expect(rowOf(change, 'active_tokens')).toMatchObject({ agreement: null, requestNumber: null });
    expect(messagesOf(change)[0]).toBe('active_token_card to reviewers');
    // Nor where what it goes past is no longer known.
    const wider = see({ activeTokens: [other] }, { selection: 'all' });
    expect(rowOf(wider, 'active_tokens').agreement).toBeNull();
  });

  it('was ended before: no Agreement lets it in by itself', () => {
    const denial: Review = { act: 'deny', by: bea, revision: 2, at: noon, reason: 'Leaked.' };
    const pendingTokens = [waiting({ status: 'denied', reviews: [denial] })];
    const change = see({ pendingTokens, requests: [approvedRequest(7)] });
    expect(stepsOf(change)).toEqual([found]);
    expect(rowOf(change, 'active_tokens').agreement).toBeNull();
    expect(messagesOf(change)[0]).toBe('active_token_card to reviewers');
  });
});

describe('a grant that nobody agreed to, of somebody who owns nothing', () => {
  const off = ['active_token_card to reviewers', 'approval_off to reviewers'];
  const { isHolderOwner: _, ...unasked } = facts;

  it('was let in without anybody being asked: that is worth a word', () => {
    expect(see({}, {}, { facts: unasked })).toEqual({ ask: 'is_holder_owner' });
    expect(messagesOf(see())).toEqual(off);
    expect(messagesOf(see({}, {}, { facts: { ...facts, isHolderOwner: true } }))).toEqual(off.slice(0, 1));
    expect(messagesOf(see({}, {}, { facts: { ...facts, isHolderOwner: null } }))).toEqual(off.slice(0, 1));
  });

  it.each<[string, Partial<Dossier>, readonly string[]]>([
    ['it was there at the first listing', { organization: organization({ baselinedAt: null }) }, []],
    ['what waits was never listed', { organization: organization({ pendingListedAt: null }) }, off.slice(0, 1)],
    [
      'nobody could look for ten minutes',
      { organization: organization({ pendingListedAt: now - 10 * minuteMs - 1 }) },
      off.slice(0, 1),
    ],
    ['a webhook told of an approval', { told: [told('created'), told('approved')] }, off.slice(0, 1)],
  ])('may have been let in by an owner where %s', (_name, known, messages) => {
    const change = see(known, {}, { facts: unasked });
    expect(messagesOf(change)).toEqual(messages);
  });

  it('was not where the list of what waits was read just so long ago, or a webhook told of something else', () => {
    expect(messagesOf(see({ organization: organization({ pendingListedAt: now - 10 * minuteMs }) }))).toEqual(off);
    expect(messagesOf(see({ told: [told('denied')] }))).toEqual(off);
  });
});

describe('a grant that is known', () => {
  const known = (some: Partial<ActiveToken> = {}): Partial<Dossier> => ({ activeTokens: [grant(some)] });

  it('is left alone where nothing changed', () => {
    expect(see(known(), {}, { facts: {} })).toBe(noChange);
  });

  it('is compared with what it is held to', () => {
    expect(stepsOf(see(known(), { selection: 'all' }))).toEqual([`active_token.exceed active_token:${id}`]);
  });

  it('has its repositories read when it is their turn', () => {
    expect(see(known(), {}, { facts: {}, areRepositoriesDue: true })).toEqual({
      ask: 'repositories_of_active',
      id: 701,
    });
    const narrow = { scope: actual({ access: subset(1) }), repositoriesReadAt: now };
    expect(see(known(narrow), {}, { facts: {} })).toBe(noChange);
  });

  it.each(['gone', 'expired', 'revoked'] as const)('and %s is back where the list began after it ended', (status) => {
    const change = see(known({ status, changedAt: now - 1_001 }));
    expect(stepsOf(change)).toEqual([`active_token.come_back active_token:${id}`]);
  });

  it.each(['gone', 'expired', 'revoked'] as const)('and %s has ended where the list is the older word', (status) => {
    expect(see(known({ status, changedAt: now - 1_000 }))).toBe(noChange);
    expect(see(known({ status, changedAt: now }))).toBe(noChange);
  });

  it('is compared though it changed after the list began', () => {
    expect(stepsOf(see(known({ changedAt: now }), { selection: 'all' }))).toHaveLength(1);
  });

  it('and expired goes on being listed for a while', () => {
    expect(see(known({ status: 'expired' }), { isExpired: true })).toBe(noChange);
    expect(see(known({ status: 'expired' }), { expiresAt: now })).toBe(noChange);
    expect(stepsOf(see(known({ status: 'gone' }), { expiresAt: now }))).toHaveLength(1);
  });
});

it('of two grants that are listed the newer takes over from the older', () => {
  const listed = [
    listedActive({ patId: patId(701), accessGrantedAt: noon, selection: 'all' }),
    listedActive({ selection: 'all' }),
  ];
  const requests = [approvedRequest(7, { agreement: agreement({ access: { selection: 'all' } }) })];
  const change = seeActive(dossier({ requests }), sighting({ active: byId(...listed), facts: beaIs(true) }), now);
  expect(rowsOf(change, 'active_tokens').map(({ requestNumber }) => requestNumber)).toEqual([7, 7]);
  expect(stepsOf(change).filter((step) => step.startsWith('request'))).toEqual(['request.fulfil PAT-7']);
});
