import { expect, it } from 'vitest';
import { change, noon, post } from '../sample-rows.ts';
import { openTemporaryStore } from './temporary-store.ts';

it('gives leases back at a start, and refuses what the dead process would record', async () => {
  const { store } = await openTemporaryStore();
  await store.commit(change({ effects: [post('news')] }), noon);
  const [dead] = await store.leaseEffects(noon, 60_000, 1, new Set());
  if (dead === undefined) throw new Error('nothing is due');
  await store.releaseAllLeases();
  expect(await store.finishEffect(dead, { as: 'done' }, change({}), noon)).toBe('stale');
  expect(await store.leaseEffects(noon, 60_000, 1, new Set())).toMatchObject([{ attempt: 2, failures: 0 }]);
  expect(await store.finishEffect(dead, { as: 'done' }, change({}), noon)).toBe('stale');
});

it('ends waits of more than a minute at a start: nothing was refused while nobody was there', async () => {
  const { store } = await openTemporaryStore();
  await store.commit(change({ effects: [post('news'), post('other', 'U0BEA')] }), noon);
  const [long, short] = await store.leaseEffects(noon, 60_000, 2, new Set());
  if (long === undefined || short === undefined) throw new Error('nothing is due');
  await store.finishEffect(long, { as: 'retry', waitMs: 3_600_000, why: 'busy' }, change({}), noon);
  await store.finishEffect(short, { as: 'retry', waitMs: 30_000, why: 'rate_limited' }, change({}), noon);
  await store.releaseAllLeases();
  expect((await store.leaseEffects(noon + 1, 60_000, 9, new Set())).map(({ id }) => id)).toEqual([long.id]);
  expect((await store.leaseEffects(noon + 30_000, 60_000, 9, new Set())).map(({ id }) => id)).toEqual([short.id]);
});
