import { describe, expect, it } from 'vitest';
import type { Effect } from '../../../src/domain/change.ts';
import type { Store } from '../../../src/ports/store.ts';
import { approvedRequest } from '../../support/sample-requests.ts';
import {
  acme,
  activeToken,
  change,
  draft,
  entry,
  messageCopy,
  noon,
  pendingToken,
  post,
  redraw,
  write,
} from '../sample-rows.ts';
import { nextDueAt, openTestStore, type TestStore } from './open-test-store.ts';

const leaseMs = 60_000;
const none: ReadonlySet<string> = new Set();

async function storeWith(...effects: readonly Effect[]): Promise<TestStore> {
  const opened = await openTestStore();
  await opened.store.commit(change({ effects }), noon);
  return opened;
}

async function leaseOne(store: Store, now = noon) {
  const [leased] = await store.leaseEffects(now, leaseMs, 1, none);
  if (leased === undefined) throw new Error('nothing is due');
  return leased;
}

function keysOf(leased: Awaited<ReturnType<Store['effectsBehind']>>): readonly string[] {
  return leased.map(({ effect }) =>
    effect.kind === 'redraw_copy' ? `redraw:${effect.copyId}` : 'key' in effect ? effect.key : effect.kind,
  );
}

const review: Effect = { kind: 'review_pending_token', key: 'approve:1', pendingTokenId: '1', act: 'approve' };
const toReviewers: Effect = {
  kind: 'post',
  key: 'card',
  to: { to: 'reviewers', organizationId: acme },
  message: { kind: 'pending_token_card', id: '1' },
};

const delayed: Effect = { ...toReviewers, afterMs: 100 };

describe('an effect', () => {
  it('that is asked for twice under one key is one', async () => {
    const { store, content } = await storeWith(post('news'));
    expect(await store.commit(change({ effects: [post('news')] }), noon)).toBe('done');
    expect((await content()).effects).toHaveLength(1);
  });

  it('that is done is not done again under its key', async () => {
    const { store } = await storeWith(post('news'));
    await store.finishEffect(await leaseOne(store), { as: 'done' }, change({}), noon);
    await store.commit(change({ effects: [post('news')] }), noon + 1);
    expect(await store.leaseEffects(noon + 1, leaseMs, 9, none)).toEqual([]);
  });

  it('is leased with what it is, when it was asked for and how often it failed', async () => {
    const { store } = await storeWith(post('news'));
    expect(await leaseOne(store, noon + 5)).toEqual({
      id: 1,
      attempt: 1,
      failures: 0,
      firstDueAt: noon,
      effect: post('news'),
      lane: 'slack:person:U0MONA',
      way: 'post',
    });
  });

  it.each([
    { effect: review, lane: 'github' },
    { effect: post('news'), lane: 'slack:person:U0MONA' },
    { effect: toReviewers, lane: 'slack:reviewers:1' },
  ])('of kind $effect.kind goes by the lane $lane', async ({ effect, lane }) => {
    const { store } = await storeWith(effect);
    expect((await leaseOne(store)).lane).toBe(lane);
  });

  it('that is to wait is due so much later, and did not fail', async () => {
    const { store, content } = await storeWith(delayed);
    expect(await store.leaseEffects(noon + 99, leaseMs, 9, none)).toEqual([]);
    expect(nextDueAt(await content())).toBe(noon + 100);
    const due = { attempt: 1, failures: 0, firstDueAt: noon + 100, effect: delayed };
    expect(await leaseOne(store, noon + 100)).toMatchObject(due);
  });

  it('that is to wait is not kept by a clock that was set back', async () => {
    const { store } = await storeWith(delayed);
    expect(await leaseOne(store, noon - 86_400_000)).toMatchObject({ attempt: 1 });
  });

  it('that has failed comes again when it is due, with its failures counted', async () => {
    const { store, content } = await storeWith(post('news'));
    await store.finishEffect(await leaseOne(store), { as: 'retry', waitMs: 100, why: 'busy' }, change({}), noon);
    expect(await store.leaseEffects(noon + 99, leaseMs, 9, none)).toEqual([]);
    expect(nextDueAt(await content())).toBe(noon + 100);
    expect(await leaseOne(store, noon + 100)).toMatchObject({ attempt: 2, failures: 1, firstDueAt: noon });
  });

  it('that was given up stays, with the reason, and is never due', async () => {
    const { store, content } = await storeWith(post('news'));
    await store.finishEffect(await leaseOne(store), { as: 'gave_up', why: 'no such user' }, change({}), noon);
    expect((await content()).effects).toMatchObject([{ state: 'gave_up', why: 'no such user', ended_at: noon }]);
    expect(nextDueAt(await content())).toBeNull();
  });

  it('counts as unsent until it is leased, and not again: a try that failed may have reached the other side', async () => {
    const { store } = await storeWith(post('news'));
    expect(await store.isEffectUnsent('news')).toBe(true);
    const leased = await leaseOne(store);
    expect(await store.isEffectUnsent('news')).toBe(false);
    await store.finishEffect(leased, { as: 'retry', waitMs: 0, why: 'busy' }, change({}), noon);
    expect(await store.isEffectUnsent('news')).toBe(false);
    expect(await store.commit(change({ cancels: ['news'] }), noon)).toBe('stale');
    expect(await store.isEffectUnsent('another')).toBe(false);
  });
});

describe('lanes', () => {
  it('give one effect at a time, the oldest first', async () => {
    const { store } = await storeWith(post('one'), post('two'), post('other', 'U0BEA'), review);
    const first = await store.leaseEffects(noon, leaseMs, 9, none);
    expect(keysOf(first)).toEqual(['one', 'other', 'approve:1']);
    expect(await store.leaseEffects(noon, leaseMs, 9, none)).toEqual([]);
    for (const leased of first) await store.finishEffect(leased, { as: 'done' }, change({}), noon);
    expect(keysOf(await store.leaseEffects(noon, leaseMs, 9, none))).toEqual(['two']);
  });

  it('that are busy are left out, and the limit counts what is left', async () => {
    const { store } = await storeWith(post('one'), post('other', 'U0BEA'), review);
    const busy = new Set(['slack:person:U0MONA']);
    expect(keysOf(await store.leaseEffects(noon, leaseMs, 1, busy))).toEqual(['other']);
  });

  it('let later effects pass one that waits for its next try', async () => {
    const { store } = await storeWith(post('one'), post('two'));
    await store.finishEffect(await leaseOne(store), { as: 'retry', waitMs: 100, why: 'busy' }, change({}), noon);
    expect(keysOf(await store.leaseEffects(noon, leaseMs, 9, none))).toEqual(['two']);
  });
});

describe('a wait', () => {
  const yearMs = 365 * 86_400_000;
  const waitMs = 300_000;

  it('that was begun while the clock was ahead is over, once the clock is mended', async () => {
    const { store } = await storeWith(review);
    const leased = await leaseOne(store, noon + yearMs);
    await store.finishEffect(leased, { as: 'retry', waitMs, why: 'busy' }, change({}), noon + yearMs);
    expect(keysOf(await store.leaseEffects(noon, leaseMs, 9, none))).toEqual(['approve:1']);
  });

  it('that was asked for while the clock was ahead is none', async () => {
    const { store } = await openTestStore();
    await store.commit(change({ effects: [post('news')] }), noon + yearMs);
    expect(keysOf(await store.leaseEffects(noon, leaseMs, 9, none))).toEqual(['news']);
  });

  it('is waited out where the clock goes back a little, as clocks of several machines are apart', async () => {
    const { store } = await storeWith(post('news'));
    await store.finishEffect(await leaseOne(store), { as: 'retry', waitMs, why: 'busy' }, change({}), noon);
    expect(await store.leaseEffects(noon - 30_000, leaseMs, 9, none)).toEqual([]);
    expect(await store.leaseEffects(noon + waitMs - 1, leaseMs, 9, none)).toEqual([]);
    expect(keysOf(await store.leaseEffects(noon + waitMs, leaseMs, 9, none))).toEqual(['news']);
  });

  it('of a redraw ends when something new is to be seen', async () => {
    const { store } = await openTestStore();
    await store.commit(change({ writes: [write('message_copies', messageCopy('1'))] }), noon);
    await store.commit(change({ effects: [redraw] }), noon);
    await store.finishEffect(await leaseOne(store), { as: 'retry', waitMs, why: 'busy' }, change({}), noon);
    await store.commit(change({ effects: [redraw] }), noon + 1);
    expect(keysOf(await store.leaseEffects(noon + 1, leaseMs, 9, none))).toEqual(['redraw:1']);
  });
});

describe('what is due behind a leased effect', () => {
  const toCarl = 'U0CARL';

  it('is all that waits in its lane, the oldest first', async () => {
    const { store } = await storeWith(post('one'), post('other', toCarl), post('two'), post('three'));
    const first = await leaseOne(store);
    expect(keysOf(await store.effectsBehind(first, noon, 9))).toEqual(['two', 'three']);
    expect(keysOf(await store.effectsBehind(first, noon, 1))).toEqual(['two']);
  });

  it('is not what waits for its next try', async () => {
    const { store } = await storeWith(post('one'), post('two'), post('three'));
    await store.finishEffect(await leaseOne(store), { as: 'retry', waitMs: 100, why: 'busy' }, change({}), noon);
    const first = await leaseOne(store);
    expect(keysOf(await store.effectsBehind(first, noon, 9))).toEqual(['three']);
    expect(keysOf(await store.effectsBehind(first, noon + 100, 9))).toEqual(['one', 'three']);
  });

  it('ends with it', async () => {
    const { store } = await storeWith(post('one'), post('two'), post('three'), post('four'));
    const first = await leaseOne(store);
    const [two, three] = await store.effectsBehind(first, noon, 9);
    if (two === undefined || three === undefined) throw new Error('nothing is behind it');
    expect(await store.finishEffect(first, { as: 'done' }, change({}), noon, [two, three])).toBe('done');
    expect(keysOf(await store.leaseEffects(noon, leaseMs, 9, none))).toEqual(['four']);
  });

  it('is tried again with it', async () => {
    const { store } = await storeWith(post('one'), post('two'));
    const first = await leaseOne(store);
    const others = await store.effectsBehind(first, noon, 9);
    await store.finishEffect(first, { as: 'retry', waitMs: 5_000, why: 'busy' }, change({}), noon, others);
    expect(await store.leaseEffects(noon + 4_999, leaseMs, 9, none)).toEqual([]);
    const again = await leaseOne(store, noon + 5_000);
    expect((await store.effectsBehind(again, noon + 5_000, 9)).map(({ failures }) => failures)).toEqual([1]);
  });

  it('is left alone where the lease was lost', async () => {
    const { store } = await storeWith(post('one'), post('two'));
    const late = await leaseOne(store);
    const others = await store.effectsBehind(late, noon, 9);
    const now = noon + leaseMs;
    expect(keysOf(await store.leaseEffects(now, leaseMs, 9, none))).toEqual(['one']);
    expect(await store.finishEffect(late, { as: 'done' }, change({}), now, others)).toBe('stale');
    expect(await store.isEffectUnsent('two')).toBe(true);
  });

  it('stays as it is where somebody ended it meanwhile', async () => {
    const { store, content } = await storeWith(post('one'), post('two'));
    const first = await leaseOne(store);
    const others = await store.effectsBehind(first, noon, 9);
    await store.commit({ ...change({}), cancels: ['two'] }, noon);
    expect(await store.finishEffect(first, { as: 'done' }, change({}), noon, others)).toBe('done');
    expect((await content()).effects).toMatchObject([{ state: 'done' }, { state: 'cancelled' }]);
  });
});

describe('a lease', () => {
  it('that ran out is taken over, and its old holder can record nothing', async () => {
    const { store, content } = await storeWith(post('news'));
    const late = await leaseOne(store);
    expect(await store.leaseEffects(noon + leaseMs - 1, leaseMs, 9, none)).toEqual([]);
    const taker = await leaseOne(store, noon + leaseMs);
    expect(taker).toMatchObject({ id: late.id, attempt: 2 });
    const before = await content();
    const said = change({ writes: [write('drafts', draft('d'))], entries: [entry()], effects: [post('more')] });
    expect(await store.finishEffect(late, { as: 'done' }, said, noon)).toBe('stale');
    expect(await content()).toEqual(before);
    expect(await store.finishEffect(taker, { as: 'done' }, said, noon)).toBe('done');
  });

  it('ends once: what was finished is not finished again', async () => {
    const { store, content } = await storeWith(post('news'));
    const leased = await leaseOne(store);
    await store.finishEffect(leased, { as: 'done' }, change({}), noon);
    expect(await store.finishEffect(leased, { as: 'retry', waitMs: 0, why: 'busy' }, change({}), noon)).toBe('stale');
    expect(nextDueAt(await content())).toBeNull();
  });

  it('that ran out is taken over before what waits in its lane, which stays one at a time', async () => {
    const { store } = await storeWith(post('older'), post('news'));
    const retry = { as: 'retry', waitMs: leaseMs, why: 'busy' } as const;
    await store.finishEffect(await leaseOne(store), retry, change({}), noon);
    const late = await leaseOne(store);
    const due = await store.leaseEffects(noon + leaseMs, leaseMs, 9, none);
    expect(keysOf(due)).toEqual(['news']);
    expect(due).toMatchObject([{ id: late.id, attempt: 2 }]);
  });

  it('is taken by one of many who ask at once', async () => {
    const { store } = await storeWith(post('one'), post('two'), post('other', 'U0BEA'), review);
    const asked = await Promise.all([1, 2, 3, 4, 5].map(() => store.leaseEffects(noon, leaseMs, 9, none)));
    expect(keysOf(asked.flat()).toSorted()).toEqual(['approve:1', 'one', 'other']);
  });

  it('is not ended by a Change that is stale', async () => {
    const { store, content } = await storeWith(post('news'));
    const leased = await leaseOne(store);
    await store.commit(change({ writes: [write('drafts', draft('d'))] }), noon);
    const before = await content();
    const said = change({ entries: [entry()], writes: [write('drafts', draft('d'))] });
    expect(await store.finishEffect(leased, { as: 'done' }, said, noon)).toBe('stale');
    expect(await content()).toEqual(before);
    expect(await store.finishEffect(leased, { as: 'done' }, change({ entries: [entry()] }), noon)).toBe('done');
  });
});

describe('taking an effect back', () => {
  it('keeps one that waits from ever being sent', async () => {
    const { store } = await storeWith(review);
    expect(await store.commit(change({ cancels: ['approve:1'] }), noon)).toBe('done');
    expect(await store.leaseEffects(noon, leaseMs, 9, none)).toEqual([]);
    expect(await store.isEffectUnsent('approve:1')).toBe(false);
  });

  it.each([
    { state: 'leased', reach: async (store: Store) => void (await leaseOne(store)) },
    {
      state: 'done',
      reach: async (store: Store) =>
        void (await store.finishEffect(await leaseOne(store), { as: 'done' }, change({}), noon)),
    },
    {
      state: 'cancelled',
      reach: async (store: Store) => void (await store.commit(change({ cancels: ['approve:1'] }), noon)),
    },
  ])('that is $state makes the whole Change stale', async ({ reach }) => {
    const { store, content } = await storeWith(review);
    await reach(store);
    const before = await content();
    const denial = change({ cancels: ['approve:1'], writes: [write('drafts', draft('d'))], effects: [post('news')] });
    expect(await store.commit(denial, noon)).toBe('stale');
    expect(await content()).toEqual(before);
  });
});

describe('a redraw', () => {
  async function storeWithCopies(...ids: readonly string[]) {
    const opened = await openTestStore();
    const writes = ids.map((id) => write('message_copies', messageCopy(id, { channel: `C0${id}` })));
    await opened.store.commit(change({ writes }), noon);
    await opened.store.commit(change({ effects: [redraw] }), noon);
    return opened;
  }

  it('is one effect for each copy, in the lane of its channel', async () => {
    const { store } = await storeWithCopies('1', '2');
    const leased = await store.leaseEffects(noon, leaseMs, 9, none);
    expect(leased.map(({ effect, lane }) => ({ effect, lane }))).toEqual([
      { effect: { kind: 'redraw_copy', copyId: '1' }, lane: 'slack:C01' },
      { effect: { kind: 'redraw_copy', copyId: '2' }, lane: 'slack:C02' },
    ]);
  });

  it('of a subject without a copy is nothing', async () => {
    const { content } = await storeWith(redraw);
    expect(nextDueAt(await content())).toBeNull();
  });

  it('of a message that shows several things is one, whichever of them changed', async () => {
    const { store, content } = await openTestStore();
    const subjects = ['p', 'q'].map((id) => ({ of: 'pending_token', id }) as const);
    const copies = subjects.map((subject) => messageCopy(subject.id, { ts: '1.1', subject }));
    await store.commit(change({ writes: copies.map((row) => write('message_copies', row)) }), noon);
    await store.commit(change({ effects: subjects.map((subject) => ({ kind: 'redraw', subject })) }), noon);
    expect((await content()).effects).toHaveLength(1);
  });

  it('leaves out the message that was posted just now, where that is named', async () => {
    const { store } = await openTestStore();
    const writes = ['1', '2'].map((id) => write('message_copies', messageCopy(id)));
    const subject = { of: 'request', number: approvedRequest(7).number } as const;
    await store.commit(change({ writes, effects: [{ kind: 'redraw', subject, but: '1780000000.2' }] }), noon);
    const owed = ['1', '2'].map((id) => store.isEffectUnsent(`redraw:C0CARDS:1780000000.${id}`));
    expect(await Promise.all(owed)).toEqual([true, false]);
  });

  it('sees the copy that the same Change records', async () => {
    const { store, content } = await openTestStore();
    const writes = [write('message_copies', messageCopy('1'))];
    await store.commit(change({ writes, effects: [redraw] }), noon);
    expect(nextDueAt(await content())).toBe(noon);
  });

  it.each([
    { of: 'a request', subject: write('token_requests', approvedRequest(7, { version: 2 })), about: messageCopy('1') },
    {
      of: 'a token that waits',
      subject: write('pending_tokens', pendingToken('p', { version: 2 })),
      about: messageCopy('1', { subject: { of: 'pending_token', id: 'p' } }),
    },
    {
      of: 'an active token',
      subject: write('active_tokens', activeToken('a', { version: 2 })),
      about: messageCopy('1', { subject: { of: 'active_token', id: 'a' } }),
    },
    {
      of: 'the end of a token',
      subject: write('active_tokens', activeToken('a', { version: 2 })),
      about: messageCopy('1', { subject: { of: 'reminders', id: '1-7', notice: { id: 'n', activeTokenId: 'a' } } }),
    },
    {
      of: 'what a holder was asked',
      subject: write('active_tokens', activeToken('a', { version: 2 })),
      about: messageCopy('1', {
        subject: {
          ...({ of: 'questions', id: '1-7' } as const),
          asked: {
            message: { kind: 'active_token_news', id: 'a', news: 'replaced', audience: 'holder' },
            ...{ expiresAt: noon, days: null, since: null },
          },
        },
      }),
    },
  ])(
    'is owed to a message about $of, which moved on while it was posted, and to no other',
    async ({ subject, about }) => {
      const { store, content } = await openTestStore();
      await store.commit(change({ writes: [subject] }), noon);
      await store.commit(change({ writes: [write('message_copies', { ...about, shownVersion: 2 })] }), noon);
      expect(nextDueAt(await content())).toBeNull();
      const outdated = { ...about, id: '2', ts: '2.2', shownVersion: 1 };
      await store.commit(change({ writes: [write('message_copies', outdated)] }), noon);
      expect(await store.isEffectUnsent('redraw:C0CARDS:2.2')).toBe(true);
    },
  );

  it('that is asked for while it waits stays one', async () => {
    const { store, content } = await storeWithCopies('1');
    await store.commit(change({ effects: [redraw, redraw] }), noon + 1);
    await store.finishEffect(await leaseOne(store, noon + 1), { as: 'done' }, change({}), noon + 1);
    expect(nextDueAt(await content())).toBeNull();
  });

  it('that is asked for while it waits after a failure is due at once, and its failures still count', async () => {
    const { store } = await storeWithCopies('1');
    const retry = { as: 'retry', waitMs: 500, why: 'busy' } as const;
    await store.finishEffect(await leaseOne(store), retry, change({}), noon);
    await store.commit(change({ effects: [redraw] }), noon + 1);
    expect(await leaseOne(store, noon + 1)).toMatchObject({ failures: 1 });
  });

  it.each([{ end: { as: 'done' } }, { end: { as: 'gave_up', why: 'archived' } }] as const)(
    'that is asked for while it runs and ends as $end.as is drawn once more',
    async ({ end }) => {
      const { store, content } = await storeWithCopies('1');
      const leased = await leaseOne(store);
      await store.commit(change({ effects: [redraw] }), noon + 1);
      expect(await store.leaseEffects(noon + 1, leaseMs, 9, none)).toEqual([]);
      await store.finishEffect(leased, end, change({}), noon + 2);
      const again = await leaseOne(store, noon + 2);
      expect(again).toMatchObject({ attempt: 2, failures: 0, firstDueAt: noon + 2 });
      await store.finishEffect(again, { as: 'done' }, change({}), noon + 3);
      expect(nextDueAt(await content())).toBeNull();
    },
  );

  it.each([{ end: { as: 'done' } }, { end: { as: 'gave_up', why: 'archived' } }] as const)(
    'that is asked for after it ended as $end.as begins anew',
    async ({ end }) => {
      const { store, content } = await storeWithCopies('1');
      const retry = { as: 'retry', waitMs: 0, why: 'busy' } as const;
      await store.finishEffect(await leaseOne(store), retry, change({}), noon);
      await store.finishEffect(await leaseOne(store), end, change({}), noon);
      await store.commit(change({ effects: [redraw] }), noon + 9);
      expect((await content()).effects).toMatchObject([{ state: 'waiting', why: null, ended_at: null }]);
      expect(await leaseOne(store, noon + 9)).toMatchObject({ attempt: 3, failures: 0, firstDueAt: noon + 9 });
    },
  );
});
