import Sqlite from 'better-sqlite3';
import type { CopySource } from '../copy-source.ts';
import { existingFile, requireOurs } from './existing-database.ts';
import { openAlone } from './open-alone.ts';
import { createSqliteEngine } from './sqlite-engine.ts';

/** Asked on a connection of its own, before the file is migrated. */
function requireOursThere(path: string): void {
  const sqlite = new Sqlite(path, { fileMustExist: true });
  try {
    requireOurs(sqlite);
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
  const path = existingFile(named);
  const { sqlite, close } = await openAlone(path, migrationsFolder, () => requireOursThere(path));
  return { ...sourceOf(sqlite), close };
}
