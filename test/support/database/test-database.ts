import { join } from 'node:path';
import { postgresDatabase } from './postgres-database.ts';
import { sqliteDatabase } from './sqlite-database.ts';

export type Row = Readonly<Record<string, unknown>>;

/** A database for one world, of either engine, seen beside the program and without any of its code. */
export type TestDatabase = {
  /** Where the program is told to find it: a file, or the address of a server's database. */
  readonly place: string;
  /** What the program's config and secrets say of it. */
  readonly path: string;
  readonly url: string | null;
  /** Runs one statement; numbers are numbers on both engines. */
  readonly rows: <Found extends object = Row>(sql: string) => Promise<readonly Found[]>;
  /** Lets nobody write until what it answers is called. */
  readonly lock: () => Promise<() => Promise<void>>;
  /** All that it holds, as text. */
  readonly text: () => Promise<string>;
  readonly remove: () => Promise<void>;
};

/** `server`: the address of a PostgreSQL server where it is to be one of its databases; otherwise it is a file in the folder. */
export function createTestDatabase(folder: string, server: string | undefined): Promise<TestDatabase> {
  const path = join(folder, 'countersign.db');
  return server === undefined ? Promise.resolve(sqliteDatabase(path)) : postgresDatabase(server, path);
}
