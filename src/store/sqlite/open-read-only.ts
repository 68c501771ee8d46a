import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Fault } from '../../ports/fault.ts';
import type { Engine } from '../engine.ts';
import { type SchemaVersion, schemaVersion } from '../schema-version.ts';
import { asFault } from './database.ts';
import { isLocked } from './file-lock.ts';
import { appliedHashes, knownHashes } from './migrate.ts';
import { realPath } from './real-path.ts';
import { createSqliteEngine } from './sqlite-engine.ts';

type ReadOnly = Engine & {
  readonly version: (migrationsFolder: string) => Promise<SchemaVersion>;
  readonly damage: () => Promise<string | null>;
  readonly isInUse: () => Promise<boolean>;
  readonly close: () => void;
};

function opened(path: string): Sqlite.Database {
  try {
    return new Sqlite(path, { readonly: true, fileMustExist: true });
  } catch (error) {
    const fault = asFault(error);
    throw fault instanceof Fault ? fault : new Fault('store', 'cannot_open', { isRetryable: false, cause: error });
  }
}

/** Opens a database beside the process that owns it, only to look: nothing is locked, checked or migrated. */
export function openReadOnly(path: string): ReadOnly {
  const sqlite = opened(path);
  return {
    ...createSqliteEngine(sqlite),
    version: (folder) => asked(() => schemaVersion(appliedHashes(sqlite), knownHashes(join(folder, 'sqlite')))),
    damage: () =>
      asked(() => {
        const found = String(sqlite.pragma('quick_check(1)', { simple: true }));
        return found === 'ok' ? null : found;
      }),
    isInUse: () => asked(() => isLocked(realPath(path))),
    close: () => void sqlite.close(),
  };
}

async function asked<T>(look: () => T): Promise<T> {
  try {
    return look();
  } catch (error) {
    throw asFault(error);
  }
}
