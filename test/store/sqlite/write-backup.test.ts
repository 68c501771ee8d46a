import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { writeBackup } from '../../../src/store/sqlite/write-backup.ts';
import { openTemporaryStore, rawConnection, temporaryFolder } from './temporary-store.ts';

it('ends although another connection writes between any two steps, and has what was written before it began', async () => {
  const { path } = await openTemporaryStore();
  const other = rawConnection(path);
  other.exec('CREATE TABLE filler (id INTEGER PRIMARY KEY, text TEXT)');
  const add = other.prepare('INSERT INTO filler (text) VALUES (?)');
  // More than the driver copies in its first step.
  for (let count = 0; count < 300; count += 1) add.run('x'.repeat(4_096));
  const copy = join(temporaryFolder(), 'copy.db');
  let isDone = false;
  let writes = 0;
  const most = 100_000;
  const writeOn = (): void => {
    if (isDone || writes === most) return;
    add.run('meanwhile');
    writes += 1;
    setImmediate(writeOn);
  };
  writeOn();
  await writeBackup(path, copy, { mayReplace: false, check: async () => undefined });
  isDone = true;
  // It did not wait for the writer to come to its end.
  expect(writes).toBeLessThan(most);
  expect(statSync(copy).mode & 0o777).toBe(0o600);
  const read = new Sqlite(copy, { readonly: true });
  expect(read.prepare('SELECT count(*) FROM filler WHERE length(text) > 100').pluck().get()).toBe(300);
  read.close();
});

it('does not write over a file that appeared while it copied, nor over one that is no file', async () => {
  const { path } = await openTemporaryStore();
  const folder = temporaryFolder();
  const copy = join(folder, 'copy.db');
  const check = async (): Promise<void> => {
    rawConnection(copy).exec('CREATE TABLE somebody (id INTEGER)');
  };
  await expect(writeBackup(path, copy, { mayReplace: false, check })).rejects.toMatchObject({ code: 'exists' });
  const kept = rawConnection(copy).prepare('SELECT name FROM sqlite_master').pluck().all();
  expect(kept).toEqual(['somebody']);
  const replacing = writeBackup(path, folder, { mayReplace: true, check: async () => undefined });
  await expect(replacing).rejects.toMatchObject({ code: 'no_file' });
  expect(existsSync(copy)).toBe(true);
});
