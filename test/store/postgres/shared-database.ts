import { createStore } from '../../../src/store/create-store.ts';
import { createPool } from '../../../src/store/postgres/connections.ts';
import { readDatabaseUrl } from '../../../src/store/postgres/database-url.ts';
import { openPostgresStore } from '../../../src/store/postgres/open-postgres-store.ts';
import { createPostgresEngine } from '../../../src/store/postgres/postgres-engine.ts';
import type { TestStore } from '../contract/open-test-store.ts';
import {
  connect,
  contentBy,
  createDatabase,
  migrationsFolder,
  openTemporaryStore,
  patientLimits,
  query,
} from './temporary-database.ts';

/** One database for all tests of a worker, and connections to it that stay: to make them takes longer than most tests. */
async function openShared() {
  const url = await createDatabase();
  const opened = await openPostgresStore(url, `${migrationsFolder}/postgres`, patientLimits);
  const pool = createPool(readDatabaseUrl(url), patientLimits);
  const owner = await connect(url);
  // Nothing fires while it empties the trail.
  await owner.query('set session_replication_role = replica');
  const { rows } = await owner.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename not like '\\_%'",
  );
  const filled = rows
    .map(({ name }) => `select '${name}' as name where exists (select from ${name})`)
    .join(' union all ');
  return { url, opened, pool, owner, filled };
}
let shared: ReturnType<typeof openShared> | null = null;

/** Whether what keeps the trail was taken away, and is to be put back before the next test. */
let isDisarmed = false;

async function emptied() {
  shared ??= openShared();
  const { owner, filled, ...more } = await shared;
  if (isDisarmed) await owner.query('alter table entries enable trigger all');
  isDisarmed = false;
  const { rows } = await owner.query<{ name: string }>(filled);
  if (rows.length > 0) await owner.query(`truncate ${rows.map(({ name }) => name).join()} restart identity`);
  return { owner, ...more };
}

/** A store that knows nothing yet, on connections that others have used before it. */
export async function openPostgresTestStore(): Promise<TestStore> {
  const { url, opened, pool, owner } = await emptied();
  const store = { ...opened, ...createStore(createPostgresEngine(pool, null)), close: async () => undefined };
  return {
    store,
    content: () => contentBy(owner),
    meddle: async (text) => void (await query(url, text)),
    disarm: async () => {
      isDisarmed = true;
      await query(url, 'alter table entries disable trigger all');
    },
    reopen: async () => (await openTemporaryStore(url)).store,
  };
}
