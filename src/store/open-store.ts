import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { Fault } from '../ports/fault.ts';
import type { Store } from '../ports/store.ts';
import { applyChange, commit } from './commit.ts';
import { asFault, type Database, guarded } from './database.ts';
import { finishEffect, isEffectUnsent, leaseEffects, nextEffectDueAt, releaseAllLeases } from './effects.ts';
import { firstBrokenEntry } from './entry-chain.ts';
import { lockFile } from './file-lock.ts';
import { migrate } from './migrate.ts';
import { createQueries } from './queries.ts';

/** It blocks the event loop, so it is short: a click has 2.5 s. */
const busyTimeoutMs = 300;

function prepareFile(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600));
    chmodSync(path, 0o600);
  } catch (error) {
    throw new Fault('store', 'cannot_open', { isRetryable: false, cause: error });
  }
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

/**
 * Opens the database, alone, checked and migrated. Throws a Fault: `in_use`, `newer`, `corrupt`, `cannot_open`, `busy`, `full`.
 */
export async function openStore(path: string, migrationsFolder: string): Promise<Store> {
  prepareFile(path);
  const unlock = lockFile(path);
  let database: Database;
  try {
    database = await openDatabase(path, migrationsFolder);
  } catch (error) {
    unlock();
    throw error;
  }
  return {
    ...createQueries(database),
    commit: (change, now) => guarded(() => commit(database, change, now)),
    leaseEffects: (now, leaseMs, limit, busyLanes) =>
      guarded(() => leaseEffects(database, now, leaseMs, limit, busyLanes)),
    finishEffect: (leased, end, change, now) =>
      guarded(() => finishEffect(database, leased, end, change, now, applyChange)),
    nextEffectDueAt: () => guarded(() => nextEffectDueAt(database)),
    isEffectUnsent: (key) => guarded(() => isEffectUnsent(database, key)),
    releaseAllLeases: () => guarded(() => releaseAllLeases(database)),
    firstBrokenEntry: () => guarded(() => firstBrokenEntry(database)),
    check: () =>
      guarded(() => {
        database.sqlite.exec(
          "BEGIN IMMEDIATE; INSERT INTO counters (name, value) VALUES ('check', 0) ON CONFLICT DO UPDATE SET value = value + 1; ROLLBACK",
        );
      }),
    close: async () => {
      database.sqlite.close();
      unlock();
    },
  };
}
