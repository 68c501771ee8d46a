import { join } from 'node:path';
import type { Store } from '../ports/store.ts';

export function isPostgresUrl(address: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(address);
}

/**
 * Opens the database, checked and migrated: of a PostgreSQL server where the address says so, else the file of that name. Throws a
 * Fault as each engine has them.
 */
export async function openStore(address: string, migrationsFolder: string): Promise<Store> {
  // The engine that is used, and no other: the other's driver and tables would cost memory and a part of the start.
  if (isPostgresUrl(address)) {
    const { openPostgresStore } = await import('./postgres/open-postgres-store.ts');
    return openPostgresStore(address, join(migrationsFolder, 'postgres'));
  }
  const { openSqliteStore } = await import('./sqlite/open-sqlite-store.ts');
  return openSqliteStore(address, join(migrationsFolder, 'sqlite'));
}
