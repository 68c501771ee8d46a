import { describe, expect, it } from 'vitest';
import type { ActualScope } from '../../../src/domain/scope/agreement.ts';
import type { Dossier, Told } from '../../../src/domain/tokens/dossier.ts';
import { recordApproval } from '../../../src/domain/tokens/record-approval.ts';
import type { ListedActiveToken, Sighting } from '../../../src/domain/tokens/sighting.ts';
import type { PendingToken } from '../../../src/domain/tokens/token.ts';
import { changeOf, effectsOf, messagesOf, rowOf, rowsOf, stepsOf } from '../../support/read-change.ts';
import {
  copyOf,
  dossier,
  grant,
  listedActive,
  now,
  patId,
  patRequestId,
  requestNumber,
  sighting,
  told,
  waiting,
} from '../../support/sample-dossiers.ts';
import { bea } from '../../support/sample-people.ts';
import { approvedRequest, pendingRequest, tokenId } from '../../support/sample-requests.ts';
import { actual, agreement, noon, subset } from '../../support/sample-scopes.ts';

const number = requestNumber(7);
const self = 'pending_token:pending-1-501';
const found = `active_token.find active_token:${grant().id}`;
const approved = `pending_token.observe_approved ${self}`;
const claimed = approvedRequest(7, { status: 'claimed', claimedByTokenId: tokenId(70) });
const onGithub = { by: 'github', login: 'otto' } as const;
const all: Partial<ActualScope> = { access: { selection: 'all' } };

function approve(
  row: Partial<PendingToken>,
  known: Partial<Dossier> = {},
  listed: Partial<ListedActiveToken> = {},
  some: Partial<Sighting> = {},
  by: Told | null = told('approved'),
) {
  const token = waiting(row);
  return recordApproval(
    token,
    listedActive(listed),
    by,
    dossier({ pendingTokens: [token], ...known }),
    sighting(some),
    now,
  );
}

describe('a token that we let in under a request', () => {
  const row: Partial<PendingToken> = {
    status: 'approving',
    match: { kind: 'within', number },
    agreement: agreement(),
  };

  it('is active with its Agreement, and the request is fulfilled: the request’s news say so', () => {
    const change = approve(row, { requests: [claimed] });
    expect(stepsOf(change)).toEqual([approved, 'request.fulfil PAT-7', found]);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({ status: 'approved', decidedElsewhereBy: null });
    expect(rowOf(change, 'token_requests')).toMatchObject({ status: 'fulfilled', claimedByTokenId: 70 });
    expect(rowOf(change, 'active_tokens')).toMatchObject({
      status: 'active',
      agreement: agreement(),
      requestNumber: 7,
      scope: { createdAt: noon },
    });
    expect(messagesOf(change)).toEqual(['request_news to U0MONA']);
  });

  it('fulfils the request that it claimed, though another one covers it as well', () => {
    const change = approve(row, { requests: [approvedRequest(6), claimed, approvedRequest(8)] });
    expect(stepsOf(change)).toEqual([approved, 'request.fulfil PAT-7', found]);
  });

  it('is not called decided on github.com, whatever a webhook told', () => {
    expect(changeOf(approve(row, { requests: [claimed] })).entries[0]?.actor).toBe('countersign');
  });

  it('is compared once more: what is active past its Agreement is flagged', () => {
    const change = approve(row, { requests: [claimed] }, { selection: 'all' });
    expect(rowOf(change, 'active_tokens')).toMatchObject({
      status: 'exceeding',
      excess: [{ kind: 'all_repositories' }],
      agreement: agreement(),
    });
    expect(messagesOf(change)).toEqual([
      'request_news to U0MONA',
      'active_token_card to reviewers',
      'active_token_news (exceeding) to U0MONA',
    ]);
    // What we approved stays as we approved it.
    expect(rowOf(change, 'pending_tokens').scope).toEqual(actual());
  });

  it('is taken for none of those that waited before it', () => {
    const before = waiting({ patRequestId: patRequestId(499), status: 'denied' });
    const change = approve(row, { pendingTokens: [before, waiting(row)], requests: [claimed] });
    expect(stepsOf(change)).toEqual([approved, 'request.fulfil PAT-7', found]);
  });

  it('is not recorded before its repositories were read, and its holder’s mornings are known', () => {
    expect(approve(row, {}, {}, { facts: {} })).toEqual({ ask: 'repositories_of_active', id: 701 });
    const { ofActive } = sighting().facts;
    expect(approve(row, {}, {}, { facts: ofActive === undefined ? {} : { ofActive } })).toEqual({
      ask: 'zone',
      slackId: 'U0MONA',
    });
  });
});

describe('a token that we let in as a reviewer accepted it', () => {
  const accepted = agreement({ access: { selection: 'all' }, lapsesAt: null });
  const row: Partial<PendingToken> = {
    status: 'approving',
    agreement: accepted,
    scope: actual(all),
    reviews: [{ act: 'approve', by: bea, revision: 2, at: noon, reason: null }],
  };

  it('is held to just that, and is no request’s', () => {
    const change = approve(row, {}, { selection: 'all' });
    expect(stepsOf(change)).toEqual([approved, found]);
    expect(rowOf(change, 'active_tokens')).toMatchObject({
      agreement: accepted,
      requestNumber: null,
      status: 'active',
    });
    expect(messagesOf(change)).toEqual(['pending_token_news to U0MONA']);
  });

  const match = { kind: 'exceeds', number, excess: [{ kind: 'all_repositories' }] } as const;

  it.each([
    ['claimed', claimed],
    ['has more than', approvedRequest(7)],
  ])('is held to just that, and fulfils the request that it %s: no other token is let in under it', (_, request) => {
    const change = approve({ ...row, match }, { requests: [request] }, { selection: 'all' });
    expect(stepsOf(change)).toEqual([approved, 'request.fulfil PAT-7', found]);
    expect(rowOf(change, 'active_tokens')).toMatchObject({ agreement: accepted, requestNumber: 7, status: 'active' });
    expect(messagesOf(change)).toEqual(['request_news to U0MONA']);
  });

  it.each([
    ['another token claimed meanwhile', { ...claimed, claimedByTokenId: tokenId(71) }],
    ['another token fulfilled', { ...claimed, status: 'fulfilled' as const, claimedByTokenId: tokenId(71) }],
    ['was denied', approvedRequest(7, { status: 'denied' })],
  ])('leaves the request alone that %s, and has no number of it', (_, request) => {
    for (const compared of [match, { kind: 'awaits', number }, { kind: 'within', number }] as const) {
      const change = approve({ ...row, match: compared }, { requests: [request] }, { selection: 'all' });
      expect(stepsOf(change), compared.kind).toEqual([approved, found]);
      expect(messagesOf(change)).toEqual(compared.kind === 'within' ? [] : ['pending_token_news to U0MONA']);
    }
    const numbers = [match, { kind: 'awaits', number } as const].map((compared) => {
      const change = approve({ ...row, match: compared }, { requests: [request] }, { selection: 'all' });
      return rowOf(change, 'active_tokens').requestNumber;
    });
    expect(numbers).toEqual([null, null]);
  });

  it.each([
    ['another token has claimed', tokenId(71), null],
    ['it has claimed itself', tokenId(70), 7],
  ])('within a request that %s is under that number or not', (_, claimedByTokenId, under) => {
    const request = { ...claimed, status: 'fulfilled' as const, claimedByTokenId };
    const change = approve(
      { ...row, match: { kind: 'within', number } },
      { requests: [request] },
      { selection: 'all' },
    );
    expect(rowOf(change, 'active_tokens').requestNumber).toBe(under);
  });
});

describe('a token that an owner let in on github.com', () => {
  it('is agreed to by just that: only owners can, so it is a person’s Decision too', () => {
    const change = approve({ status: 'held' });
    expect(stepsOf(change)).toEqual([approved, found]);
    expect(rowOf(change, 'pending_tokens').decidedElsewhereBy).toBe('otto');
    expect(rowOf(change, 'active_tokens')).toMatchObject({
      status: 'active',
      agreement: {
        access: subset(1, 2),
        lifetime: { kind: 'until', at: noon + 30 * 86_400_000 },
        basis: onGithub,
        agreedAt: now,
        lapsesAt: null,
      },
      requestNumber: null,
      excess: [],
    });
    expect(messagesOf(change)).toEqual(['pending_token_news to U0MONA']);
  });

  it.each(['open', 'held'] as const)(
    'as it had edited it meanwhile, %s here: what they saw is what is active',
    (status) => {
      const change = approve({ status }, {}, { selection: 'all' });
      expect(stepsOf(change)).toEqual([`pending_token.rescope ${self}`, approved, found]);
      expect(rowOf(change, 'pending_tokens')).toMatchObject({ scope: all, tokenName: 'nightly', status: 'approved' });
      expect(rowOf(change, 'active_tokens')).toMatchObject({ agreement: all, status: 'active' });
    },
  );

  it.each([
    ['exactly', agreement()],
    ['with more', agreement(all)],
  ])('fulfils the approved request that covers it %s', (_, agreed) => {
    const change = approve({ status: 'held' }, { requests: [approvedRequest(7, { agreement: agreed })] });
    expect(stepsOf(change)).toEqual([approved, 'request.fulfil PAT-7', found]);
    expect(rowOf(change, 'active_tokens')).toMatchObject({ agreement: agreed, requestNumber: 7 });
  });

  it('is no request’s where the one that GitHub had refused it under is gone: an owner agreed', () => {
    const change = approve({ status: 'held', heldWhy: 'github_refused', match: { kind: 'exact', number } });
    expect(rowOf(change, 'active_tokens')).toMatchObject({ agreement: { basis: onGithub }, requestNumber: null });
  });

  it.each<[string, PendingToken['match']]>([
    ['as we knew', { kind: 'exceeds', number, excess: [{ kind: 'all_repositories' }] }],
    ['as we had not seen yet', { kind: 'unclaimed' }],
  ])('fulfils the request of its name that it has more than, %s: no other token is let in under it', (_, match) => {
    const row = { status: 'held', match, scope: actual(all) } as const;
    const change = approve(row, { requests: [approvedRequest(7)] }, { selection: 'all' });
    expect(stepsOf(change)).toEqual([approved, 'request.fulfil PAT-7', found]);
    expect(rowOf(change, 'active_tokens')).toMatchObject({
      agreement: { basis: onGithub },
      requestNumber: 7,
      status: 'active',
    });
  });

  it('fulfils the request that was not decided yet and that it waited for: that decides it as well', () => {
    const row: Partial<PendingToken> = { match: { kind: 'awaits', number } };
    const change = approve(row, { requests: [pendingRequest(7)] });
    expect(stepsOf(change)).toEqual([approved, 'request.fulfil PAT-7', found]);
    expect(rowOf(change, 'active_tokens')).toMatchObject({ agreement: { basis: onGithub }, requestNumber: 7 });
    // Not twice: the request's news say who approved it.
    expect(messagesOf(change)).toEqual(['pending_token_card to reviewers', 'request_news to U0MONA']);
  });

  it.each([
    ['one that it goes past', { kind: 'exceeds', number, excess: [] } as const],
    ['one that it could be for', { kind: 'unsure', numbers: [number] } as const],
  ])('does not fulfil %s', (_, match) => {
    const requests = [approvedRequest(7, { tokenName: 'else', agreement: agreement({ access: subset(1) }) })];
    const change = approve({ status: 'held', match }, { requests });
    expect(rowsOf(change, 'token_requests')).toEqual([]);
    expect(rowOf(change, 'active_tokens')).toMatchObject({ agreement: { basis: onGithub }, requestNumber: null });
  });

  it('fulfils what it waited for, though it was edited to more than that would cover', () => {
    const change = approve(
      { match: { kind: 'awaits', number } },
      { requests: [pendingRequest(7)] },
      { selection: 'all' },
    );
    expect(stepsOf(change)).toEqual([`pending_token.rescope ${self}`, approved, 'request.fulfil PAT-7', found]);
    expect(rowOf(change, 'active_tokens')).toMatchObject({ agreement: { ...all, basis: onGithub }, requestNumber: 7 });
  });

  it('does not fulfil what it waited for where that is gone', () => {
    const change = approve({ match: { kind: 'awaits', number } });
    expect(stepsOf(change)).toEqual([approved, found]);
    expect(rowOf(change, 'active_tokens').requestNumber).toBeNull();
  });
});

describe('an approval that a token as it is has nothing to do with', () => {
  const letIn: readonly [string, Partial<PendingToken>, Told | null][] = [
    ['by us', { status: 'approving', agreement: agreement({ lapsesAt: null }) }, null],
    ['on github.com', { status: 'held' }, told('approved')],
  ];
  const number7 = requestNumber(7);

  it.each(letIn)('stays free where it has another name (%s)', (_, row, by) => {
    const requests = [approvedRequest(7, { tokenName: 'fresh' })];
    const change = approve(row, { requests }, {}, {}, by);
    expect(stepsOf(change)).toEqual([approved, found]);
    expect(rowOf(change, 'active_tokens').requestNumber).toBeNull();
  });

  it.each(letIn)('is taken where its holder said that it is for that (%s)', (_, row, by) => {
    const requests = [approvedRequest(7, { tokenName: 'fresh' })];
    const said = { ...row, answer: { number: number7, at: now } };
    expect(stepsOf(approve(said, { requests }, {}, {}, by))).toEqual([approved, 'request.fulfil PAT-7', found]);
    const other = { ...row, answer: { number: requestNumber(8), at: now } };
    expect(stepsOf(approve(other, { requests }, {}, {}, by))).toEqual([approved, found]);
  });

  it.each(letIn)('stays free where the token was ended before, whatever its name (%s)', (_, row, by) => {
    const before = waiting({ id: 'pending-1-499', patRequestId: patRequestId(499), status: 'denied', changedAt: noon });
    for (const match of [{ kind: 'unclaimed' }, { kind: 'within', number }] as const) {
      const token = waiting({ ...row, match });
      const known = { pendingTokens: [before, token], requests: [approvedRequest(7, { createdAt: now })] };
      expect(stepsOf(approve({ ...row, match }, known, {}, {}, by)), match.kind).toEqual([approved, found]);
    }
  });

  it.each(letIn)('is taken where it is the better reason after its first request was denied (%s)', (_, row, by) => {
    const review = { act: 'deny', by: bea, revision: 1, at: noon, reason: 'Why?' } as const;
    const denied = pendingRequest(6, { status: 'denied', reviews: [review] });
    const match = { kind: 'unclaimed', was: requestNumber(6) } as const;
    const taken = (some: Partial<Parameters<typeof approvedRequest>[1] & object>, more: readonly PendingToken[] = []) =>
      stepsOf(
        approve(
          { ...row, match },
          { pendingTokens: [...more, waiting({ ...row, match })], requests: [denied, approvedRequest(7, some)] },
          {},
          {},
          by,
        ),
      );
    expect(taken({ createdAt: noon + 1 })).toEqual([approved, 'request.fulfil PAT-7', found]);
    expect(taken({ createdAt: noon })).toEqual([approved, found]);
    expect(taken({ createdAt: noon + 1, tokenName: 'fresh' })).toEqual([approved, found]);
    const itself = waiting({
      ...{ id: 'pending-1-499', patRequestId: patRequestId(499), status: 'denied', changedAt: noon - 1 },
      reviews: [{ ...review, at: noon - 1, revision: 2 }],
    });
    expect(taken({ createdAt: noon + 1 }, [itself])).toEqual([approved, found]);
  });
});

describe('a token that was edited while it was active, and let in again', () => {
  const older = grant({ patId: patId(700), accessGrantedAt: noon });
  const fulfilled = approvedRequest(7, { status: 'fulfilled', claimedByTokenId: tokenId(70) });

  it('is still its own request’s, which is fulfilled once', () => {
    const row: Partial<PendingToken> = {
      status: 'approving',
      match: { kind: 'exact', number },
      agreement: agreement(),
    };
    const change = approve(row, { activeTokens: [older], requests: [fulfilled] });
    expect(stepsOf(change)).toEqual([approved, found]);
    expect(rowOf(change, 'active_tokens')).toMatchObject({ agreement: agreement(), requestNumber: 7 });
    expect(effectsOf(change)).toContain('redraw PAT-7');
    // Its holder was told when it was let in first.
    expect(messagesOf(change)).toEqual([]);
  });

  it.each(['exact', 'within'] as const)('keeps its number where its request is no longer known (%s)', (kind) => {
    const row: Partial<PendingToken> = {
      status: 'approving',
      match: { kind, number: requestNumber(8) },
      agreement: agreement({ access: subset(1) }),
    };
    const change = approve(
      row,
      { activeTokens: [grant({ status: 'gone' })] },
      { patId: patId(702) },
      {
        facts: { ...sighting().facts, ofActive: new Map([[patId(702), { repositories: [], readAt: now }]]) },
      },
    );
    expect(rowOf(change, 'active_tokens')).toMatchObject({ requestNumber: 8 });
  });

  it('keeps its number where it was accepted with more, though its request is no longer known', () => {
    const row = {
      status: 'approving',
      agreement: agreement(all),
      scope: actual(all),
      match: { kind: 'unclaimed' },
    } as const;
    const change = approve(row, { activeTokens: [older] }, { selection: 'all' });
    expect(rowOf(change, 'active_tokens')).toMatchObject({ agreement: all, requestNumber: 7 });
  });

  it('under another name than its request has, and on github.com, is still its request’s', () => {
    const its = { ...fulfilled, tokenName: 'agreed' };
    const change = approve({ status: 'held' }, { activeTokens: [older], requests: [its] });
    expect(rowOf(change, 'active_tokens')).toMatchObject({ agreement: its.agreement, requestNumber: 7 });
  });

  it('within the same grant is held from now on to what was agreed last', () => {
    const row: Partial<PendingToken> = { status: 'held', scope: actual(all), match: { kind: 'unclaimed' } };
    const flagged = grant({ status: 'exceeding', excess: [{ kind: 'all_repositories' }], scope: actual(all) });
    const change = approve(row, { activeTokens: [flagged], requests: [fulfilled] }, { selection: 'all' });
    expect(stepsOf(change)).toEqual([approved, `active_token.attach active_token:${grant().id}`]);
    expect(rowOf(change, 'active_tokens')).toMatchObject({
      status: 'active',
      agreement: { ...all, basis: onGithub },
      requestNumber: 7,
      excess: [],
    });
  });

  it('passes a question on that its grant has', () => {
    const moved = grant({ scope: actual({ expiresAt: noon + 1 }) });
    const { ofActive } = sighting().facts;
    const facts = ofActive === undefined ? {} : { ofActive };
    expect(approve({}, { activeTokens: [moved] }, {}, { facts })).toEqual({ ask: 'zone', slackId: 'U0MONA' });
  });

  it('tells its holder in the message that they have, where one stands', () => {
    const copies = [copyOf({ of: 'pending_token', id: 'pending-1-501' }, 'pending_token_card')];
    const change = approve({ status: 'open' }, { copies });
    expect(messagesOf(change)).toEqual(['pending_token_news to U0MONA']);
    expect(messagesOf(approve({ status: 'open' }))).toEqual([
      'pending_token_card to reviewers',
      'pending_token_news to U0MONA',
    ]);
  });
});
