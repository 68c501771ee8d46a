import { join } from 'node:path';
import type { Store } from '../ports/store.ts';
import { openPostgresStore } from './postgres/open-postgres-store.ts';
import { openSqliteStore } from './sqlite/open-sqlite-store.ts';

export function isPostgresUrl(address: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(address);
}

/**
 * Opens the database, checked and migrated: of a PostgreSQL server where the address says so, else the file of that name. Throws a
 * Fault as each engine has them.
 */
export function openStore(address: string, migrationsFolder: string): Promise<Store> {
  return isPostgresUrl(address)
    ? openPostgresStore(address, join(migrationsFolder, 'postgres'))
    : openSqliteStore(address, join(migrationsFolder, 'sqlite'));
}
