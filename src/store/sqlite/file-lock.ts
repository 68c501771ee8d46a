import { existsSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { Fault } from '../../ports/fault.ts';

/**
 * One process a database: two would carry out each other's effects. Held as an exclusive transaction on a file beside the database, so
 * the operating system lets it go when the process dies, however it dies. Throws a Fault: `in_use`, `cannot_open`.
 */
export function lockFile(databasePath: string): () => void {
  let lock: Sqlite.Database | null = null;
  try {
    lock = new Sqlite(`${databasePath}.lock`, { timeout: 0 });
    lock.pragma('journal_mode = DELETE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock?.close();
    const isHeld = error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY');
    throw new Fault('store', isHeld ? 'in_use' : 'cannot_open', { isRetryable: false, cause: error });
  }
  const held = lock;
  return () => held.close();
}

/** Whether a process holds it. Only reads, and lets go at once. */
export function isLocked(databasePath: string): boolean {
  const path = `${databasePath}.lock`;
  if (!existsSync(path)) return false;
  const lock = new Sqlite(path, { timeout: 0, readonly: true });
  try {
    lock.prepare('SELECT 1 FROM sqlite_master').get();
    return false;
  } catch (error) {
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) return true;
    throw error;
  } finally {
    lock.close();
  }
}
