import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { Fault } from '../ports/fault.ts';
import type { Store } from '../ports/store.ts';
import { commit, prepareApplyChange } from './commit.ts';
import { asFault, type Database, guarded, inTransaction } from './database.ts';
import { createEffectQueries } from './effects.ts';
import { firstBrokenEntry } from './entry-chain.ts';
import { lockFile } from './file-lock.ts';
import { migrate } from './migrate.ts';
import { createQueries } from './queries.ts';

/** It blocks the event loop, so it is short: a click has 2.5 s. */
const busyTimeoutMs = 300;

function orCannotOpen(work: () => void): void {
  try {
    work();
  } catch (error) {
    throw new Fault('store', 'cannot_open', { isRetryable: false, cause: error });
  }
}

/** The database names people and private repositories: for this user's eyes only. Its journal files get the same mode. */
function createFile(path: string): void {
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
}

async function openDatabase(path: string, migrationsFolder: string): Promise<Database> {
  const sqlite = new Sqlite(path, { timeout: busyTimeoutMs });
  try {
    sqlite.pragma('journal_mode = WAL');
    // Said on every open: in WAL mode it falls back to NORMAL, which loses acknowledged commits when the power goes.
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    if (sqlite.pragma('quick_check', { simple: true }) !== 'ok') {
      throw new Fault('store', 'corrupt', { isRetryable: false });
    }
    const database = { sqlite, drizzle: drizzle(sqlite) };
    await migrate(database, path, migrationsFolder);
    return database;
  } catch (error) {
    sqlite.close();
    throw asFault(error);
  }
}

/** A write that reaches the disk: one that is rolled back would not notice that it is full. */
function checkWrite(database: Database): void {
  inTransaction(database, () => {
    database.sqlite
      .prepare("INSERT INTO counters (name, value) VALUES ('check', 1) ON CONFLICT DO UPDATE SET value = value + 1")
      .run();
  });
}

/**
 * Opens the database, alone, checked and migrated. Throws a Fault: `in_use`, `newer`, `corrupt`, `cannot_open`, `busy`, `full`.
 */
export async function openStore(path: string, migrationsFolder: string): Promise<Store> {
  orCannotOpen(() => mkdirSync(dirname(path), { recursive: true, mode: 0o700 }));
  // Before the file is touched: to close a descriptor of it would drop the locks of a connection in this very process.
  const unlock = lockFile(path);
  let database: Database;
  try {
    orCannotOpen(() => createFile(path));
    database = await openDatabase(path, migrationsFolder);
  } catch (error) {
    unlock();
    throw asFault(error);
  }
  const applyChange = prepareApplyChange(database);
  return {
    ...createQueries(database),
    ...createEffectQueries(database, applyChange),
    commit: (change, now) => guarded(() => commit(database, () => applyChange(change, now))),
    firstBrokenEntry: () => guarded(() => firstBrokenEntry(database)),
    check: () => guarded(() => checkWrite(database)),
    close: async () => {
      database.sqlite.close();
      unlock();
    },
  };
}
