import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import { dayMs } from '../../../src/domain/ids.ts';
import type { Lifetime } from '../../../src/domain/scope/agreement.ts';
import { attachable, attachLater } from '../../../src/domain/tokens/attach-agreement.ts';
import type { Dossier } from '../../../src/domain/tokens/dossier.ts';
import type { Facts } from '../../../src/domain/tokens/sighting.ts';
import type { ActiveToken } from '../../../src/domain/tokens/token.ts';
import { effectsOf, messagesOf, rowOf, rowsOf, stepsOf } from '../../support/read-change.ts';
import {
  dossier,
  facts,
  grant,
  now,
  patId,
  requestNumber,
  sighting,
  stillOwners,
  waiting,
} from '../../support/sample-dossiers.ts';
import { bea, otto } from '../../support/sample-people.ts';
import { approvedRequest, pendingRequest, tokenId } from '../../support/sample-requests.ts';
import { actual, agreement, noon, subset } from '../../support/sample-scopes.ts';

const id = `active_token:${grant().id}`;
const unasked: Partial<ActiveToken> = { agreement: null, requestNumber: null };
const requests = [approvedRequest(8)];

const renewal = approvedRequest(8, {
  renews: {
    ...{ tokenId: grant().tokenId, activeTokenId: grant().id, requestNumber: null, tokenName: grant().tokenName },
    endsAt: actual().expiresAt,
  },
});

/** Bea approved it, and is an owner still. */
const beaIs = (isOwner: boolean): Facts => ({ ...facts, stillOwners: stillOwners([bea, isOwner]) });

function attach(row: Partial<ActiveToken>, known: Partial<Dossier> = {}, seen: Facts = beaIs(true)) {
  return attachLater(dossier({ activeTokens: [grant(row)], requests, ...known }), sighting({ facts: seen }), now);
}

describe('a request that was approved after its token had been found', () => {
  it('is fulfilled by it, and the token is held to it from then on', () => {
    const pendingTokens = [waiting({ status: 'approved' })];
    const change = attach(unasked, { pendingTokens });
    expect(stepsOf(change)).toEqual(['request.fulfil PAT-8', `active_token.attach ${id}`]);
    expect(rowOf(change, 'token_requests')).toMatchObject({ status: 'fulfilled', claimedByTokenId: 70 });
    expect(rowOf(change, 'active_tokens')).toMatchObject({
      status: 'active',
      agreement: agreement(),
      requestNumber: 8,
      scope: actual(),
      revision: 1,
    });
    expect(messagesOf(change)).toEqual(['request_news to U0MONA']);
    expect(effectsOf(change)).toEqual([
      'redraw PAT-8',
      'request_news to U0MONA',
      `redraw ${id}`,
      'redraw PAT-8',
      'redraw pending_token:pending-1-501',
    ]);
  });

  it('allows what goes past the older Agreement: it is flagged no longer', () => {
    const scope = actual({ access: subset(1, 2, 3) });
    const row = grant({
      ...{ status: 'exceeding', scope, drift: { since: noon, deadlineAt: now, outcome: 'revoke' } },
      excess: [{ kind: 'all_repositories' }],
    });
    const wider = [approvedRequest(8, { agreement: agreement({ access: subset(1, 2, 3) }) })];
    const change = attach(row, { requests: wider });
    expect(rowOf(change, 'active_tokens')).toMatchObject({
      status: 'active',
      excess: [],
      drift: null,
      requestNumber: 8,
    });
  });

  it('allows what goes past it of a token from before, too', () => {
    const scope = actual({ access: subset(1, 2, 3) });
    const excess = [{ kind: 'all_repositories' }] as const;
    const wider = [approvedRequest(8, { agreement: agreement({ access: subset(1, 2, 3) }) })];
    expect(stepsOf(attach({ status: 'exceeding', scope, excess, isBaseline: true }, { requests: wider }))).toHaveLength(
      2,
    );
  });

  it.each<[string, Partial<ActiveToken>, Partial<Dossier>]>([
    ['has another name', unasked, { requests: [approvedRequest(8, { tokenName: 'else' })] }],
    ['is not approved', unasked, { requests: [pendingRequest(8)] }],
    ['is claimed', unasked, { requests: [approvedRequest(8, { status: 'claimed', claimedByTokenId: tokenId(71) })] }],
    ['does not cover it', unasked, { requests: [approvedRequest(8, { agreement: agreement({ access: subset(1) }) })] }],
    ['is a renewal of this very token, whose end has not moved', unasked, { requests: [renewal] }],
    ['is not needed', {}, {}],
    ['is another person’s', unasked, { holder: { ...dossier().holder, githubId: bea.githubId } }],
    ['is their human’s, of a machine user’s token', unasked, { holder: { ...dossier().holder, isMachineUser: true } }],
    ['is not there', unasked, { requests: [] }],
    ['is of a token from before anybody could be asked', { ...unasked, isBaseline: true }, {}],
    [
      'was approved before an edit was denied',
      unasked,
      { pendingTokens: [waiting({ status: 'denied', changedAt: now })] },
    ],
    [
      'was approved after the token was ended',
      { ...unasked, firstSeenAt: noon },
      { pendingTokens: [waiting({ status: 'denied', changedAt: noon - 1 })] },
    ],
    [
      'would let a token in that was ended before',
      { ...unasked, firstSeenAt: now },
      { pendingTokens: [waiting({ status: 'denied', changedAt: now })] },
    ],
  ])('is left alone where it %s', (_, row, known) => {
    expect(attach(row, known)).toBe(noChange);
  });

  it('is fulfilled by less than was approved', () => {
    const wide = [approvedRequest(8, { agreement: agreement({ access: { selection: 'all' } }) })];
    expect(stepsOf(attach(unasked, { requests: wide }))).toEqual(['request.fulfil PAT-8', `active_token.attach ${id}`]);
  });

  it('is found beside one of its name that is not decided yet', () => {
    const both = [pendingRequest(9), ...requests];
    expect(stepsOf(attach(unasked, { requests: both }))[0]).toBe('request.fulfil PAT-8');
  });

  it('fits however its name is spelled', () => {
    expect(stepsOf(attach(unasked, { requests: [approvedRequest(8, { tokenName: ' NIGHTLY ' })] }))).toHaveLength(2);
  });

  it.each(['revoking', 'revoked', 'gone', 'expired'] as const)('is no token’s that is %s', (status) => {
    expect(attach({ ...unasked, status })).toBe(noChange);
  });

  it('lets in one token, and not two', () => {
    const both = [grant(unasked), grant({ ...unasked, patId: patId(702), accessGrantedAt: noon + 90_000 })];
    const change = attach({}, { activeTokens: both });
    expect(rowsOf(change, 'active_tokens').map(({ id: row }) => row)).toEqual([grant().id]);
  });
});

describe('a request whose approver may approve no more', () => {
  const moved = { scope: actual({ expiresAt: noon + 50 * dayMs }) };
  const agreed = agreement({ lifetime: { kind: 'days', days: 60 }, agreedAt: now, lapsesAt: now + 7 * dayMs });

  it.each<readonly [string, Partial<ActiveToken>, Partial<Dossier>]>([
    ['that was approved later', unasked, {}],
    ['that renews it', moved, { requests: [{ ...renewal, agreement: agreed }] }],
  ])('%s is asked about, goes back to the reviewers, and is attached to nothing', (_, row, known) => {
    expect(attach(row, known, facts)).toEqual({ ask: 'is_still_owner', person: bea });
    expect(stepsOf(attach(row, known))[0]).toBe('request.fulfil PAT-8');
    expect(stepsOf(attach(row, known, beaIs(false)))).toEqual(['request.reopen PAT-8']);
  });

  it('gives way to the next one that covers the token', () => {
    const byOtto = approvedRequest(9, { agreement: agreement({ basis: { by: 'people', people: [otto] } }) });
    const seen = { ...facts, stillOwners: stillOwners([bea, false], [otto, true]) };
    const steps = ['request.reopen PAT-8', 'request.fulfil PAT-9', `active_token.attach ${id}`];
    expect(stepsOf(attach(unasked, { requests: [...requests, byOtto] }, seen))).toEqual(steps);
  });
});

describe('what needs an Agreement', () => {
  const found = (row: Partial<ActiveToken>, seen = actual(), known: Partial<Dossier> = {}) =>
    attachable(dossier({ requests, ...known }), grant(row), seen, now)?.request.number ?? null;

  it.each<[string, Partial<ActiveToken>, number | null]>([
    ['a token that has none', unasked, 8],
    ['a token that an owner let in on github.com, and that no request stands behind', { requestNumber: null }, 8],
    ['a token whose Agreement is unknown', { agreement: null }, 8],
    ['a token that goes past its own', { agreement: agreement({ access: subset(1) }) }, 8],
    ['none that is within its own', {}, null],
    ['a token that is being revoked for going past it', { ...unasked, status: 'revoking' }, 8],
    ['none that is gone', { ...unasked, status: 'gone' }, null],
  ])('is %s', (_, row, number) => {
    expect(found(row)).toBe(number);
  });

  it.each<[string, number, Partial<ActiveToken>, number | null]>([
    ['before it was accepted as it is', -1, { requestNumber: null }, null],
    ['as it was accepted', 0, { requestNumber: null }, 8],
    ['before, and needed: it goes past what was accepted', -1, { agreement: agreement({ access: subset(1) }) }, 8],
  ])('is not found in what was approved %s, where that is left to another token', (_, ms, row, number) => {
    const early = [approvedRequest(8, { agreement: agreement({ agreedAt: noon + ms }) })];
    expect(found(row, actual(), { requests: early })).toBe(number);
  });

  it('is compared as GitHub shows it, and not as our row has it', () => {
    expect(found(unasked, actual({ access: { selection: 'all' } }))).toBeNull();
    expect(found({}, actual({ access: { selection: 'all' } }))).toBeNull();
    const wide = [approvedRequest(9, { agreement: agreement({ access: { selection: 'all' } }) })];
    expect(found({}, actual({ access: { selection: 'all' } }), { requests: wide })).toBe(9);
  });

  describe('of which an edit was denied', () => {
    const wide = { access: { selection: 'all' } } as const;
    const month = { kind: 'days', days: 30 } as const;
    const quarter = { kind: 'days', days: 90 } as const;
    const later = actual({ expiresAt: noon + 60 * dayMs });
    const denied = waiting({ status: 'denied', scope: actual(wide), changedAt: noon + 600_000 });
    it.each<[string, Partial<ActiveToken>, ReturnType<typeof actual>, Parameters<typeof agreement>[0], boolean]>([
      ['only prolonged: in what was approved before', {}, later, { lifetime: quarter }, true],
      ['wider: not in what was approved before', {}, actual(wide), { ...wide, agreedAt: denied.changedAt - 1 }, false],
      [
        'wider: not in what was approved that instant',
        {},
        actual(wide),
        { ...wide, agreedAt: denied.changedAt },
        false,
      ],
      ['wider: in what was approved since', {}, actual(wide), { ...wide, agreedAt: denied.changedAt + 1 }, true],
      ['agreed to by nobody: not in what was approved before', unasked, actual(), {}, false],
      ['agreed to by nobody: in what was approved since', unasked, actual(), { agreedAt: now }, true],
    ])('is found where it is %s', (_, row, seen, agreed, isFound) => {
      const approved = approvedRequest(8, { agreement: agreement(agreed) });
      const held = { agreement: agreement({ lifetime: month }), ...row };
      const known = { requests: [approved], pendingTokens: [denied], activeTokens: [grant(held)] };
      expect(found(held, seen, known)).toBe(isFound ? 8 : null);
    });
  });

  it('is measured from when the token was first seen', () => {
    const long = actual({ createdAt: null, expiresAt: noon + 31 * dayMs });
    const story = (createdAt: number) => ({ pendingTokens: [waiting({ scope: actual({ createdAt }) })] });
    expect(found(unasked, long, story(noon))).toBe(8);
    expect(found(unasked, long, story(noon - 1))).toBeNull();
  });

  it('answers the Agreement beside its request', () => {
    expect(attachable(dossier({ requests }), grant(unasked), actual(), now)).toEqual({
      request: requests[0],
      agreement: requests[0]?.agreement,
    });
    expect(requestNumber(8)).toBe(requests[0]?.number);
  });
});

describe('a token that is about to end', () => {
  const lasts = (lifetime: Lifetime, expiresAt: number | null, row: Partial<ActiveToken> = unasked) => {
    const { scope } = pendingRequest(8);
    const asked = approvedRequest(8, {
      scope: { ...scope, lifetime },
      agreement: agreement({ lifetime: { kind: 'never' } }),
    });
    return attachable(dossier({ requests: [asked] }), grant(row), actual({ expiresAt }), now) !== null;
  };

  it.each<[string, Lifetime, number | null, boolean]>([
    ['half of what was asked for', { kind: 'days', days: 30 }, now + 15 * dayMs, true],
    ['less than half of it', { kind: 'days', days: 30 }, now + 15 * dayMs - 1, false],
    ['all of it', { kind: 'days', days: 30 }, now + 30 * dayMs, true],
    ['for ever, as was asked for', { kind: 'never' }, null, true],
    ['for a time, where it was to last for ever', { kind: 'never' }, now + 900 * dayMs, false],
    ['for ever, where it was to end', { kind: 'days', days: 30 }, null, false],
  ])('is not what was asked for: it lasts %s', (_, asked, expiresAt, is) => {
    expect(lasts(asked, expiresAt)).toBe(is);
  });

  it('is what was asked for where that was asked because it goes past what it had', () => {
    const excess = [{ kind: 'all_repositories' }] as const;
    const narrow = agreement({ access: subset(1) });
    expect(lasts({ kind: 'days', days: 30 }, now + dayMs, { status: 'exceeding', excess, agreement: narrow })).toBe(
      true,
    );
    expect(lasts({ kind: 'days', days: 30 }, now + dayMs, { status: 'exceeding', agreement: narrow })).toBe(false);
  });
});
