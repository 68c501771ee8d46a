import type { Store } from '../ports/store.ts';
import { openSqliteStore } from './sqlite/open-sqlite-store.ts';

/** Opens the database, checked and migrated. Throws a Fault: `in_use`, `two_names`, `newer`, `corrupt`, `cannot_open`, `busy`, `full`. */
export function openStore(path: string, migrationsFolder: string): Promise<Store> {
  return openSqliteStore(path, migrationsFolder);
}
