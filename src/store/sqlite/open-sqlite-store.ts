import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Fault } from '../../ports/fault.ts';
import type { Store } from '../../ports/store.ts';
import { createStore } from '../create-store.ts';
import { asFault } from './database.ts';
import { lockFile } from './file-lock.ts';
import { migrate } from './migrate.ts';
import { realPath } from './real-path.ts';
import { releaseAllLeases } from './release-leases.ts';
import { createSqliteEngine } from './sqlite-engine.ts';

/** It blocks the event loop, so it is short: a click has 2.5 s. */
const busyTimeoutMs = 300;

function orCannotOpen<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Fault('store', 'cannot_open', { isRetryable: false, cause: error });
  }
}

/** The database names people and private repositories: for this user's eyes only. Its journal files get the same mode. */
function createFile(path: string): void {
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
}

async function openDatabase(path: string, migrationsFolder: string): Promise<Sqlite.Database> {
  const sqlite = new Sqlite(path, { timeout: busyTimeoutMs });
  try {
    sqlite.pragma('journal_mode = WAL');
    // Said on every open: in WAL mode it falls back to NORMAL, which loses acknowledged commits when the power goes.
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    if (sqlite.pragma('quick_check', { simple: true }) !== 'ok') {
      throw new Fault('store', 'corrupt', { isRetryable: false });
    }
    await migrate(sqlite, path, migrationsFolder);
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw asFault(error);
  }
}

/** The lock and the journals are named after the file: with two names it would have two of each, and two processes. */
function requireOneName(path: string): void {
  if (statSync(path).nlink > 1) throw new Fault('store', 'two_names', { isRetryable: false });
}

/**
 * Opens the database, alone, checked and migrated. Throws a Fault: `in_use`, `two_names`, `newer`, `corrupt`, `cannot_open`, `busy`,
 * `full`.
 */
export async function openSqliteStore(named: string, migrationsFolder: string): Promise<Store> {
  // The file itself, whatever links lead to it: a lock beside a link would guard nothing.
  const path = orCannotOpen(() => {
    mkdirSync(dirname(named), { recursive: true, mode: 0o700 });
    return realPath(named);
  });
  // Before the file is touched: to close a descriptor of it would drop the locks of a connection in this very process.
  const unlock = lockFile(path);
  let sqlite: Sqlite.Database;
  try {
    orCannotOpen(() => createFile(path));
    requireOneName(path);
    sqlite = await openDatabase(path, migrationsFolder);
  } catch (error) {
    unlock();
    throw asFault(error);
  }
  const engine = createSqliteEngine(sqlite);
  return {
    ...createStore(engine),
    isScheduler: async () => true,
    processes: () => 1,
    releaseAllLeases: () => releaseAllLeases(engine),
    close: async () => {
      sqlite.close();
      unlock();
    },
  };
}
