import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { explainFault, isPassing } from '../../../src/config/start-failure.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { openReadOnly } from '../../../src/store/postgres/open-read-only.ts';
import { faultOf } from '../../support/fault-of.ts';
import { change, draft, entry, noon, oneOfEach, write } from '../sample-rows.ts';
import { startServer } from './server.ts';
import { contentOf, migrationsFolder, openTemporaryStore, query, serverUrl } from './temporary-database.ts';

const readOnly = { where: 'store', code: 'read_only', isRetryable: true };
const whole = change({ writes: oneOfEach, entries: [entry()] });

const endAll =
  'select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()';

it('a database that its operator made read-only is not written to, by who has it open either, until it may be again', async () => {
  const { store, url } = await openTemporaryStore();
  await store.check();
  const name = new URL(url).pathname.slice(1);
  await query(url, `alter database ${name} set default_transaction_read_only = on`);
  await query(url, endAll);
  const before = await contentOf(url);
  expect(await faultOf(store.check())).toMatchObject(readOnly);
  expect(await faultOf(store.commit(whole, noon))).toMatchObject(readOnly);
  expect(await faultOf(openStore(url, migrationsFolder))).toMatchObject(readOnly);
  expect(await contentOf(url)).toEqual(before);
  await query(serverUrl(), `alter database ${name} reset default_transaction_read_only`);
  await store.check();
  expect(await store.commit(whole, noon)).toBe('done');
});

it('a database that is opened only to look may not be written to, whatever its operator set', async () => {
  const { store, url } = await openTemporaryStore();
  await query(url, `alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = off`);
  const looking = openReadOnly(url);
  onTestFinished(() => looking.close());
  const drafts = looking.dialect.tables.drafts;
  await expect(looking.runOnce(({ build }) => build.delete(drafts))).rejects.toMatchObject(readOnly);
  expect(await store.commit(whole, noon)).toBe('done');
});

it('a standby takes nothing, from who is at work or starts, and when it is promoted both go on: a start during it may be tried again', async () => {
  const server = await startServer();
  onTestFinished(() => server.remove());
  const { store } = await openTemporaryStore(server.url('postgres'));
  expect(await store.commit(whole, noon)).toBe('done');
  await server.stop('fast');
  writeFileSync(join(server.folder, 'data', 'standby.signal'), '');
  await server.start();
  expect(await store.draft('draft-7')).toEqual(draft('draft-7'));
  expect(await faultOf(store.check())).toMatchObject(readOnly);
  expect(await faultOf(store.commit(change({ entries: [entry()] }), noon))).toMatchObject(readOnly);
  const start = await faultOf(openStore(server.url('postgres'), migrationsFolder));
  expect(start).toMatchObject(readOnly);
  expect(explainFault(start)).toContain('the database can only be read; name the primary server');
  expect(isPassing(start)).toBe(true);
  await query(server.url('postgres'), 'select pg_promote()');
  expect(await store.commit(change({ writes: [write('drafts', draft('since'))] }), noon)).toBe('done');
  await store.check();
  expect(await store.firstBrokenEntry()).toBeNull();
});
