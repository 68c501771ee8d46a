import pg from 'pg';
import type { Store } from '../../ports/store.ts';
import { createStore } from '../create-store.ts';
import { clientConfig, createPool, ignoreWhileIdle, type Limits, usualLimits } from './connections.ts';
import { type Address, readDatabaseUrl } from './database-url.ts';
import { asFault } from './faults.ts';
import { migrate } from './migrate.ts';
import { createPostgresEngine } from './postgres-engine.ts';
import { SchedulerLock } from './scheduler-lock.ts';

async function prepareDatabase(address: Address, migrationsFolder: string): Promise<void> {
  // A migration may take as long as it takes.
  const client = new pg.Client({ ...clientConfig(address, usualLimits), query_timeout: undefined });
  ignoreWhileIdle(client);
  try {
    await client.connect();
    await migrate(client, migrationsFolder);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Opens a database of a PostgreSQL server, checked and migrated; other processes may have it open. Throws a Fault: `bad_address`,
 * `unreachable`, `refused`, `untrusted`, `no_tls`, `too_old`, `not_utf8`, `newer`, `busy`, `full`, `read_only`.
 */
export async function openPostgresStore(
  url: string,
  migrationsFolder: string,
  limits: Limits = usualLimits,
): Promise<Store> {
  const address = readDatabaseUrl(url);
  try {
    await prepareDatabase(address, migrationsFolder);
  } catch (error) {
    throw asFault(error);
  }
  const pool = createPool(address, limits);
  const scheduler = new SchedulerLock(address);
  let closing: Promise<void> | null = null;
  return {
    ...createStore(createPostgresEngine(pool)),
    isScheduler: () => scheduler.isHeld(),
    // Another process may be at work under a lease: those of a dead one run out.
    releaseAllLeases: async () => undefined,
    close: () => {
      closing ??= Promise.all([scheduler.close(), pool.end()]).then(() => undefined);
      return closing;
    },
  };
}
