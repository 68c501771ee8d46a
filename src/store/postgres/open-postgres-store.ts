import { readMigrationFiles } from 'drizzle-orm/migrator';
import pg from 'pg';
import type { Store } from '../../ports/store.ts';
import { beginAnew } from '../begin-anew.ts';
import { createStore } from '../create-store.ts';
import { clientConfig, createPool, ignoreWhileIdle, type Limits, usualLimits } from './connections.ts';
import { type Address, readDatabaseUrl } from './database-url.ts';
import { asFault } from './faults.ts';
import { forgetMarks } from './marks.ts';
import { migrate } from './migrate.ts';
import { createPostgresEngine } from './postgres-engine.ts';
import { SchedulerLock } from './scheduler-lock.ts';
import { createSharedPace, forgetPlaces } from './shared-pace.ts';
import { createSharedWaits } from './shared-waits.ts';

async function prepareDatabase(
  address: Address,
  migrationsFolder: string,
  limits: Limits,
  arrive: () => Promise<void>,
): Promise<void> {
  // A migration may take as long as it takes.
  const client = new pg.Client({ ...clientConfig(address, limits), query_timeout: undefined });
  ignoreWhileIdle(client);
  try {
    await client.connect();
    await migrate(client, address.schema, migrationsFolder, arrive);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Opens a database of a PostgreSQL server, checked and migrated; other processes may have it open. Throws a Fault: `bad_address`,
 * `unreachable`, `refused`, `untrusted`, `no_tls`, `too_old`, `not_utf8`, `newer`, `older_running`, `busy`, `full`, `read_only`.
 */
export async function openPostgresStore(
  url: string,
  migrationsFolder: string,
  limits: Limits = usualLimits,
): Promise<Store> {
  const address = readDatabaseUrl(url);
  const scheduler = new SchedulerLock(address, limits, readMigrationFiles({ migrationsFolder }).length);
  try {
    await prepareDatabase(address, migrationsFolder, limits, () => scheduler.arrive());
  } catch (error) {
    await scheduler.close();
    throw asFault(error);
  }
  const pool = createPool(address, limits);
  const engine = createPostgresEngine(pool, address.schema);
  const store = createStore(engine);
  let closing: Promise<void> | null = null;
  return {
    ...store,
    forget: async (...before) => {
      await store.forget(...before);
      await forgetPlaces(engine);
      await forgetMarks(engine);
    },
    isScheduler: () => scheduler.isHeld(),
    pace: createSharedPace(engine, () => scheduler.processes),
    waits: createSharedWaits(engine, address.schema, (hearing) => scheduler.listen(hearing)),
    // Another process may be at work under a lease: those of a dead one run out.
    releaseAllLeases: () => beginAnew(engine),
    close: () => {
      closing ??= Promise.all([scheduler.close(), pool.end()]).then(() => undefined);
      return closing;
    },
  };
}
