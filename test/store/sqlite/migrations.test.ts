import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from 'drizzle-kit/api';
import { getTableColumns } from 'drizzle-orm';
import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { describe, expect, it } from 'vitest';
import * as schema from '../../../db/sqlite-schema.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { change, draft, noon, oneOfEach, write } from '../sample-rows.ts';
import {
  migrationsFolder as bothEngines,
  contentOf,
  openTemporaryStore,
  rawConnection,
  temporaryFolder,
} from './temporary-store.ts';

type Journal = { readonly entries: readonly { readonly idx: number; readonly when: number; readonly tag: string }[] };

function journalOf(folder: string): Journal {
  return JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as Journal;
}

const migrationsFolder = join(bothEngines, 'sqlite');
const journal = journalOf(migrationsFolder);
const tables = Object.values(schema);

/** The migrations of a later release: ours, and one more. */
function laterMigrations(sql: string): string {
  const whole = join(temporaryFolder(), 'migrations');
  const folder = join(whole, 'sqlite');
  cpSync(migrationsFolder, folder, { recursive: true });
  const { entries, ...rest } = journalOf(folder);
  const idx = entries.length;
  const added = { idx, version: '6', when: (entries.at(-1)?.when ?? 0) + 1, tag: 'later', breakpoints: true };
  writeFileSync(join(folder, 'later.sql'), sql);
  writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify({ ...rest, entries: [...entries, added] }));
  return whole;
}

const later =
  'CREATE TABLE `later` (`id` integer PRIMARY KEY);--> statement-breakpoint\nALTER TABLE `hints` ADD `later` text;';
const broken =
  'CREATE TABLE `later` (`id` integer PRIMARY KEY);--> statement-breakpoint\nALTER TABLE `missing` ADD `later` text;';

/** A database of this release that holds something, closed. */
async function filled(): Promise<{ readonly path: string; readonly folder: string }> {
  const folder = temporaryFolder();
  const path = join(folder, 'store.db');
  const { store } = await openTemporaryStore(path);
  await store.commit(change({ writes: oneOfEach }), noon);
  await store.close();
  return { path, folder };
}

describe('the migrations', () => {
  it('are numbered one after another, each later than the one before', () => {
    expect(journal.entries.map(({ idx }) => idx)).toEqual(journal.entries.map((_, index) => index));
    const times = journal.entries.map(({ when }) => when);
    expect(times).toEqual([...new Set(times)].toSorted((one, other) => one - other));
  });

  it('are the files of the folder', () => {
    const files = readdirSync(migrationsFolder).filter((name) => name.endsWith('.sql'));
    expect(files.toSorted()).toEqual(journal.entries.map(({ tag }) => `${tag}.sql`));
  });

  it('say what the schema says: there is nothing to generate', async () => {
    const newest = String(journal.entries.at(-1)?.idx).padStart(4, '0');
    const snapshot = JSON.parse(readFileSync(join(migrationsFolder, 'meta', `${newest}_snapshot.json`), 'utf8'));
    expect(await generateSQLiteMigration(snapshot, await generateSQLiteDrizzleJson(schema, snapshot.id))).toEqual([]);
  });

  it('make the very tables, columns and indexes of the schema', async () => {
    const raw = rawConnection((await openTemporaryStore()).path);
    const made = (kind: string) =>
      raw
        .prepare<[string], { name: string }>(
          "SELECT name FROM sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite_%' AND name <> '__drizzle_migrations' ORDER BY name",
        )
        .all(kind)
        .map(({ name }) => name);
    const configs = tables.map(getTableConfig);
    expect(made('table')).toEqual(configs.map(({ name }) => name).toSorted());
    expect(made('index')).toEqual(
      configs
        .flatMap(({ name, indexes, columns }) => [
          ...indexes.map(({ config }) => config.name),
          ...columns
            .filter(({ isUnique }) => isUnique)
            .map((column) => column.uniqueName ?? `${name}_${column.name}_unique`),
        ])
        .toSorted(),
    );
    for (const table of tables) {
      const columns = Object.values(getTableColumns(table)).map(({ name, notNull }) => ({
        name,
        notnull: notNull ? 1 : 0,
      }));
      expect(raw.pragma(`table_info(${getTableConfig(table).name})`)).toMatchObject(columns);
    }
  });

  it('keep entries from being changed or removed', async () => {
    const raw = rawConnection((await openTemporaryStore()).path);
    const triggers = raw.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name").all();
    expect(triggers).toEqual([{ name: 'entries_never_change' }, { name: 'entries_never_go' }]);
  });

  it('are applied once: a second start changes nothing, and makes no copy', async () => {
    const { path, folder } = await filled();
    const before = contentOf(path);
    await openTemporaryStore(path);
    expect(contentOf(path)).toEqual(before);
    expect(readdirSync(folder).filter((name) => name.includes('before'))).toEqual([]);
  });
});

describe('a database of an earlier release', () => {
  it('is brought to the new schema, and copied before, whole and for its owner alone', async () => {
    const { path, folder } = await filled();
    const before = contentOf(path);
    const store = await openStore(path, laterMigrations(later));
    await store.commit(change({ writes: [write('drafts', draft('since'))] }), noon);
    await store.close();
    const copy = `${path}.before-${journal.entries.length + 1}.bak`;
    expect(readdirSync(folder).filter((name) => name.includes('before'))).toEqual([copy.slice(folder.length + 1)]);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(contentOf(copy)).toEqual(before);
    expect(contentOf(path)).toMatchObject({ later: [], drafts: [{ id: 'draft-7' }, { id: 'since' }] });
  });

  it('is opened from its copy by the release that made it', async () => {
    const { path } = await filled();
    await (await openStore(path, laterMigrations(later))).close();
    const { store } = await openTemporaryStore(`${path}.before-${journal.entries.length + 1}.bak`);
    expect(await store.draft('draft-7')).toEqual(draft('draft-7'));
  });

  it('stays at its schema where a migration fails half way, and its program can still open it', async () => {
    const { path } = await filled();
    const before = contentOf(path);
    await expect(openStore(path, laterMigrations(broken))).rejects.toThrow(/missing/);
    const { store } = await openTemporaryStore(path);
    await store.check();
    expect(contentOf(path)).toMatchObject({ ...before, counters: [{ name: 'check' }] });
    expect(contentOf(path)).not.toHaveProperty('later');
  });
});

describe('a database of a later release', () => {
  it('is refused, and left as it is', async () => {
    const { path } = await filled();
    await (await openStore(path, laterMigrations(later))).close();
    const before = contentOf(path);
    await expect(openStore(path, bothEngines)).rejects.toMatchObject({
      where: 'store',
      code: 'newer',
      isRetryable: false,
    });
    expect(contentOf(path)).toEqual(before);
  });

  it('is refused as well where it has as many migrations, but other ones', async () => {
    const { path } = await filled();
    const raw = new Sqlite(path);
    raw.exec(
      "UPDATE __drizzle_migrations SET hash = 'another' WHERE created_at = (SELECT max(created_at) FROM __drizzle_migrations)",
    );
    raw.close();
    await expect(openStore(path, bothEngines)).rejects.toMatchObject({ code: 'newer' });
  });
});
