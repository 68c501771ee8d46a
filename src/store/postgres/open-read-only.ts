import { join } from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type pg from 'pg';
import type { Engine } from '../engine.ts';
import { type SchemaVersion, schemaVersion } from '../schema-version.ts';
import { createPool, usualLimits } from './connections.ts';
import { readDatabaseUrl } from './database-url.ts';
import { asFault } from './faults.ts';
import { createPostgresEngine } from './postgres-engine.ts';

type ReadOnly = Engine & {
  readonly version: (migrationsFolder: string) => Promise<SchemaVersion>;
  readonly damage: () => Promise<null>;
  readonly isInUse: () => Promise<null>;
  readonly close: () => Promise<void>;
};

async function appliedHashes(pool: pg.Pool): Promise<readonly string[] | null> {
  try {
    const { rows: journal } = await pool.query<{ there: boolean }>(
      "select to_regclass('__drizzle_migrations') is not null as there",
    );
    if (journal[0]?.there !== true) return null;
    const { rows } = await pool.query<{ hash: string }>('select hash from __drizzle_migrations order by id');
    return rows.map(({ hash }) => hash);
  } catch (error) {
    throw asFault(error);
  }
}

/** Opens a database beside the processes that write to it, only to look: over one connection, which may not write. */
export function openReadOnly(url: string): ReadOnly {
  const address = readDatabaseUrl(url);
  const pool = createPool({ ...address, isReadOnly: true }, { ...usualLimits, poolSize: 1 });
  return {
    ...createPostgresEngine(pool, address.schema),
    version: async (folder) => {
      const known = readMigrationFiles({ migrationsFolder: join(folder, 'postgres') }).map(({ hash }) => hash);
      return schemaVersion(await appliedHashes(pool), known);
    },
    // The server looks after that itself.
    damage: async () => null,
    isInUse: async () => null,
    close: () => pool.end(),
  };
}
