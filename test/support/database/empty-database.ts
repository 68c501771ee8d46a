import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openSqliteStore } from '../../../src/store/sqlite/open-sqlite-store.ts';

const migrations = resolve(import.meta.dirname, '../../../db/migrations/sqlite');

let empty: Promise<Buffer> | null = null;

async function migrated(): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-'));
  try {
    const path = join(folder, 'countersign.db');
    await (await openSqliteStore(path, migrations)).close();
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Puts a file there with every table and nothing in it: a program opens it in half the time that migrating takes. */
export async function writeEmptyDatabase(path: string): Promise<void> {
  empty ??= migrated();
  writeFileSync(path, await empty, { mode: 0o600 });
}
