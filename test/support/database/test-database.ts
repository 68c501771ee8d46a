import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeEmptyDatabase } from './empty-database.ts';
import { postgresDatabase } from './postgres-database.ts';
import { sqliteDatabase } from './sqlite-database.ts';

export type Row = Readonly<Record<string, unknown>>;

/** One connection that only reads, beside whatever the program does: what a killed process left stays as it was left. */
export type Reader = {
  readonly rows: <Found extends object = Row>(sql: string) => Promise<readonly Found[]>;
  /** Settles once what was asked is answered, and the connection is gone. */
  readonly close: () => Promise<void>;
};

/** A database for one world, of either engine, seen beside the program and without any of its code. */
export type TestDatabase = {
  /** Where the program is told to find it: a file, or the address of a server's database. */
  readonly place: string;
  /** What the program's config and secrets say of it. */
  readonly path: string;
  readonly url: string | null;
  /** Runs one statement; numbers are numbers on both engines. */
  readonly rows: <Found extends object = Row>(sql: string) => Promise<readonly Found[]>;
  /** Of a database that the program has made. */
  readonly reader: () => Promise<Reader>;
  /** Settles once nobody is connected to it: until then a server may carry out what a dead process had asked for. */
  readonly left: () => Promise<void>;
  /** Lets nobody write until what it answers is called. */
  readonly lock: () => Promise<() => Promise<void>>;
  /** All that it holds, as text. */
  readonly text: () => Promise<string>;
  readonly remove: () => Promise<void>;
};

/**
 * `server`: the address of a PostgreSQL server where it is to be one of its databases; otherwise it is a file in the folder. `like`: a
 * database of the same engine to begin as a copy of, which nobody uses.
 */
export async function createTestDatabase(
  folder: string,
  server: string | undefined,
  like: TestDatabase | null = null,
): Promise<TestDatabase> {
  const path = join(folder, 'countersign.db');
  if (server !== undefined) return postgresDatabase(server, path, like?.url ?? undefined);
  if (like === null) await writeEmptyDatabase(path);
  else copyFileSync(like.path, path);
  return sqliteDatabase(path);
}
