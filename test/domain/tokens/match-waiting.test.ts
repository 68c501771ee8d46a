import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import { dayMs } from '../../../src/domain/ids.ts';
import type { Dossier } from '../../../src/domain/tokens/dossier.ts';
import { matchOf } from '../../../src/domain/tokens/match-of.ts';
import { answerMs, matchWaiting, wordMs } from '../../../src/domain/tokens/match-waiting.ts';
import type { Sighting } from '../../../src/domain/tokens/sighting.ts';
import type { Match, PendingToken } from '../../../src/domain/tokens/token.ts';
import { effectsOf, messagesOf, rowOf, rowsOf, stepsOf } from '../../support/read-change.ts';
import {
  byId,
  dossier,
  grant,
  inList,
  listedWaiting,
  now,
  patRequestId,
  requestNumber,
  sighting,
  waiting,
} from '../../support/sample-dossiers.ts';
import { bea } from '../../support/sample-people.ts';
import { approvedRequest, organizationPolicy, pendingRequest } from '../../support/sample-requests.ts';
import { actual, agreement, noon, subset } from '../../support/sample-scopes.ts';

const self = 'pending_token:pending-1-501';
const number = requestNumber(7);
const hold = `pending_token.hold ${self}`;
const approving = `pending_token.start_approving ${self}`;
const wide = approvedRequest(7, { agreement: agreement({ access: { selection: 'all' } }) });
const narrow = approvedRequest(7, { agreement: agreement({ access: subset(1) }) });
const exceeds: Match = {
  kind: 'exceeds',
  number,
  excess: [{ kind: 'repository', repository: { id: 2 as never, name: 'repo-2', isPrivate: true } }],
};
const denied = waiting({ id: 'earlier', patRequestId: patRequestId(499), status: 'denied', changedAt: noon + 5 });

function match(row: Partial<PendingToken>, known: Partial<Dossier> = {}, seen: Partial<Sighting> = {}) {
  return matchWaiting(
    dossier({ pendingTokens: [waiting(row)], ...known }),
    sighting({ waiting: inList(listedWaiting()), ...seen }),
    now,
  );
}

describe('a waiting token, where the policy only observes', () => {
  const policy: Dossier['policy'] = { ...organizationPolicy(), mode: 'observe' };
  const within: Match = { kind: 'within', number };
  const observed: Partial<PendingToken> = { status: 'held', match: within, heldWhy: 'observing' };

  it.each(['open', 'held'] as const)(
    'that is %s and what was agreed is held instead of let in, claims nothing, and the trail says what would have been done',
    (status) => {
      const change = match({ status }, { requests: [wide], policy });
      expect(stepsOf(change)).toEqual([hold]);
      expect(rowOf(change, 'pending_tokens')).toMatchObject({ status: 'held', match: within, heldWhy: 'observing' });
      expect(change).toMatchObject({ entries: [{ data: { why: 'observing', wouldHave: 'approve' } }] });
      expect(effectsOf(change).filter((effect) => effect.endsWith('on GitHub'))).toEqual([]);
    },
  );

  it('is told once, not at every pass', () => {
    expect(match(observed, { requests: [wide], policy })).toBe(noChange);
  });

  it.each([null, 'ended_before'] as const)('is told though the same was held before, as %s', (heldWhy) => {
    const change = match({ ...observed, heldWhy }, { requests: [wide], policy });
    expect(stepsOf(change)).toEqual([hold]);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({ heldWhy: 'observing' });
  });

  it('that no longer is what was agreed is held like any other', () => {
    expect(rowOf(match(observed, { requests: [narrow], policy }), 'pending_tokens')).toMatchObject({
      match: exceeds,
      heldWhy: null,
    });
  });

  it('is let in as soon as the policy enforces', () => {
    expect(stepsOf(match(observed, { requests: [wide] }))).toEqual([approving, 'request.claim PAT-7']);
  });
});

describe('a waiting token', () => {
  it.each(['open', 'held'] as const)(
    'that is %s and what was agreed is let in, and claims the request in the same Change',
    (status) => {
      const change = match({ status }, { requests: [wide] });
      expect(stepsOf(change)).toEqual([approving, 'request.claim PAT-7']);
      expect(rowOf(change, 'pending_tokens')).toMatchObject({
        status: 'approving',
        match: { kind: 'within', number: 7 },
        agreement: wide.agreement,
        reviews: [],
      });
      expect(rowOf(change, 'token_requests')).toMatchObject({ status: 'claimed', claimedByTokenId: 70 });
      expect(effectsOf(change)).toContain('approve pending-1-501 on GitHub');
    },
  );

  it.each(['approving', 'denying', 'approved', 'denied', 'cancelled', 'expired', 'closed'] as const)(
    'that is %s is not matched',
    (status) => {
      expect(match({ status }, { requests: [wide] })).toBe(noChange);
    },
  );

  it('that the list does not show is not matched', () => {
    expect(match({}, { requests: [wide] }, { waiting: inList() })).toBe(noChange);
    expect(match({}, { requests: [wide] }, { waiting: null })).toBe(noChange);
    const other = listedWaiting({ patRequestId: patRequestId(502) });
    expect(match({}, { requests: [wide] }, { waiting: inList(other) })).toBe(noChange);
  });

  it('that nobody asked for is held for a person, and says nothing of what else its holder asked for', () => {
    const change = match({}, { requests: [pendingRequest(9, { status: 'lapsed' })] });
    expect(stepsOf(change)).toEqual([hold]);
    const { status, heldWhy, match: found } = rowOf(change, 'pending_tokens');
    expect({ status, heldWhy, found }).toEqual({ status: 'held', heldWhy: null, found: { kind: 'unclaimed' } });
    expect(messagesOf(change)).toEqual(['pending_token_card to reviewers', 'pending_token_held to U0MONA']);
  });

  it('that goes past what was agreed is held for a person, and says by what', () => {
    expect(rowOf(match({}, { requests: [narrow] }), 'pending_tokens')).toMatchObject({
      status: 'held',
      match: exceeds,
    });
  });

  it.each<[string, Parameters<typeof approvedRequest>[1], Match]>([
    [
      'claimed',
      { status: 'claimed', claimedByTokenId: 71 as never },
      { kind: 'unclaimed', was: number, isTaken: true },
    ],
    [
      'fulfilled',
      { status: 'fulfilled', claimedByTokenId: 71 as never },
      { kind: 'unclaimed', was: number, isTaken: true },
    ],
    ['fulfilled itself', { status: 'fulfilled', claimedByTokenId: 70 as never }, { kind: 'unclaimed' }],
    ['withdrew', { status: 'withdrawn' }, { kind: 'unclaimed', was: number }],
    [
      'was let in under another one',
      { number: requestNumber(8), status: 'fulfilled', claimedByTokenId: 71 as never },
      { kind: 'unclaimed' },
    ],
  ])('says that the request that it went past is gone: another token, or its holder, %s', (_, some, expected) => {
    const requests = [{ ...narrow, ...some }];
    const change = match({ status: 'held', match: exceeds }, { requests });
    expect(rowOf(change, 'pending_tokens')).toMatchObject({ status: 'held', heldWhy: null });
    expect(rowOf(change, 'pending_tokens').match).toEqual(expected);
    expect(match({ status: 'held', match: expected }, { requests })).toBe(noChange);
    // What was ended before is told by that.
    const ended = match({ match: exceeds }, { requests, pendingTokens: [denied, waiting({ match: exceeds })] });
    expect(rowOf(ended, 'pending_tokens').match).not.toHaveProperty('isTaken');
  });

  it('that is held stays so without a word where nothing changed', () => {
    expect(match({ status: 'held' })).toBe(noChange);
    expect(match({ status: 'held', match: exceeds }, { requests: [narrow] })).toBe(noChange);
    // Rows come back with their keys in another order.
    const { excess } = exceeds as Extract<Match, { kind: 'exceeds' }>;
    expect(match({ status: 'held', match: { excess, number, kind: 'exceeds' } }, { requests: [narrow] })).toBe(
      noChange,
    );
  });

  it('that is held for something else than before is told anew', () => {
    expect(stepsOf(match({ status: 'held' }, { requests: [narrow] }))).toEqual([hold]);
    expect(stepsOf(match({ status: 'held', match: exceeds }))).toEqual([hold]);
  });

  it('is measured from when it was first seen', () => {
    const long = actual({ expiresAt: noon + 31 * dayMs });
    const rows = (first: number) => [
      waiting({
        id: 'earlier',
        patRequestId: patRequestId(499),
        status: 'cancelled',
        scope: actual({ createdAt: first }),
      }),
      waiting({ scope: long }),
    ];
    const approved = { requests: [approvedRequest(7)] };
    expect(stepsOf(match({}, { ...approved, pendingTokens: rows(noon) }))[0]).toBe(approving);
    expect(stepsOf(match({}, { ...approved, pendingTokens: rows(noon - 1) }))).toEqual([hold]);
  });
});

describe('a pending request that would cover it', () => {
  const requests = [pendingRequest(7)];
  const awaits: Match = { kind: 'awaits', number };

  it('has its decision awaited, without a card of the token’s own', () => {
    const change = match({}, { requests });
    expect(stepsOf(change)).toEqual([`pending_token.await ${self}`]);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({ status: 'open', match: awaits });
    expect(messagesOf(change)).toEqual([]);
  });

  it('is awaited without a word where that is known', () => {
    expect(match({ match: awaits }, { requests })).toBe(noChange);
  });

  it('takes a held token from the reviewers’ hands', () => {
    expect(stepsOf(match({ status: 'held', match: awaits }, { requests }))).toEqual([`pending_token.await ${self}`]);
    expect(stepsOf(match({ status: 'held' }, { requests }))).toEqual([`pending_token.await ${self}`]);
  });

  it('is measured by how long an approval stands under the policy', () => {
    const scope = actual({ createdAt: null, expiresAt: now + (3 + 31) * dayMs });
    const policy = { ...organizationPolicy(), lapse: { undecidedDays: 7, unusedDays: 3 } };
    expect(stepsOf(match({ scope }, { requests, policy }))).toEqual([`pending_token.await ${self}`]);
    expect(stepsOf(match({ scope: { ...scope, expiresAt: now + 34 * dayMs + 1 } }, { requests, policy }))).toEqual([
      hold,
    ]);
  });
});

describe('a token of another name', () => {
  const unsure: Match = { kind: 'unsure', numbers: [number] };
  const row: Partial<PendingToken> = { tokenName: 'quick-hack' };
  const requests = [wide];
  const asked: Partial<PendingToken> = { ...row, match: unsure };
  const nobody: Partial<Dossier> = { requests, holder: { ...dossier().holder, slackId: null } };

  it('has its holder asked', () => {
    const change = match(row, { requests });
    expect(stepsOf(change)).toEqual([`pending_token.ask ${self}`]);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({ status: 'open', match: unsure });
    expect(messagesOf(change)).toEqual(['pending_token_held to U0MONA']);
  });

  it('claims nothing until they have answered', () => {
    expect(rowsOf(match(row, { requests }), 'token_requests')).toEqual([]);
  });

  it('is left a day for the answer, and then the reviewers are told', () => {
    expect(match({ ...asked, changedAt: now - answerMs + 1 }, { requests })).toBe(noChange);
    const change = match({ ...asked, changedAt: now - answerMs }, { requests });
    expect(stepsOf(change)).toEqual([hold]);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({ status: 'held', match: unsure, heldWhy: null });
    expect(messagesOf(change)[0]).toBe('pending_token_card to reviewers');
    expect(answerMs).toBe(dayMs);
  });

  it('stays with the reviewers once they were told', () => {
    expect(match({ ...asked, status: 'held' }, { requests })).toBe(noChange);
  });

  it('has its holder asked anew where other requests could be meant', () => {
    const other = approvedRequest(8, { tokenName: 'backup' });
    const change = match({ ...asked, changedAt: now - answerMs }, { requests: [...requests, other] });
    expect(stepsOf(change)).toEqual([`pending_token.ask ${self}`]);
    expect(rowOf(change, 'pending_tokens').match).toEqual({ kind: 'unsure', numbers: [7, 8] });
    expect(stepsOf(match({ ...row, status: 'held' }, { requests }))).toEqual([`pending_token.ask ${self}`]);
  });

  it('goes to the reviewers at once where nobody can be asked', () => {
    const change = match(row, nobody);
    expect(stepsOf(change)).toEqual([hold]);
    expect(rowOf(change, 'pending_tokens').match).toEqual(unsure);
    expect(match({ ...asked, status: 'held' }, nobody)).toBe(noChange);
    expect(stepsOf(match(asked, nobody))).toEqual([hold]);
  });

  it('is let in under the request that they name', () => {
    const change = match({ ...asked, answer: { number, at: noon } }, { requests });
    expect(stepsOf(change)).toEqual([approving, 'request.claim PAT-7']);
  });

  it('goes to the reviewers where they say that it is for none of these', () => {
    const change = match({ ...asked, answer: { number: null, at: noon } }, { requests });
    expect(stepsOf(change)).toEqual([hold]);
    expect(rowOf(change, 'pending_tokens').match).toEqual({ kind: 'unclaimed' });
  });
});

describe('a token that was ended before', () => {
  const story = (row: Partial<PendingToken>): Partial<Dossier> => ({
    pendingTokens: [denied, waiting(row)],
    requests: [wide],
  });

  it('is let in by no Agreement, old or new: a person decides', () => {
    const change = match({}, story({}));
    expect(stepsOf(change)).toEqual([hold]);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({
      status: 'held',
      heldWhy: 'ended_before',
      match: { kind: 'unclaimed' },
    });
    expect(rowsOf(change, 'token_requests')).toEqual([]);
  });

  it('is told of once', () => {
    expect(match({}, story({ status: 'held', heldWhy: 'ended_before' }))).toBe(noChange);
    expect(stepsOf(match({}, story({ status: 'held' })))).toEqual([hold]);
    expect(stepsOf(match({}, story({ heldWhy: 'ended_before' })))).toEqual([hold]);
  });

  it('is approved by each of several anew who had approved it before', () => {
    const one = (at: number) => ({ act: 'approve', by: bea, revision: 2, at, reason: null, isOneOf: true }) as const;
    const denial = { act: 'deny', by: bea, revision: 1, at: noon, reason: 'No.' } as const;
    const row = { status: 'held', heldWhy: 'ended_before', reviews: [denial, one(noon + 4)] } as const;
    const change = match({}, story(row));
    expect(stepsOf(change)).toEqual([hold]);
    expect(rowOf(change, 'pending_tokens').reviews).toEqual([denial]);
    expect(match({}, story({ ...row, reviews: [one(noon + 5)] }))).toBe(noChange);
  });

  it('whose denial GitHub refused goes on saying that, until it is another one', () => {
    const denial = { act: 'deny', by: bea, revision: 1, at: noon, reason: 'No.' } as const;
    const row = { status: 'held', heldWhy: 'github_refused', reviews: [denial] } as const;
    expect(match(row, { requests: [wide] })).toBe(noChange);
    expect(stepsOf(match({ ...row, status: 'open', heldWhy: null }, { requests: [wide] }))).toEqual([hold]);
    expect(rowOf(match({}, story({ ...row, reviews: [] })), 'pending_tokens').heldWhy).toBe('ended_before');
    expect(rowOf(match({ ...row, heldWhy: null }), 'pending_tokens').heldWhy).toBe('ended_before');
  });

  it('is matched again once it was let in anew', () => {
    const change = match({ status: 'held', heldWhy: 'ended_before' }, { requests: [wide] });
    expect(stepsOf(change)).toEqual([approving, 'request.claim PAT-7']);
    expect(stepsOf(match({ status: 'held', heldWhy: 'ended_before' }))).toEqual([hold]);
  });
});

describe('a token that stopped waiting under another id, and nobody says why', () => {
  const stopped = (at: number) =>
    waiting({ id: 'earlier', patRequestId: patRequestId(499), status: 'closed', changedAt: at });
  const story = (at: number, more: Partial<Dossier> = {}, row: Partial<PendingToken> = {}): Partial<Dossier> => ({
    pendingTokens: [stopped(at), waiting(row)],
    ...more,
  });

  it.each<[string, Partial<Dossier>]>([
    ['covered', { requests: [wide] }],
    ['covered once a request is approved', { requests: [pendingRequest(7)] }],
    [
      'covered under another name',
      { requests: [approvedRequest(7, { tokenName: 'other' }), approvedRequest(8, { tokenName: 'another' })] },
    ],
  ])('is left alone for twenty seconds where it is %s: a webhook may say that it was edited', (_, more) => {
    expect(match({}, story(now - wordMs + 1, more))).toBe(noChange);
    const held = match({}, story(now - wordMs, more));
    expect(stepsOf(held)).toEqual([hold]);
    expect(rowOf(held, 'pending_tokens').heldWhy).toBe('ended_before');
    expect(wordMs).toBe(20_000);
  });

  it.each<[string, Partial<Dossier>]>([
    ['nobody asked for it', {}],
    ['it goes past what was agreed', { requests: [narrow] }],
  ])('is a person’s at once where %s', (_, more) => {
    const change = match({}, story(now - 1, more));
    expect(stepsOf(change)).toEqual([hold]);
    expect(rowOf(change, 'pending_tokens').heldWhy).toBeNull();
  });

  it('is given no moment where it was denied', () => {
    const story = { pendingTokens: [{ ...denied, changedAt: now }, waiting()], requests: [wide] };
    expect(rowOf(match({}, story), 'pending_tokens').heldWhy).toBe('ended_before');
  });
});

describe('a token that GitHub refused, or whose people left', () => {
  const exact: Match = { kind: 'exact', number };
  const requests = [approvedRequest(7)];

  it.each(['github_refused', 'not_a_member', 'reviewer_gone'] as const)(
    'is not tried again where that would come to the same (%s)',
    (heldWhy) => {
      expect(match({ status: 'held', heldWhy, match: exact }, { requests })).toBe(noChange);
    },
  );

  it('is tried again once its match is another, or its scope was edited', () => {
    const change = match({ status: 'held', heldWhy: 'github_refused' }, { requests });
    expect(stepsOf(change)[0]).toBe(approving);
    expect(stepsOf(match({ status: 'open', heldWhy: 'github_refused', match: exact }, { requests }))[0]).toBe(
      approving,
    );
  });

  it('is matched where nothing held it', () => {
    expect(stepsOf(match({ status: 'held', match: exact }, { requests }))[0]).toBe(approving);
  });

  it('is a person’s to decide like any other once nothing covers it', () => {
    const change = match({ status: 'held', heldWhy: 'github_refused', match: exact });
    expect(stepsOf(change)).toEqual([hold]);
    expect(rowOf(change, 'pending_tokens').heldWhy).toBeNull();
  });
});

describe('a token that was edited within its own Agreement', () => {
  const known: Partial<Dossier> = { activeTokens: [grant()] };

  it('is let in by that only while its grant is there: an owner may have ended it a moment ago', () => {
    expect(match({}, known)).toEqual({ ask: 'is_it_active' });
    expect(match({}, known, { active: inList() })).toEqual({ ask: 'is_it_active' });
    const change = match({}, known, { active: byId() });
    expect(stepsOf(change)).toEqual([approving]);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({
      match: { kind: 'exact', number: 7 },
      agreement: agreement(),
    });
    expect(rowsOf(change, 'token_requests')).toEqual([]);
  });

  it('is let in under another request only after that question too: it may have been ended a moment ago', () => {
    const scope = actual({ access: { selection: 'all' } });
    const requests = [approvedRequest(8, { agreement: agreement({ access: { selection: 'all' } }) })];
    expect(match({ scope }, { ...known, requests })).toEqual({ ask: 'is_it_active' });
    expect(stepsOf(match({ scope }, { ...known, requests }, { active: byId() }))).toEqual([
      approving,
      'request.claim PAT-8',
    ]);
  });
});

describe('a token that was edited within what was accepted as it was', () => {
  const accepted = agreement({ lapsesAt: null });
  const known: Partial<Dossier> = { activeTokens: [grant({ agreement: accepted, requestNumber: null })] };
  const revocation = { by: bea, as: 'reviewer', reason: 'Leaked.', at: noon, refused: null } as const;

  it('is let in by that only while its grant is there, and uses up no request', () => {
    const requests = [approvedRequest(8)];
    expect(match({}, { ...known, requests })).toEqual({ ask: 'is_it_active' });
    const change = match({}, { ...known, requests }, { active: byId() });
    expect(stepsOf(change)).toEqual([approving]);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({
      match: { kind: 'exact', number: null },
      agreement: accepted,
    });
    expect(rowsOf(change, 'token_requests')).toEqual([]);
  });

  it('is held where it is wider, and said by what', () => {
    const change = match({ scope: actual({ access: { selection: 'all' } }) }, known, { active: byId() });
    expect(stepsOf(change)).toEqual([hold]);
    expect(rowOf(change, 'pending_tokens').match).toEqual({
      kind: 'exceeds',
      number: null,
      excess: [{ kind: 'all_repositories' }],
    });
  });

  it.each<[string, Partial<Dossier>]>([
    ['was revoked', { activeTokens: [grant({ requestNumber: null, status: 'revoked', revocation })] }],
    ['is being revoked', { activeTokens: [grant({ requestNumber: null, status: 'revoking', revocation })] }],
    ['lost its access', { activeTokens: [grant({ requestNumber: null, status: 'gone' })] }],
  ])('is a person’s to decide where it %s', (_, ended) => {
    const change = match({}, { ...ended, requests: [approvedRequest(8)] }, { active: byId() });
    expect(stepsOf(change)).toEqual([hold]);
    expect(rowOf(change, 'pending_tokens').heldWhy).toBe('ended_before');
  });
});

it('of two waiting tokens the second finds the Agreement claimed', () => {
  const second = waiting({ patRequestId: patRequestId(502) });
  const lists = inList(listedWaiting(), listedWaiting({ patRequestId: patRequestId(502) }));
  const change = match({}, { pendingTokens: [waiting(), second], requests: [wide] }, { waiting: lists });
  expect(stepsOf(change)).toEqual([approving, 'request.claim PAT-7', 'pending_token.hold pending_token:pending-1-502']);
});

describe('the match of a token in its story', () => {
  const token = { tokenName: 'nightly', scope: actual(), answer: null };

  it('knows its holder, its requests and its own Agreement', () => {
    expect(matchOf(dossier({ requests: [approvedRequest(8)] }), token, now)).toEqual({ kind: 'exact', number: 8 });
    expect(matchOf(dossier({ activeTokens: [grant()], requests: [approvedRequest(8)] }), token, now)).toMatchObject({
      number: 7,
    });
    const stranger = { ...dossier().holder, githubId: 999 as never };
    expect(matchOf(dossier({ requests: [approvedRequest(8)], holder: stranger }), token, now).kind).toBe('unclaimed');
  });

  it('knows a machine user, and an answer', () => {
    const machine = { ...dossier().holder, isMachineUser: true };
    expect(matchOf(dossier({ requests: [approvedRequest(8)], holder: machine }), token, now).kind).toBe('unclaimed');
    const none = { ...token, answer: { number: null, at: noon } };
    expect(matchOf(dossier({ requests: [approvedRequest(8)] }), none, now).kind).toBe('unclaimed');
  });
});
