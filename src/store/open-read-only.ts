import type { Engine } from './engine.ts';
import { isPostgresUrl } from './open-store.ts';
import { openReadOnly as openPostgres } from './postgres/open-read-only.ts';
import type { SchemaVersion } from './schema-version.ts';
import { openReadOnly as openSqlite } from './sqlite/open-read-only.ts';

export type ReadOnlyDatabase = Engine & {
  /** How its tables stand to the migrations of this program, which are in that folder. */
  readonly version: (migrationsFolder: string) => Promise<SchemaVersion>;
  /** What the engine itself finds damaged; null where that is nothing, or where it looks after that alone. */
  readonly damage: () => Promise<string | null>;
  /** Whether a process has it to itself; null where several may share it. */
  readonly isInUse: () => Promise<boolean | null>;
  readonly close: () => void | Promise<void>;
};

/** Opens a database only to look, beside whatever process writes to it: nothing is locked, checked or migrated. Throws a Fault. */
export function openReadOnly(address: string): ReadOnlyDatabase {
  return isPostgresUrl(address) ? openPostgres(address) : openSqlite(address);
}
