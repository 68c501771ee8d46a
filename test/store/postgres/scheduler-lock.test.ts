import { expect, it } from 'vitest';
import type { Store } from '../../../src/ports/store.ts';
import { openTemporaryStore, patientLimits, query, temporaryDatabase } from './temporary-database.ts';

async function three(): Promise<{ readonly url: string; readonly stores: readonly Store[] }> {
  const url = await temporaryDatabase();
  return { url, stores: await Promise.all([1, 2, 3].map(async () => (await openTemporaryStore(url)).store)) };
}

const asked = (stores: readonly Store[]): Promise<readonly boolean[]> =>
  Promise.all(stores.map((store) => store.isScheduler()));

it('one of several processes keeps the timetable, and goes on keeping it', async () => {
  const { stores } = await three();
  const first = await asked(stores);
  expect(first.filter((is) => is)).toHaveLength(1);
  expect(await asked(stores)).toEqual(first);
  expect(await asked(stores.toReversed())).toEqual(first.toReversed());
});

it('each of them knows how many they are, and learns when one has gone', async () => {
  const { stores } = await three();
  await asked(stores);
  expect(stores.map((store) => store.pace.processes())).toEqual([3, 3, 3]);
  await stores[0]?.close();
  await asked(stores);
  expect(stores.slice(1).map((store) => store.pace.processes())).toEqual([2, 2]);
});

it('another one keeps it when the first has ended', async () => {
  const { stores } = await three();
  const [first, second] = stores;
  expect(await first?.isScheduler()).toBe(true);
  expect(await second?.isScheduler()).toBe(false);
  await first?.close();
  expect(await second?.isScheduler()).toBe(true);
  expect(await first?.isScheduler()).toBe(false);
});

it('another one keeps it when the connection of the first is cut, and the first learns that', async () => {
  const { stores, url } = await three();
  const [first, second] = stores;
  expect(await first?.isScheduler()).toBe(true);
  await query(
    url,
    "select pg_terminate_backend(pid, 5000) from pg_locks where locktype = 'advisory' and mode = 'ExclusiveLock' and pid <> pg_backend_pid() and database = (select oid from pg_database where datname = current_database())",
  );
  expect(await second?.isScheduler()).toBe(true);
  expect(await first?.isScheduler()).toBe(false);
  await second?.close();
  expect(await first?.isScheduler()).toBe(true);
});

it('another one keeps it when the first says nothing for a while, as if it were stopped', async () => {
  const url = await temporaryDatabase();
  const [first, second] = await Promise.all(
    [1, 2].map(async () => {
      const limits = { ...patientLimits, schedulerSilenceMs: 500 };
      return (await openTemporaryStore(url, limits)).store;
    }),
  );
  expect(await first?.isScheduler()).toBe(true);
  let asked = 0;
  for (; (await second?.isScheduler()) !== true; asked += 1);
  expect(asked).toBeGreaterThan(0);
  expect(await first?.isScheduler()).toBe(false);
});
