import type { Engine } from '../engine.ts';
import { createPool, usualLimits } from './connections.ts';
import { readDatabaseUrl } from './database-url.ts';
import { createPostgresEngine } from './postgres-engine.ts';

/** Opens a database beside the processes that write to it, only to look: over one connection, which may not write. */
export function openReadOnly(url: string): Engine & { readonly close: () => Promise<void> } {
  const pool = createPool({ ...readDatabaseUrl(url), isReadOnly: true }, { ...usualLimits, poolSize: 1 });
  return { ...createPostgresEngine(pool), close: () => pool.end() };
}
