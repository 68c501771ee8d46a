import { statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { Fault } from '../../ports/fault.ts';
import type { CopySource } from '../copy-source.ts';
import { openAlone } from './open-alone.ts';
import { realPath } from './real-path.ts';
import { createSqliteEngine } from './sqlite-engine.ts';

/** A file that is there; nothing is made where there is none. */
function existing(named: string): string {
  try {
    const path = realPath(named);
    if (statSync(path).isFile()) return path;
  } catch (error) {
    throw new Fault('store', 'missing', { isRetryable: false, cause: error });
  }
  throw new Fault('store', 'missing', { isRetryable: false });
}

/** An empty file, or another program's, would get our tables, and its copy would be a fresh start that has forgotten everything. */
function requireOurs(path: string): void {
  const sqlite = new Sqlite(path, { fileMustExist: true });
  try {
    const journal = sqlite.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get();
    if (journal === undefined) throw new Fault('store', 'not_ours', { isRetryable: false });
  } finally {
    sqlite.close();
  }
}

const quoted = (name: string): string => `"${name}"`;

function sourceOf(sqlite: Sqlite.Database): CopySource {
  const numberIn = (sql: string, ...values: readonly string[]): number =>
    Number(
      sqlite
        .prepare<unknown[], unknown>(sql)
        .pluck()
        .get(...values) ?? 0,
    );
  return {
    trail: createSqliteEngine(sqlite),
    rows: (table, columns) =>
      sqlite
        .prepare<[], unknown[]>(`SELECT ${columns.map(quoted).join()} FROM ${quoted(table)} ORDER BY rowid`)
        .raw()
        .iterate(),
    count: (table) => numberIn(`SELECT count(*) FROM ${quoted(table)}`),
    lastNumber: (table) => numberIn('SELECT seq FROM sqlite_sequence WHERE name = ?', table),
  };
}

/**
 * Opens a database whose program is stopped, to copy it; nobody can start on it meanwhile. It is migrated as a start would, with a copy
 * before. Throws a Fault: `missing`, `not_ours`, and what a start throws.
 */
export async function openStopped(
  named: string,
  migrationsFolder: string,
): Promise<CopySource & { readonly close: () => void }> {
  const path = existing(named);
  const { sqlite, close } = await openAlone(path, migrationsFolder, () => requireOurs(path));
  return { ...sourceOf(sqlite), close };
}
