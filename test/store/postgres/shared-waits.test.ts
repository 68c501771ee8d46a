import { expect, it } from 'vitest';
import type { Store } from '../../../src/ports/store.ts';
import { openTemporaryStore, query, temporaryDatabase } from './temporary-database.ts';

const hourMs = 3_600_000;

/** What a store has heard, by organization. */
async function hearing(store: Store): Promise<ReadonlyMap<string, number>> {
  const heard = new Map<string, number>();
  await store.waits.hear((organization, waitMs) => heard.set(organization, waitMs));
  return heard;
}

it('what GitHub asked one process for is heard by those that are there, with their next word to the server', async () => {
  const url = await temporaryDatabase();
  const [{ store: one }, { store: other }] = [await openTemporaryStore(url), await openTemporaryStore(url)];
  const heard = await hearing(other);
  await one.waits.tell('acme', hourMs);
  await other.isScheduler();
  expect([...heard]).toEqual([['acme', hourMs]]);
});

it('those that start later hear what is not over, and nothing else', async () => {
  const url = await temporaryDatabase();
  const { store: one } = await openTemporaryStore(url);
  await one.waits.tell('acme', hourMs);
  await one.waits.tell('acme', 1);
  await one.waits.tell('umbrella', hourMs);
  await query(url, `update counters set value = value - ${hourMs} where name = 'rest github umbrella'`);
  const { store: later } = await openTemporaryStore(url);
  const heard = await hearing(later);
  expect([...heard.keys()]).toEqual(['acme']);
  expect([(heard.get('acme') ?? 0) > hourMs / 2, (heard.get('acme') ?? 0) <= hourMs]).toEqual([true, true]);
});

it('whoever was cut off hears afterwards what was said meanwhile', async () => {
  const url = await temporaryDatabase();
  const [{ store: one }, { store: other }] = [await openTemporaryStore(url), await openTemporaryStore(url)];
  const told = Promise.withResolvers<string>();
  await other.waits.hear((organization) => told.resolve(organization));
  await query(
    url,
    'select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await one.waits.tell('acme', hourMs);
  // It learns that it was cut off, and then comes back.
  await other.isScheduler();
  await other.isScheduler();
  expect(await told.promise).toBe('acme');
});

it('another workspace of the same database hears nothing', async () => {
  const url = await temporaryDatabase();
  const [{ store: one }, { store: other }] = [
    await openTemporaryStore(`${url}?schema=one`),
    await openTemporaryStore(`${url}?schema=other`),
  ];
  const heard = await hearing(other);
  await one.waits.tell('acme', hourMs);
  await other.isScheduler();
  expect([...heard]).toEqual([]);
});
