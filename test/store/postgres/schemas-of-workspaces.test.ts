import { describe, expect, it } from 'vitest';
import { databaseOfWorkspace } from '../../../src/config/own-settings.ts';
import type { Store } from '../../../src/ports/store.ts';
import { openReadOnly } from '../../../src/store/open-read-only.ts';
import { lockKey } from '../../../src/store/postgres/advisory-lock.ts';
import { requireSchema } from '../../../src/store/postgres/connections.ts';
import { readsOf } from '../../../src/store/reads-of.ts';
import { change, noon, organization, write } from '../sample-rows.ts';
import {
  migrationsFolder,
  openTemporaryStore,
  patientLimits,
  query,
  rawConnection,
  temporaryDatabase,
} from './temporary-database.ts';

const names = ['T0FIRST00', 'T0SECOND0'] as const;

async function two(): Promise<{
  readonly url: string;
  readonly urls: readonly [string, string];
  readonly a: Store;
  readonly b: Store;
}> {
  const url = await temporaryDatabase();
  const urls = [databaseOfWorkspace(url, names[0]), databaseOfWorkspace(url, names[1])] as const;
  const limits = { ...patientLimits, lockMs: 500 };
  const [a, b] = [(await openTemporaryStore(urls[0], limits)).store, (await openTemporaryStore(urls[1], limits)).store];
  return { url, urls, a, b };
}

const added = change({ writes: [write('organizations', organization())] });

describe('two workspaces in one database of a server', () => {
  it('have a schema each: what one writes the other does not read, and nothing stands anywhere else', async () => {
    const { url, urls, a, b } = await two();
    expect(await a.commit(added, noon)).toBe('done');
    expect(await a.organizations()).toHaveLength(1);
    expect(await b.organizations()).toEqual([]);
    // The very same row is new to the other.
    expect(await b.commit(added, noon)).toBe('done');
    const others = await query(
      url,
      "select 1 from pg_tables where schemaname not in ('countersign_t0first00', 'countersign_t0second0', 'pg_catalog', 'information_schema')",
    );
    expect(others).toEqual([]);
    const database = openReadOnly(urls[0]);
    expect(await database.version(migrationsFolder)).toBe('same');
    expect(await readsOf(database, 'organizations').all([])()).toHaveLength(1);
    await database.close();
  });

  it('keep a timetable each, and count their own processes', async () => {
    const { a, b } = await two();
    expect([await a.isScheduler(), await b.isScheduler()]).toEqual([true, true]);
    expect([a.pace.processes(), b.pace.processes()]).toEqual([1, 1]);
  });

  it('never wait for each other’s locks', async () => {
    const { url, b } = await two();
    const holder = await rawConnection(url);
    const locks = ['the end of the chain', 'migration', 'scheduler'];
    for (const name of locks)
      await holder.query('select pg_advisory_lock($1, $2)', [...lockKey('countersign_t0first00', name)]);
    expect(await b.commit(added, noon)).toBe('done');
    expect(await b.isScheduler()).toBe(true);
  });

  it('are refused where a server, or a pooler before it, leads to other tables', async () => {
    const { url } = await two();
    const nowhere = openReadOnly(databaseOfWorkspace(url, 'T0NOWHERE'));
    await expect(readsOf(nowhere, 'organizations').all([])()).rejects.toMatchObject({ code: 'bad_address' });
    await nowhere.close();
    expect(() => requireSchema('countersign_t0first00', 'public')).toThrow('bad_address');
    expect(() => requireSchema(null, 'public')).not.toThrow();
  });
});
