import { statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { Fault } from '../../ports/fault.ts';
import { mostPages } from './checkpoints.ts';
import { asFault } from './database.ts';
import { lockFile } from './file-lock.ts';
import { migrate } from './migrate.ts';

/** It blocks the event loop, so it is short: a click has 2.5 s. */
export const busyTimeoutMs = 300;

/** A database that nobody else has open. */
export type Alone = { readonly sqlite: Sqlite.Database; readonly close: () => void };

async function openDatabase(path: string, migrationsFolder: string): Promise<Sqlite.Database> {
  const sqlite = new Sqlite(path, { timeout: busyTimeoutMs });
  try {
    sqlite.pragma('journal_mode = WAL');
    // Said on every open: in WAL mode it falls back to NORMAL, which loses acknowledged commits when the power goes.
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    // What a savepoint would put back: in a file of its own it costs a fifth of each write.
    sqlite.pragma('temp_store = MEMORY');
    sqlite.pragma(`wal_autocheckpoint = ${mostPages}`);
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
 * Opens the file itself, which no link may lead to, alone, checked and migrated. `prepare` runs once it is ours: to close a descriptor of
 * the file before would drop the locks of a connection in this very process.
 */
export async function openAlone(path: string, migrationsFolder: string, prepare: () => void): Promise<Alone> {
  const unlock = lockFile(path);
  try {
    prepare();
    requireOneName(path);
    const sqlite = await openDatabase(path, migrationsFolder);
    return {
      sqlite,
      close: () => {
        sqlite.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw asFault(error);
  }
}
