import type { Engine } from './engine.ts';
import { isPostgresUrl } from './open-store.ts';
import { openReadOnly as openPostgres } from './postgres/open-read-only.ts';
import { openReadOnly as openSqlite } from './sqlite/open-read-only.ts';

/** Opens a database only to look, beside whatever process writes to it: nothing is locked, checked or migrated. Throws a Fault. */
export function openReadOnly(address: string): Engine & { readonly close: () => void | Promise<void> } {
  return isPostgresUrl(address) ? openPostgres(address) : openSqlite(address);
}
