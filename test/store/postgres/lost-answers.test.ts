import { expect, it, onTestFinished } from 'vitest';
import type { Store } from '../../../src/ports/store.ts';
import { openPostgresStore } from '../../../src/store/postgres/open-postgres-store.ts';
import { change, draft, noon, write } from '../sample-rows.ts';
import { type CuttingProxy, startCuttingProxy } from './cutting-proxy.ts';
import { startServer } from './server.ts';
import {
  contentOf,
  migratedDatabase,
  migrationsFolder,
  patientLimits,
  query,
  temporaryDatabase,
} from './temporary-database.ts';

type Behind = { readonly store: Store; readonly proxy: CuttingProxy; readonly direct: string };

/** A store that reaches its server by a proxy alone. */
async function storeBehindProxy(direct: string, poolSize: number): Promise<Behind> {
  const proxy = await startCuttingProxy(Number(new URL(direct).port));
  const url = new URL(direct);
  url.port = String(proxy.port);
  const store = await openPostgresStore(url.href, `${migrationsFolder}/postgres`, { ...patientLimits, poolSize });
  onTestFinished(() => store.close());
  return { store, proxy, direct };
}

const drafted = (id: string) => change({ writes: [write('drafts', draft(id))] });

it('as many answers to commits are lost at once as there are connections: each is asked for, and nothing is told as lost', async () => {
  const { store, proxy, direct } = await storeBehindProxy(await migratedDatabase(), 2);
  proxy.cutNext('answer', 2);
  const said = ['a', 'b'].map((id) => store.commit(drafted(id), noon));
  expect(await Promise.all(said)).toEqual(['done', 'done']);
  expect((await contentOf(direct)).drafts).toMatchObject([{ version: 1 }, { version: 1 }]);
});

it('a server that is too full to be asked what became of a commit is asked again: a commit that was made is no fault', async () => {
  // Empty: what is in it is to be that role's own.
  const database = await temporaryDatabase();
  const name = new URL(database).pathname.slice(1);
  await query(database, `create role poor_${name} login; grant all on schema public to poor_${name}`);
  onTestFinished(async () => void (await query(database, `drop owned by poor_${name}; drop role poor_${name}`)));
  const url = new URL(database);
  url.username = `poor_${name}`;
  const { store, proxy } = await storeBehindProxy(url.href, 1);
  // Its one connection is there; another is let in only once the store was refused one.
  await store.check();
  await query(database, `alter role poor_${name} connection limit 0`);
  const refused = proxy.untilSaid('53300');
  proxy.cutNext('answer');
  const said = store.commit(drafted('a'), noon);
  await Promise.race([refused, said]);
  await query(database, `alter role poor_${name} connection limit -1`);
  expect(await said).toBe('done');
  expect((await contentOf(database)).drafts).toMatchObject([{ id: 'a', version: 1 }]);
});

it('a crash takes a transaction with it whose number the server then gives to another: that one’s commit is not taken for it', async () => {
  const server = await startServer();
  onTestFinished(server.remove);
  const { store, proxy, direct } = await storeBehindProxy(server.url('postgres'), 2);
  const other = await openPostgresStore(direct, `${migrationsFolder}/postgres`, patientLimits);
  onTestFinished(() => other.close());
  expect(await store.commit(drafted('before'), noon)).toBe('done');
  // Else it would be written down by the way, some time.
  await query(direct, 'checkpoint');
  proxy.insteadOfNext(async () => {
    await server.stop('immediate');
    await server.start();
    for (let index = 0; index < 20; index += 1) await other.commit(drafted(`another ${index}`), noon);
  });
  expect(await store.commit(drafted('ours'), noon)).toBe('done');
  const ids = (await contentOf(direct)).drafts?.map((row) => (row as { readonly id: string }).id);
  expect(ids).toHaveLength(22);
  expect(ids).toContain('ours');
});

it('a crash takes a transaction with it, and nobody has its number yet: it is begun anew', async () => {
  const server = await startServer();
  onTestFinished(server.remove);
  const { store, proxy, direct } = await storeBehindProxy(server.url('postgres'), 2);
  expect(await store.commit(drafted('before'), noon)).toBe('done');
  await query(direct, 'checkpoint');
  proxy.insteadOfNext(async () => {
    await server.stop('immediate');
    await server.start();
  });
  expect(await store.commit(drafted('ours'), noon)).toBe('done');
  expect((await contentOf(direct)).drafts).toHaveLength(2);
});

it('marks that no transaction has had for a day are forgotten, and one that is wanted again is made anew', async () => {
  const { store, direct } = await storeBehindProxy(await migratedDatabase(), 1);
  const marks = () => query(direct, "select value from counters where name like 'commit %'");
  expect(await store.commit(drafted('a'), noon)).toBe('done');
  expect(await store.commit(drafted('b'), noon)).toBe('done');
  expect(await marks()).toHaveLength(1);
  await query(direct, "update counters set value = value - 86400001 where name like 'commit %'");
  const other = await openPostgresStore(direct, `${migrationsFolder}/postgres`, patientLimits);
  onTestFinished(() => other.close());
  await other.forget(0, 0);
  // Its own is of this moment.
  expect(await marks()).toHaveLength(1);
  expect(await store.commit(drafted('c'), noon)).toBe('done');
  expect(await marks()).toHaveLength(2);
});
