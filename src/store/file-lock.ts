import Sqlite from 'better-sqlite3';
import { Fault } from '../ports/fault.ts';

/**
 * One process a database: two would carry out each other's effects. Held as an exclusive transaction on a file beside the database, so
 * the operating system lets it go when the process dies, however it dies.
 */
export function lockFile(databasePath: string): () => void {
  const lock = new Sqlite(`${databasePath}.lock`, { timeout: 0 });
  try {
    lock.pragma('journal_mode = DELETE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw new Fault('store', 'in_use', { isRetryable: false, cause: error });
  }
  return () => lock.close();
}
