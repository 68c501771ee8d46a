import Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { Fault } from '../ports/fault.ts';
import { asFault, type Database } from './database.ts';

/** Opens a database beside the process that owns it, only to look: nothing is locked, checked or migrated. */
export function openReadOnly(path: string): Database & { readonly close: () => void } {
  try {
    const sqlite = new Sqlite(path, { readonly: true, fileMustExist: true });
    return { sqlite, drizzle: drizzle(sqlite), close: () => void sqlite.close() };
  } catch (error) {
    const fault = asFault(error);
    throw fault instanceof Fault ? fault : new Fault('store', 'cannot_open', { isRetryable: false, cause: error });
  }
}
