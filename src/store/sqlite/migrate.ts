import { closeSync, openSync, renameSync, rmSync } from 'node:fs';
import type Sqlite from 'better-sqlite3';
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import { Fault } from '../../ports/fault.ts';
import { inTransaction } from './database.ts';

/** Named and shaped as drizzle's own migrator has it. */
const createJournal =
  'CREATE TABLE IF NOT EXISTS __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)';

/** The oldest first; null where the file is no database of ours. */
export function appliedHashes(sqlite: Sqlite.Database): readonly string[] | null {
  const exists = sqlite.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get();
  if (exists === undefined) return null;
  return sqlite
    .prepare<[], { hash: string }>('SELECT hash FROM __drizzle_migrations ORDER BY created_at')
    .all()
    .map(({ hash }) => hash);
}

/** Those of this program, the oldest first. */
export function knownHashes(folder: string): readonly string[] {
  return readMigrationFiles({ migrationsFolder: folder }).map(({ hash }) => hash);
}

/** A copy that is either whole or not there, and as private as the database. */
async function copy(sqlite: Sqlite.Database, to: string): Promise<void> {
  const unfinished = `${to}.part`;
  rmSync(unfinished, { force: true });
  closeSync(openSync(unfinished, 'w', 0o600));
  await sqlite.backup(unfinished);
  renameSync(unfinished, to);
}

/** All in one transaction: a database is at the old schema or at the new one, wherever the power went. */
function apply(sqlite: Sqlite.Database, migrations: readonly MigrationMeta[]): void {
  inTransaction(sqlite, () => {
    sqlite.exec(createJournal);
    const record = sqlite.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)');
    for (const { sql, hash, folderMillis } of migrations) {
      for (const statement of sql) sqlite.exec(statement);
      record.run(hash, folderMillis);
    }
  });
}

/**
 * Brings the database to this program's schema. One that holds something is copied before; one that a newer program migrated is
 * refused (Fault `newer`), since this one would not understand its rows.
 */
export async function migrate(sqlite: Sqlite.Database, path: string, folder: string): Promise<void> {
  const known = readMigrationFiles({ migrationsFolder: folder });
  const applied = appliedHashes(sqlite) ?? [];
  if (applied.some((hash, index) => hash !== known[index]?.hash)) {
    throw new Fault('store', 'newer', { isRetryable: false });
  }
  if (applied.length === known.length) return;
  if (applied.length > 0) await copy(sqlite, `${path}.before-${known.length}.bak`);
  apply(sqlite, known.slice(applied.length));
}
