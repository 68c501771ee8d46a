import { describe, expect, it } from 'vitest';
import type { Change, Write } from '../../../src/domain/change.ts';
import type {
  GithubUserId,
  OrganizationId,
  PatId,
  PatRequestId,
  SlackUserId,
  TokenId,
} from '../../../src/domain/ids.ts';
import type { DueNotice } from '../../../src/domain/notices/due-notice.ts';
import type { ActiveToken } from '../../../src/domain/tokens/token.ts';
import { approvedRequest, tokenId } from '../../support/sample-requests.ts';
import { actual } from '../../support/sample-scopes.ts';
import {
  acme,
  activeToken,
  change,
  draft,
  dueNotice,
  entry,
  hint,
  messageCopy,
  noon,
  oneOfEach,
  organization,
  pendingToken,
  person,
  post,
  redraw,
  write,
} from '../sample-rows.ts';
import { openTestStore } from './open-test-store.ts';

function next({ table, row }: Write): Write {
  return { table, was: row.version, row: { ...row, version: row.version + 1 } } as Write;
}

describe.each(oneOfEach.map((insert) => ({ table: insert.table, insert })))('a row of $table', ({ insert }) => {
  it('is written once: a second insert is stale', async () => {
    const { store } = await openTestStore();
    expect(await store.commit(change({ writes: [insert] }), noon)).toBe('done');
    expect(await store.commit(change({ writes: [insert] }), noon)).toBe('stale');
  });

  it('is changed from the version it was read at, and by the first of two who read it', async () => {
    const { store, content } = await openTestStore();
    await store.commit(change({ writes: [insert] }), noon);
    expect(await store.commit(change({ writes: [next(insert)] }), noon)).toBe('done');
    expect(await store.commit(change({ writes: [next(insert)] }), noon)).toBe('stale');
    expect((await content())[insert.table]).toMatchObject([{ version: 2 }]);
  });

  it('is not made by a change of a version that never was', async () => {
    const { store, content } = await openTestStore();
    expect(await store.commit(change({ writes: [next(insert)] }), noon)).toBe('stale');
    expect((await content())[insert.table]).toEqual([]);
  });

  it('takes nothing with it where a later write of its Change is stale', async () => {
    const { store, content } = await openTestStore();
    const taken = oneOfEach.find(({ table }) => table !== insert.table);
    if (taken === undefined) throw new Error('there is one table only');
    await store.commit(change({ writes: [taken] }), noon);
    const before = await content();
    const whole: Change = change({ writes: [insert, taken], entries: [entry()], effects: [post('news')] });
    expect(await store.commit(whole, noon)).toBe('stale');
    expect(await content()).toEqual(before);
  });
});

describe('many new rows of one table', () => {
  const notices = (count: number): readonly Write[] =>
    Array.from({ length: count }, (_, index) => write('due_notices', dueNotice(`n${index}`, { threshold: index + 1 })));

  it('are written each as it is, among others, however many they are', async () => {
    const { store } = await openTestStore();
    const writes = [...notices(20), write('active_tokens', activeToken('active-1')), write('hints', hint('h1'))];
    expect(await store.commit(change({ writes }), noon)).toBe('done');
    const written = (await store.noticesOf('active-1')).toSorted(
      (one, other) => Number(one.threshold) - Number(other.threshold),
    );
    expect(written).toEqual(notices(20).map(({ row }) => row));
    expect(await store.unhandledHints()).toMatchObject([{ id: 'h1' }]);
  });

  it('are none where one of them is known already', async () => {
    const { store } = await openTestStore();
    const [first, ...others] = notices(6);
    if (first === undefined) throw new Error('there is no notice');
    await store.commit(change({ writes: [first] }), noon);
    expect(await store.commit(change({ writes: [...others, first] }), noon)).toBe('stale');
    expect(await store.noticesOf('active-1')).toEqual([first.row]);
  });
});

describe('rows of which a part alone is set', () => {
  const planned = Array.from({ length: 30 }, (_, index) =>
    dueNotice(`n${index}`, { threshold: index + 1, version: index % 7 === 3 ? 4 : 1 }),
  );
  const claim = (notice: DueNotice, status: DueNotice['status'] = 'claimed'): Write => {
    const row = { ...notice, status, version: notice.version + 1 };
    return { table: 'due_notices', was: notice.version, row, only: ['status'] };
  };
  const byThreshold = (found: readonly DueNotice[]) =>
    found.toSorted((one, other) => Number(one.threshold) - Number(other.threshold));

  it('are set each as it says, whatever version each had, and are in all else as they were', async () => {
    const { store } = await openTestStore();
    await store.commit(change({ writes: planned.map((row) => write('due_notices', row)) }), noon);
    const told = planned.map((row, index) => claim(row, index % 5 === 0 ? 'superseded' : 'claimed'));
    const another = write('hints', hint('h1'));
    // The row that is given differs elsewhere too: what isn't said to be set is left.
    const [first, ...others] = told;
    if (first?.table !== 'due_notices') throw new Error('there is no notice');
    const odd: Write = { ...first, row: { ...first.row, dueAt: first.row.dueAt + 1 } };
    expect(await store.commit(change({ writes: [odd, another, ...others] }), noon)).toBe('done');
    expect(byThreshold(await store.noticesOf('active-1'))).toEqual(told.map(({ row }) => row));
    expect(await store.unhandledHints()).toMatchObject([{ id: 'h1' }]);
  });

  it.each([
    { what: 'is of another version', last: { version: 9 } },
    { what: 'is not there', last: { id: 'gone' } },
    { what: 'is named twice', last: { id: 'n0' } },
  ])('are none where one of them $what', async ({ last }) => {
    const { store, content } = await openTestStore();
    await store.commit(change({ writes: planned.map((row) => write('due_notices', row)) }), noon);
    const before = await content();
    const [first, ...others] = planned;
    if (first === undefined) throw new Error('there is no notice');
    const writes = [...[first, ...others].filter(({ version }) => version === 1), { ...first, ...last }];
    expect(await store.commit(change({ writes: writes.map((row) => claim(row)), entries: [entry()] }), noon)).toBe(
      'stale',
    );
    expect(await content()).toEqual(before);
  });
});

describe('a row of odd values', () => {
  const most = Number.MAX_SAFE_INTEGER;
  const odd: readonly Partial<ActiveToken>[] = [
    { tokenName: 'quotes \' " ` and \\ and ; drop table entries; -- $1 ? :name 1.key' },
    { tokenName: '\u{1F511} e\u0301 \u202E \uFFFF\u2028 \r\n\t' },
    { tokenName: '' },
    { tokenName: 'x'.repeat(100_000) },
    { patId: most as PatId, tokenId: most as TokenId, accessGrantedAt: most, firstSeenAt: most, changedAt: 0 },
    { agreement: null, requestNumber: null, drift: null, revocation: null, lastUsedAt: null, excess: [] },
    { version: 2 ** 31 - 1, revision: 2 ** 31 - 1 },
  ];

  it('is read as it was written, many in one statement', async () => {
    const { store } = await openTestStore();
    const rows = odd.map((some, index) => activeToken(`odd-${index}`, { patId: (800 + index) as PatId, ...some }));
    const writes = rows.map((row) => write('active_tokens', row));
    expect(await store.commit(change({ writes }), noon)).toBe('done');
    expect(await Promise.all(rows.map(({ id }) => store.activeToken(id)))).toEqual(rows);
  });
});

describe('what is unique', () => {
  it.each<{ what: string; first: Write; second: Write }>([
    {
      what: 'the login of an organization, however it is written',
      first: write('organizations', organization()),
      second: write('organizations', organization({ id: 2 as OrganizationId, login: 'ACME' })),
    },
    {
      what: 'the GitHub account of a person',
      first: write('people', person()),
      second: write('people', person({ slackId: 'U0OTHER' as SlackUserId })),
    },
    {
      what: 'the draft that a request was made from',
      first: write('token_requests', approvedRequest(7)),
      second: write('token_requests', approvedRequest(8, { draftId: 'draft-7' })),
    },
    {
      what: 'the request that lets a token in',
      first: write('token_requests', approvedRequest(7, { status: 'claimed', claimedByTokenId: tokenId(901) })),
      second: write('token_requests', approvedRequest(8, { status: 'claimed', claimedByTokenId: tokenId(901) })),
    },
    {
      what: 'the PendingToken on GitHub',
      first: write('pending_tokens', pendingToken('one')),
      second: write('pending_tokens', pendingToken('two')),
    },
    {
      what: 'the grant of an ActiveToken',
      first: write('active_tokens', activeToken('one')),
      second: write('active_tokens', activeToken('two')),
    },
    {
      what: 'the notice of one threshold of one expiry of one token',
      first: write('due_notices', dueNotice('one')),
      second: write('due_notices', dueNotice('two')),
    },
    {
      what: 'the delivery of a Hint',
      first: write('hints', hint('one', { key: 'delivery' })),
      second: write('hints', hint('two', { key: 'delivery' })),
    },
  ])('$what is taken once: the second is stale', async ({ first, second }) => {
    const { store } = await openTestStore();
    expect(await store.commit(change({ writes: [first] }), noon)).toBe('done');
    expect(await store.commit(change({ writes: [second], effects: [post('news')] }), noon)).toBe('stale');
    expect(await store.isEffectUnsent('news')).toBe(false);
  });

  it('the place of a message is not: it may be a list of several', async () => {
    const { store } = await openTestStore();
    const rows = ['one', 'two'].map((id) =>
      messageCopy(id, { ts: '1.1', subject: { of: 'pending_token', id: `token-${id}` } }),
    );
    for (const row of rows)
      expect(await store.commit(change({ writes: [write('message_copies', row)] }), noon)).toBe('done');
    expect(await store.copiesAt('C0CARDS', '1.1')).toEqual(rows);
    expect(await store.copiesAt('C0CARDS', '1.2')).toEqual([]);
  });

  it('an update that would take a unique key is stale as well', async () => {
    const { store } = await openTestStore();
    const claimed = approvedRequest(7, { status: 'claimed', claimedByTokenId: tokenId(901) });
    await store.commit(change({ writes: [write('token_requests', claimed)] }), noon);
    await store.commit(change({ writes: [write('token_requests', approvedRequest(8))] }), noon);
    const claim = { ...approvedRequest(8), status: 'claimed', claimedByTokenId: tokenId(901), version: 2 } as const;
    expect(await store.commit(change({ writes: [write('token_requests', claim, 1)] }), noon)).toBe('stale');
    expect((await store.request(claim.number))?.status).toBe('approved');
  });

  it.each<{ what: string; writes: readonly Write[] }>([
    {
      what: 'a token that another organization knows by the same ids',
      writes: [
        write('pending_tokens', pendingToken('one')),
        write('pending_tokens', pendingToken('two', { organizationId: 2 as OrganizationId })),
        write('active_tokens', activeToken('one')),
        write('active_tokens', activeToken('two', { organizationId: 2 as OrganizationId })),
      ],
    },
    {
      what: 'a grant that was given again',
      writes: [
        write('active_tokens', activeToken('one')),
        write('active_tokens', activeToken('two', { accessGrantedAt: noon + 1 })),
        write('active_tokens', activeToken('three', { patId: 702 as PatId })),
      ],
    },
    {
      what: 'the notices of other thresholds, and of a moved expiry',
      writes: [
        write('due_notices', dueNotice('one')),
        write('due_notices', dueNotice('two', { threshold: 'expired' })),
        write('due_notices', dueNotice('three', { expiresAt: noon })),
      ],
    },
    {
      what: 'a request that once let in the token that is claimed now',
      writes: [
        write('token_requests', approvedRequest(7, { status: 'fulfilled', claimedByTokenId: tokenId(901) })),
        write('token_requests', approvedRequest(8, { status: 'claimed', claimedByTokenId: tokenId(901) })),
      ],
    },
    {
      what: 'people with different accounts',
      writes: [
        write('people', person()),
        write('people', person({ slackId: 'U0OTHER' as SlackUserId, githubId: 102 as GithubUserId })),
      ],
    },
    {
      what: 'an edited token that waits again',
      writes: [
        write('pending_tokens', pendingToken('one')),
        write('pending_tokens', pendingToken('two', { patRequestId: 502 as PatRequestId })),
      ],
    },
  ])('$what is not the same', async ({ writes }) => {
    const { store } = await openTestStore();
    expect(await store.commit(change({ writes }), noon)).toBe('done');
  });
});

describe('what must never be stored', () => {
  it.each([
    { what: 'an expiry that is no number', value: Number.NaN },
    { what: 'an expiry without end', value: Number.POSITIVE_INFINITY },
  ])('$what is refused, since JSON would make it "never expires"', async ({ value }) => {
    const { store, content } = await openTestStore();
    const before = await content();
    const row = pendingToken('pending-1', { scope: actual({ expiresAt: value }) });
    const writes = [write('drafts', draft('draft-1')), write('pending_tokens', row)];
    await expect(store.commit(change({ writes }), noon)).rejects.toThrow(TypeError);
    expect(await content()).toEqual(before);
  });

  it.each([
    { what: 'NaN', data: { count: Number.NaN } },
    { what: 'a hole in a list', data: { list: [undefined] } },
    { what: 'a date', data: { at: new Date(0) } },
    { what: 'a function', data: { run: () => 1 } },
  ])('an entry with $what is refused, and everything with it', async ({ data }) => {
    const { store, content } = await openTestStore();
    const before = await content();
    const whole = change({ writes: oneOfEach, entries: [entry({ data })], effects: [post('news')] });
    await expect(store.commit(whole, noon)).rejects.toThrow(TypeError);
    expect(await content()).toEqual(before);
  });
});

it('writes rows, entries and effects together', async () => {
  const { store, content } = await openTestStore();
  const whole = change({ writes: oneOfEach, entries: [entry(), entry()], effects: [post('news'), redraw] });
  expect(await store.commit(whole, noon)).toBe('done');
  const stored = await content();
  expect(stored.entries).toMatchObject([{ seq: 1 }, { seq: 2 }]);
  expect(stored.effects).toMatchObject([{ key: 'news' }, { key: 'redraw:C0CARDS:1780000000.1' }]);
  expect(stored.token_requests).toMatchObject([{ organization_id: acme, requester_github_id: 101 }]);
});
