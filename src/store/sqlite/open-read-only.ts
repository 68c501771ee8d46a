import Sqlite from 'better-sqlite3';
import { Fault } from '../../ports/fault.ts';
import type { Engine } from '../engine.ts';
import { asFault } from './database.ts';
import { createSqliteEngine } from './sqlite-engine.ts';

/** Opens a database beside the process that owns it, only to look: nothing is locked, checked or migrated. */
export function openReadOnly(path: string): Engine & { readonly close: () => void } {
  try {
    const sqlite = new Sqlite(path, { readonly: true, fileMustExist: true });
    return { ...createSqliteEngine(sqlite), close: () => void sqlite.close() };
  } catch (error) {
    const fault = asFault(error);
    throw fault instanceof Fault ? fault : new Fault('store', 'cannot_open', { isRetryable: false, cause: error });
  }
}
