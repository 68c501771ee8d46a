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
