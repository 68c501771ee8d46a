import { describe, expect, it } from 'vitest';
import type { Effect } from '../../../src/domain/change.ts';
import type { Store } from '../../../src/ports/store.ts';
import { change, messageCopy, noon, post, redraw, write } from '../sample-rows.ts';
import { openTestStore } from './open-test-store.ts';

const leaseMs = 60_000;
const none: ReadonlySet<string> = new Set();
const review: Effect = { kind: 'review_pending_token', key: 'approve:1', pendingTokenId: '1', act: 'approve' };

type Leased = Awaited<ReturnType<Store['leaseEffects']>>;

const keysOf = (leased: Leased): readonly string[] =>
  leased.map(({ effect }) => (effect.kind === 'redraw_copy' ? 'redraw' : 'key' in effect ? effect.key : effect.kind));

/** One message to each of so many people. */
async function storeWithPeople(count: number): Promise<Store> {
  const { store } = await openTestStore();
  const effects = Array.from({ length: count }, (_, index) => post(`news ${index}`, `U${index}`));
  await store.commit(change({ effects }), noon);
  return store;
}

async function endAll(store: Store, leased: Leased): Promise<void> {
  for (const one of leased) await store.finishEffect(one, { as: 'done' }, change({}), noon);
}

describe('what goes to GitHub, what is posted and what is drawn again', () => {
  async function storeWithAll(): Promise<Store> {
    const { store } = await openTestStore();
    await store.commit(change({ writes: [write('message_copies', messageCopy('1'))] }), noon);
    await store.commit(change({ effects: [post('news'), redraw, review] }), noon);
    return store;
  }

  it.each([
    { way: 'github', key: 'approve:1' },
    { way: 'post', key: 'news' },
    { way: 'redraw', key: 'redraw' },
  ] as const)('$way is leased by itself where only that may go', async ({ way, key }) => {
    const store = await storeWithAll();
    const leased = await store.leaseEffects(noon, leaseMs, 9, none, { [way]: 9 });
    expect(leased).toMatchObject([{ way }]);
    expect(keysOf(leased)).toEqual([key]);
  });

  it('are all leased unless told, and none where none may go', async () => {
    const store = await storeWithAll();
    expect(await store.leaseEffects(noon, leaseMs, 9, none, {})).toEqual([]);
    expect(keysOf(await store.leaseEffects(noon, leaseMs, 9, none))).toEqual(['news', 'redraw', 'approve:1']);
  });

  it('are leased up to the room that each has', async () => {
    const { store } = await openTestStore();
    await store.commit(change({ effects: [post('one', 'U1'), post('two', 'U2'), post('three', 'U3'), review] }), noon);
    expect(keysOf(await store.leaseEffects(noon, leaseMs, 9, none, { github: 1, post: 2 }))).toEqual([
      'one',
      'two',
      'approve:1',
    ]);
  });

  it('are taken over one way at a time, where a lease ran out', async () => {
    const store = await storeWithAll();
    await store.leaseEffects(noon, leaseMs, 9, none);
    expect(keysOf(await store.leaseEffects(noon + leaseMs, leaseMs, 9, none, { post: 9 }))).toEqual(['news']);
  });
});

describe('more lanes than are looked at in one go', () => {
  it('each get their turn, once', async () => {
    const store = await storeWithPeople(250);
    const keys: string[] = [];
    for (;;) {
      const leased = await store.leaseEffects(noon, leaseMs, 20, none);
      if (leased.length === 0) break;
      expect(leased.length).toBeLessThanOrEqual(20);
      keys.push(...keysOf(leased));
      await endAll(store, leased);
    }
    expect(keys.toSorted()).toEqual(Array.from({ length: 250 }, (_, index) => `news ${index}`).toSorted());
  });

  it('hide none that is due behind those that wait for their next try', async () => {
    const store = await storeWithPeople(220);
    for (const leased of await store.leaseEffects(noon, leaseMs, 220, none)) {
      await store.finishEffect(leased, { as: 'retry', waitMs: 5_000, why: 'busy' }, change({}), noon);
    }
    expect(await store.leaseEffects(noon, leaseMs, 9, none)).toEqual([]);
    for (const name of ['Z', 'A']) {
      await store.commit(change({ effects: [post(`for ${name}`, name)] }), noon);
      expect(keysOf(await store.leaseEffects(noon, leaseMs, 9, none))).toEqual([`for ${name}`]);
    }
  });
});

describe('an effect that is put back', () => {
  it('comes again when it is due, and nothing is held against it', async () => {
    const { store } = await openTestStore();
    await store.commit(change({ effects: [post('news')] }), noon);
    const [first] = await store.leaseEffects(noon, leaseMs, 1, none);
    if (first === undefined) throw new Error('nothing is due');
    await store.finishEffect(first, { as: 'put_back', waitMs: 100 }, change({}), noon);
    expect(await store.leaseEffects(noon + 99, leaseMs, 1, none)).toEqual([]);
    const again = await store.leaseEffects(noon + 100, leaseMs, 1, none);
    expect(again).toMatchObject([{ attempt: 2, failures: 0, firstDueAt: noon }]);
  });
});
