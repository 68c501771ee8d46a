import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openStore } from '../src/store/open-store.ts';

export const migrationsFolder = resolve(import.meta.dirname, '../db/migrations');

/** A store on SQLite in a folder of its own. */
export async function openBenchStore() {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
  const path = join(folder, 'countersign.db');
  const store = await openStore(path, migrationsFolder);
  return {
    store,
    path,
    reopen: () => openStore(path, migrationsFolder),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
