import { existsSync, readFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import type { TestDatabase } from './test-database.ts';

function look<T>(path: string, work: (sqlite: Sqlite.Database) => T): T {
  const sqlite = new Sqlite(path);
  try {
    return work(sqlite);
  } finally {
    sqlite.close();
  }
}

export function sqliteDatabase(path: string): TestDatabase {
  return {
    place: path,
    path,
    url: null,
    rows: async <Found>(sql: string) =>
      look(path, (sqlite) => {
        const statement = sqlite.prepare(sql);
        if (statement.reader) return statement.all() as Found[];
        statement.run();
        return [];
      }),
    reader: async () => {
      const sqlite = new Sqlite(path, { readonly: true });
      return {
        rows: async <Found>(sql: string) => sqlite.prepare(sql).all() as Found[],
        close: async () => void sqlite.close(),
      };
    },
    // Its process has what it had of the file, and nobody else.
    left: async () => undefined,
    lock: async () => {
      const sqlite = new Sqlite(path);
      sqlite.exec('BEGIN IMMEDIATE');
      return async () => {
        sqlite.exec('ROLLBACK');
        sqlite.close();
      };
    },
    text: async () =>
      ['', '-wal'].map((end) => (existsSync(path + end) ? readFileSync(path + end, 'latin1') : '')).join(''),
    // The folder is its owner's.
    remove: async () => undefined,
  };
}
