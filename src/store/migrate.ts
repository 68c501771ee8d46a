import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrate as migrateWithDrizzle } from 'drizzle-orm/better-sqlite3/migrator';
import { Fault } from '../ports/fault.ts';
import type { Database } from './database.ts';

type Journal = { readonly entries: readonly { readonly tag: string; readonly when: number }[] };

function knownHashes(folder: string): readonly string[] {
  const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as Journal;
  return journal.entries.map(({ tag }) =>
    createHash('sha256')
      .update(readFileSync(join(folder, `${tag}.sql`), 'utf8'))
      .digest('hex'),
  );
}

function appliedHashes({ sqlite }: Database): readonly string[] {
  const exists = sqlite.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get();
  if (exists === undefined) return [];
  return sqlite
    .prepare<[], { hash: string }>('SELECT hash FROM __drizzle_migrations ORDER BY created_at')
    .all()
    .map(({ hash }) => hash);
}

/**
 * Brings the database to this program's schema, each migration in one transaction. A database that holds something is copied before;
 * one that a newer program migrated is refused, since this one would not understand its rows.
 */
export async function migrate(database: Database, path: string, folder: string): Promise<void> {
  const known = knownHashes(folder);
  const applied = appliedHashes(database);
  if (applied.length > known.length || applied.some((hash, index) => hash !== known[index])) {
    throw new Fault('store', 'newer', { isRetryable: false });
  }
  if (applied.length === known.length) return;
  if (applied.length > 0) await database.sqlite.backup(`${path}.before-${known.length}.bak`);
  migrateWithDrizzle(database.drizzle, { migrationsFolder: folder });
}
