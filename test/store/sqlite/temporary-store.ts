import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Sqlite from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import type { Store } from '../../../src/ports/store.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { TestStore } from '../contract/open-test-store.ts';

export const migrationsFolder = resolve(import.meta.dirname, '../../../db/migrations');

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function openTemporaryStore(
  path = join(temporaryFolder(), 'store.db'),
): Promise<{ readonly store: Store; readonly path: string }> {
  const store = await openStore(path, migrationsFolder);
  onTestFinished(() => store.close());
  return { store, path };
}

/** A second connection to the file, as an intruder or another program would have it. */
export function rawConnection(path: string): Sqlite.Database {
  const raw = new Sqlite(path, { timeout: 0 });
  onTestFinished(() => {
    raw.close();
  });
  return raw;
}

type Content = Readonly<Record<string, readonly unknown[]>>;

/** Everything the database holds, for "nothing at all was written". */
export function contentOf(path: string): Content {
  const raw = rawConnection(path);
  const names = raw
    .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    .all();
  return Object.fromEntries(names.map(({ name }) => [name, raw.prepare(`SELECT * FROM "${name}"`).all()]));
}

export async function openSqliteTestStore(): Promise<TestStore> {
  const { store, path } = await openTemporaryStore();
  return {
    store,
    content: async () => contentOf(path),
    meddle: async (sql) => void rawConnection(path).exec(sql),
    disarm: async () =>
      void rawConnection(path).exec('DROP TRIGGER entries_never_change; DROP TRIGGER entries_never_go'),
    reopen: async () => {
      await store.close();
      return (await openTemporaryStore(path)).store;
    },
  };
}
