import { describe, expect, it } from 'vitest';
import type { Rows, Table, Write } from '../../../src/domain/change.ts';
import {
  dayMs,
  type GithubUserId,
  type OrganizationId,
  type PatRequestId,
  type SlackUserId,
} from '../../../src/domain/ids.ts';
import type { ActiveToken } from '../../../src/domain/tokens/token.ts';
import type { Store } from '../../../src/ports/store.ts';
import { mona } from '../../support/sample-people.ts';
import { approvedRequest, pendingRequest, tokenId } from '../../support/sample-requests.ts';
import { actual, agreement, repository } from '../../support/sample-scopes.ts';
import {
  acme,
  activeToken,
  change,
  draft,
  dueNotice,
  hint,
  messageCopy,
  noon,
  oneOfEach,
  pendingToken,
  person,
  post,
  signIn,
  write,
} from '../sample-rows.ts';
import { openTestStore } from './open-test-store.ts';

const other = 2 as OrganizationId;
const bea = { githubId: 102 as GithubUserId, login: 'bea', slackId: 'U0BEA' as SlackUserId };

async function storeWith(...writes: readonly Write[]): Promise<Store> {
  const { store } = await openTestStore();
  if ((await store.commit(change({ writes }), noon)) !== 'done') throw new Error('the rows do not fit together');
  return store;
}

function rows<T extends Table>(table: T, list: readonly Rows[T][]): readonly Write[] {
  return list.map((row) => write(table, row));
}

describe('every row comes back as it was written', () => {
  it.each<{ table: Table; find: (store: Store) => Promise<unknown> }>([
    { table: 'organizations', find: (store) => store.organizationById(acme) },
    { table: 'organizations', find: (store) => store.organizationByLogin('aCME') },
    { table: 'people', find: (store) => store.personBySlackId(mona.slackId) },
    { table: 'people', find: (store) => store.personByGithubId(mona.githubId) },
    { table: 'sign_ins', find: (store) => store.signInOf(mona.slackId) },
    { table: 'sign_ins', find: (store) => store.signInByTicket('ticket') },
    { table: 'sign_ins', find: (store) => store.signInByBrowser('browser') },
    { table: 'sign_ins', find: (store) => store.signInByState('state') },
    { table: 'sign_ins', find: async (store) => (await store.signIns())[0] },
    { table: 'drafts', find: (store) => store.draft('draft-7') },
    { table: 'token_requests', find: (store) => store.request(approvedRequest(7).number) },
    { table: 'token_requests', find: (store) => store.requestByDraft('draft-7') },
    { table: 'pending_tokens', find: (store) => store.pendingToken('pending-1') },
    { table: 'active_tokens', find: (store) => store.activeToken('active-1') },
    { table: 'due_notices', find: async (store) => (await store.notices(['notice-1']))[0] },
    { table: 'hints', find: async (store) => (await store.unhandledHints())[0] },
    { table: 'message_copies', find: (store) => store.copy('1') },
    { table: 'message_copies', find: async (store) => (await store.copiesAt('C0CARDS', '1780000000.1'))[0] },
  ])('from $table', async ({ table, find }) => {
    const { store } = await openTestStore();
    expect((await find(store)) ?? null).toBeNull();
    await store.commit(change({ writes: oneOfEach }), noon);
    expect(await find(store)).toEqual(oneOfEach.find((one) => one.table === table)?.row);
  });

  it.each<{ what: string; row: Write; find: (store: Store) => Promise<unknown> }>([
    {
      what: 'a token that never expires',
      row: write(
        'active_tokens',
        activeToken('a', { scope: actual({ expiresAt: null }), agreement: null, requestNumber: null }),
      ),
      find: (store) => store.activeToken('a'),
    },
    {
      what: 'a notice of the very end',
      row: write('due_notices', dueNotice('n', { threshold: 'expired' })),
      find: async (store) => (await store.notices(['n']))[0],
    },
    {
      what: 'a click’s Hint, of which nothing was told',
      row: write('hints', hint('h', { told: null })),
      find: async (store) => (await store.unhandledHints())[0],
    },
    {
      what: 'a request without an Agreement, in letters of any script',
      row: write('token_requests', pendingRequest(7, { purpose: 'nächtlich 🚀 ليلي', description: '' })),
      find: (store) => store.request(pendingRequest(7).number),
    },
  ])('$what', async ({ row, find }) => {
    expect(await find(await storeWith(row))).toEqual(row.row);
  });
});

it('numbers requests from 1 on, and gives no number twice', async () => {
  const { store } = await openTestStore();
  const numbers = await Promise.all([1, 2, 3].map(() => store.nextRequestNumber()));
  expect(numbers.toSorted()).toEqual([1, 2, 3]);
});

it('lists all people', async () => {
  const store = await storeWith(...rows('people', [person(), person({ ...bea })]));
  expect((await store.people()).map(({ login }) => login)).toEqual(['bea', 'mona']);
});

describe('requests', () => {
  const numbersOf = (list: readonly Rows['token_requests'][]) => list.map(({ number }) => number as number);

  it('of a person come newest first, and no more than asked for', async () => {
    const list = [
      pendingRequest(1),
      pendingRequest(2, { status: 'denied' }),
      pendingRequest(3),
      pendingRequest(4, { requester: bea }),
    ];
    const store = await storeWith(...rows('token_requests', list));
    expect(numbersOf(await store.requestsOf(mona.githubId, 9))).toEqual([3, 2, 1]);
    expect(numbersOf(await store.requestsOf(mona.githubId, 2))).toEqual([3, 2]);
  });

  it('of an organization come newest first, without those that wait, and no more than asked for', async () => {
    const other = { organizationId: 2 as OrganizationId };
    const list = [
      approvedRequest(1),
      pendingRequest(2, { status: 'denied' }),
      pendingRequest(3),
      approvedRequest(4, other),
      approvedRequest(5),
    ];
    const store = await storeWith(...rows('token_requests', list));
    expect(numbersOf(await store.latestRequests(acme, 9))).toEqual([5, 2, 1]);
    expect(numbersOf(await store.latestRequests(acme, 2))).toEqual([5, 2]);
  });

  it('are open for their holder while they are pending, approved or claimed', async () => {
    const states = ['fulfilled', 'pending', 'approved', 'claimed', 'denied', 'withdrawn', 'lapsed', 'ended'] as const;
    const list = states.map((status, index) => approvedRequest(index + 1, { status }));
    const foreign = [approvedRequest(21, { organizationId: other }), approvedRequest(22, { holder: bea })];
    const store = await storeWith(...rows('token_requests', [...list, ...foreign]));
    expect(numbersOf(await store.openRequestsOf(acme, mona.githubId))).toEqual([2, 3, 4]);
  });

  it('are overdue from the very instant at which they lapse', async () => {
    const soon = agreement({ lapsesAt: noon + dayMs });
    const list = [
      pendingRequest(1, { undecidedUntil: noon + dayMs }),
      pendingRequest(2, { undecidedUntil: noon + dayMs, status: 'denied' }),
      approvedRequest(3, { agreement: soon, undecidedUntil: noon }),
      approvedRequest(4, { agreement: soon, status: 'fulfilled' }),
      approvedRequest(5, { agreement: agreement({ lapsesAt: null }) }),
    ];
    const store = await storeWith(...rows('token_requests', list));
    expect(await store.overdueRequests(noon + dayMs - 1)).toEqual([]);
    expect(numbersOf(await store.overdueRequests(noon + dayMs))).toEqual([1, 3]);
  });

  it('with a date are those that are approved and not yet used', async () => {
    const { scope } = approvedRequest(1);
    const dated = { ...scope, lifetime: { kind: 'date', date: '2026-07-01' } } as const;
    const list = [
      approvedRequest(1),
      approvedRequest(2, { scope: dated }),
      approvedRequest(3, { scope: dated, status: 'fulfilled' }),
    ];
    const store = await storeWith(...rows('token_requests', list));
    expect(numbersOf(await store.approvedRequestsWithDate())).toEqual([2]);
  });
});

describe('tokens', () => {
  const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id).toSorted();

  it('wait on GitHub while they are open, held, approving or denying', async () => {
    const states = [
      'open',
      'held',
      'approving',
      'denying',
      'approved',
      'denied',
      'cancelled',
      'expired',
      'closed',
    ] as const;
    const list = states.map((status, index) =>
      pendingToken(status, { status, patRequestId: (500 + index) as PatRequestId }),
    );
    const store = await storeWith(
      ...rows('pending_tokens', [...list, pendingToken('foreign', { organizationId: other })]),
    );
    expect(idsOf(await store.unsettledPendingTokens(acme))).toEqual(['approving', 'denying', 'held', 'open']);
  });

  it('are read whole: all that ever waited, every grant, and every request that let one in', async () => {
    const store = await storeWith(
      ...rows('pending_tokens', [
        pendingToken('again', { patRequestId: 503 as PatRequestId }),
        pendingToken('first', { status: 'denied' }),
        pendingToken('elsewhere', { organizationId: other }),
        pendingToken('another', { patRequestId: 504 as PatRequestId, tokenId: tokenId(902) }),
      ]),
      ...rows('active_tokens', [
        activeToken('regenerated', { accessGrantedAt: noon + 1 }),
        activeToken('gone', { status: 'gone' }),
        activeToken('foreign', { organizationId: other }),
      ]),
      ...rows('token_requests', [
        approvedRequest(8, { status: 'claimed', claimedByTokenId: tokenId(901) }),
        approvedRequest(7, { status: 'fulfilled', claimedByTokenId: tokenId(901) }),
        approvedRequest(9),
      ]),
    );
    const waited = await store.pendingTokensOfToken(acme, tokenId(901));
    const grants = await store.activeTokensOfToken(acme, tokenId(901));
    const requests = await store.requestsOfToken(acme, tokenId(901));
    expect(waited.map(({ id }) => id)).toEqual(['first', 'again']);
    expect(grants.map(({ id }) => id)).toEqual(['gone', 'regenerated']);
    expect(requests.map(({ number }) => number as number)).toEqual([7, 8]);
    expect(await store.pendingTokensOfToken(acme, tokenId(903))).toEqual([]);
  });

  it('live while they are active, exceeding or revoking', async () => {
    const states = ['active', 'exceeding', 'revoking', 'revoked', 'expired', 'gone'] as const;
    const list = states.map((status, index) => activeToken(status, { status, accessGrantedAt: noon + index }));
    const foreign = activeToken('foreign', { organizationId: other, holder: bea });
    const store = await storeWith(...rows('active_tokens', [...list, foreign]));
    const living = ['active', 'exceeding', 'revoking'];
    const pages: ActiveToken[] = [];
    for await (const page of store.livingActiveTokens(acme)) pages.push(...page);
    expect(idsOf(pages)).toEqual(living);
    expect(idsOf(await store.activeTokensOf(mona.githubId))).toEqual(living);
    const end = noon + 30 * dayMs;
    expect(await store.tokensPastExpiry(end - 1)).toEqual([]);
    expect(idsOf(await store.tokensPastExpiry(end))).toEqual([...living, 'foreign'].toSorted());
  });

  it('are read by the ids of a page, whichever of them there are', async () => {
    const list = ['a', 'b', 'c'].map((id, place) => activeToken(id, { accessGrantedAt: noon + place }));
    const store = await storeWith(...rows('active_tokens', list));
    const found = await store.activeTokensNamed(['c', 'a', "none' or 1=1"]);
    expect(found.toSorted((one, next) => one.id.localeCompare(next.id))).toEqual(
      [list[0], list[2]].map((row) => {
        if (row === undefined) throw new Error('there is no token');
        const { id, organizationId, tokenId: numbered, requestNumber } = row;
        return { id, organizationId, tokenId: numbered, requestNumber };
      }),
    );
    expect(await store.activeTokensNamed([])).toEqual([]);
  });

  it('are told apart by whether some request renews them, whatever became of it', async () => {
    const renews = (number: number) => ({ tokenId: tokenId(number), activeTokenId: `t${number}` }) as never;
    const asked = [
      approvedRequest(7, { renews: renews(41), draftId: 'd7' }),
      pendingRequest(8, { renews: renews(42), draftId: 'd8' }),
      pendingRequest(9, { renews: renews(42), draftId: 'd9' }),
      pendingRequest(10, { draftId: 'd10' }),
    ];
    const store = await storeWith(...rows('token_requests', asked));
    expect(await store.renewedAmong([tokenId(41), tokenId(42), tokenId(43)])).toEqual(
      new Set([tokenId(41), tokenId(42)]),
    );
    expect(await store.renewedAmong([])).toEqual(new Set());
  });

  it('that never expire are never past their expiry', async () => {
    const store = await storeWith(write('active_tokens', activeToken('a', { scope: actual({ expiresAt: null }) })));
    expect(await store.tokensPastExpiry(Number.MAX_SAFE_INTEGER)).toEqual([]);
  });

  it('have notices that are planned, and due from their very instant on, the earliest first', async () => {
    const dueAt = noon + dayMs;
    const list = [
      dueNotice('late', { threshold: 1, dueAt: dueAt + 1 }),
      dueNotice('soon', { threshold: 3, dueAt }),
      dueNotice('claimed', { threshold: 7, dueAt, status: 'claimed' }),
      dueNotice('another', { threshold: 3, dueAt: dueAt + 2, activeTokenId: 'active-2' }),
    ];
    const store = await storeWith(...rows('due_notices', list));
    expect(await store.dueNotices(dueAt - 1)).toEqual([]);
    expect((await store.dueNotices(dueAt + 2)).map(({ id }) => id)).toEqual(['soon', 'late', 'another']);
    expect(idsOf(await store.notices(['claimed', 'unknown']))).toEqual(['claimed']);
    expect(await store.notices([])).toEqual([]);
  });
});

describe('Hints', () => {
  it('are unhandled in the order they came, and told of a token newest first', async () => {
    const list = [
      hint('2', { receivedAt: noon + 2 }),
      hint('1', { receivedAt: noon + 1, handledAt: noon + 5 }),
      hint('0', { receivedAt: noon }),
      hint('3', { receivedAt: noon + 3, told: null }),
    ];
    const store = await storeWith(...rows('hints', list));
    expect((await store.unhandledHints()).map(({ id }) => id)).toEqual(['0', '2', '3']);
    expect((await store.hintsAbout(tokenId(901))).map(({ id }) => id)).toEqual(['2', '1', '0']);
    expect(await store.hintsAbout(tokenId(902))).toEqual([]);
  });
});

describe('message copies', () => {
  it('are found by what they show', async () => {
    const subject = { of: 'pending_token', id: 'p' } as const;
    const store = await storeWith(
      ...rows('message_copies', [messageCopy('1'), messageCopy('2', { subject }), messageCopy('3')]),
    );
    expect((await store.copiesAbout(['pending_token:p'])).map(({ id }) => id)).toEqual(['2']);
    expect((await store.copiesAbout(['PAT-7', 'pending_token:p'])).map(({ id }) => id).toSorted()).toEqual([
      '1',
      '2',
      '3',
    ]);
    expect(await store.copiesAbout([])).toEqual([]);
  });
});

describe('notices that fall due at the same moment', () => {
  const ahead = (after: number, upTo: number) => ({ after, upTo, told: [], endsBefore: 0 });

  it('are all read, page by page, and none of them twice', async () => {
    const { store } = await openTestStore();
    const dueAt = noon + 1_000;
    const ids = Array.from({ length: 620 }, (_, index) => `n${String(index).padStart(4, '0')}`);
    const rows = ids.map((id, index) => dueNotice(id, { dueAt, threshold: index + 1 }));
    const later = dueNotice('later', { dueAt: dueAt + 1, threshold: 'expired' });
    await store.commit(change({ writes: [...rows, later].map((row) => write('due_notices', row)) }), noon);
    expect((await store.dueNotices(dueAt)).map(({ id }) => id)).toEqual(ids);
    expect((await store.noticesAhead(ahead(dueAt, dueAt + 9), [mona])).map(({ id }) => id)).toEqual(['later']);
    expect(await store.noticesAhead(ahead(dueAt + 1, dueAt + 9), [mona])).toEqual([]);
    expect((await store.noticesAhead(ahead(dueAt - 1, dueAt), [mona])).map(({ id }) => id)).toEqual(ids);
  });
});

describe('the index of repositories', () => {
  const names = ['payments', 'pay', 'old-pay', 'website', 'Payroll', '100%_done'];
  const list = names.map((name, index) => repository(index + 1, name));
  const namesOf = (found: readonly { readonly name: string }[]) => found.map(({ name }) => name);

  async function indexed(): Promise<Store> {
    const { store } = await openTestStore();
    await store.replaceRepositories(acme, list, noon);
    await store.replaceRepositories(other, [repository(50, 'pay-elsewhere')], noon);
    return store;
  }

  it.each([
    { typed: 'pay', limit: 9, found: ['pay', 'Payroll', 'payments', 'old-pay'] },
    { typed: ' PAYR ', limit: 9, found: ['Payroll'] },
    { typed: 'pay', limit: 2, found: ['pay', 'Payroll'] },
    { typed: '%', limit: 9, found: ['100%_done'] },
    { typed: '_', limit: 9, found: ['100%_done'] },
    { typed: "'; --", limit: 9, found: [] },
    { typed: '', limit: 3, found: ['100%_done', 'Payroll', 'old-pay'] },
  ])('finds at most $limit by "$typed": exact, then beginning, then containing', async ({ typed, limit, found }) => {
    expect(namesOf(await (await indexed()).searchRepositories(acme, typed, limit))).toEqual(found);
  });

  it('finds by name', async () => {
    const store = await indexed();
    expect(await store.repositoriesByName(acme, ['pay', 'pay-elsewhere', 'unknown'])).toEqual([repository(2, 'pay')]);
    expect(await store.repositoriesByName(acme, [])).toEqual([]);
  });

  it('is replaced whole, and for one organization only', async () => {
    const store = await indexed();
    const renamed = { ...repository(2, 'wages'), isPrivate: false };
    await store.replaceRepositories(acme, [renamed], noon + 1);
    expect(await store.searchRepositories(acme, '', 9)).toEqual([renamed]);
    expect(namesOf(await store.searchRepositories(other, '', 9))).toEqual(['pay-elsewhere']);
  });

  it('follows a long list, whatever of it came, changed and went', async () => {
    const { store, content } = await openTestStore();
    const long = Array.from({ length: 2_500 }, (_, index) => repository(index + 1, `name-${index}`));
    await store.replaceRepositories(acme, long, noon);
    await store.replaceRepositories(other, [repository(9_000, 'elsewhere')], noon);
    const [first, second, ...others] = long;
    if (first === undefined || second === undefined) throw new Error('there is none');
    const then = [
      { ...first, name: 'renamed' },
      { ...second, isPrivate: false },
      ...others.slice(1_200),
      repository(9_001),
    ];
    await store.replaceRepositories(acme, then, noon + 1);
    const byId = (list: readonly { readonly id: number }[]) => list.toSorted((one, two) => one.id - two.id);
    expect(byId(await store.searchRepositories(acme, '', 9_999))).toEqual(byId(then));
    expect((await content()).repositories).toHaveLength(then.length + 1);
  });

  it('moves a repository that was transferred between two organizations', async () => {
    const store = await indexed();
    await store.replaceRepositories(other, [repository(2, 'pay')], noon + 1);
    expect(namesOf(await store.searchRepositories(other, '', 9))).toEqual(['pay']);
    expect(namesOf(await store.searchRepositories(acme, 'pay', 9))).not.toContain('pay');
  });
});

it('finds a person’s drafts, the newest first, and no more than asked for', async () => {
  const { store } = await openTestStore();
  const others = draft('another', { slackId: 'U0OTHER' as SlackUserId });
  const drafts = [draft('b', { createdAt: 2 }), draft('a', { createdAt: 1 }), draft('c', { createdAt: 3 }), others];
  await store.commit(change({ writes: rows('drafts', drafts) }), noon);
  const found = async (limit: number) => (await store.draftsOf(mona.slackId, limit)).map(({ id }) => id);
  expect(await found(9)).toEqual(['c', 'b', 'a']);
  expect(await found(2)).toEqual(['c', 'b']);
});

it('forgets sent effects, handled Hints, old drafts and sign-ins, and nothing else', async () => {
  const { store, content } = await openTestStore();
  const hints = [
    hint('handled', { handledAt: noon - 1 }),
    hint('recent', { handledAt: noon }),
    hint('open', { receivedAt: 0 }),
  ];
  const drafts = [draft('old', { createdAt: noon + 9 }), draft('new', { createdAt: noon + 10 })];
  const effects = ['sent', 'given-up', 'late'].map((key) => post(key, `U${key}`));
  const writes = [
    ...oneOfEach.filter(({ table }) => table !== 'drafts' && table !== 'sign_ins'),
    ...rows('sign_ins', [
      signIn({ startedAt: noon + 9 }),
      signIn({ slackId: bea.slackId, ticketHash: 'new', browserHash: null, stateHash: null, startedAt: noon + 10 }),
    ]),
    ...rows('hints', hints),
    ...rows('drafts', drafts),
  ];
  await store.commit(change({ writes, effects: [...effects, post('waiting')] }), noon - 5);
  const [sent, givenUp, late] = await store.leaseEffects(noon - 5, 60_000, 3, new Set());
  if (sent === undefined || givenUp === undefined || late === undefined) throw new Error('nothing is due');
  await store.finishEffect(sent, { as: 'done' }, change({}), noon - 1);
  await store.finishEffect(givenUp, { as: 'gave_up', why: 'archived' }, change({}), noon - 1);
  await store.finishEffect(late, { as: 'done' }, change({}), noon);
  const before = await content();
  await store.forget(noon, noon + 10);
  const {
    effects: leftEffects,
    hints: leftHints,
    drafts: leftDrafts,
    sign_ins: leftSignIns,
    ...rest
  } = await content();
  expect(leftEffects).toMatchObject([{ key: 'given-up' }, { key: 'late' }, { key: 'waiting' }]);
  expect(leftHints).toMatchObject([{ id: '1' }, { id: 'recent' }, { id: 'open' }]);
  expect(leftDrafts).toMatchObject([{ id: 'new' }]);
  expect(leftSignIns).toMatchObject([{ ticket_hash: 'new' }]);
  expect(before).toMatchObject(rest);
});

describe('the trail about some subjects', () => {
  it('is found newest first, as many lines as are wanted', async () => {
    const { store } = await openTestStore();
    const entry = (subject: string, at: number) => ({
      at,
      actor: 'slack:U0BEA',
      act: 'request.ask',
      subject,
      data: { at },
    });
    const written = [entry('PAT-1', 1), entry('PAT-2', 2), entry('PAT-10', 3), entry('PAT-1', 4), entry('PAT-3', 5)];
    for (const one of written) await store.commit(change({ entries: [one] }), noon);
    expect(await store.entriesAbout(['PAT-1', 'PAT-3'], 9)).toEqual([written[4], written[3], written[0]]);
    expect(await store.entriesAbout(['PAT-1', 'PAT-3'], 2)).toEqual([written[4], written[3]]);
    expect(await store.entriesAbout([], 9)).toEqual([]);
  });
});
