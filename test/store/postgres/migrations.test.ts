import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as schema from '../../../db/postgres-schema.ts';
import { explainFault, isPassing } from '../../../src/config/start-failure.ts';
import type { Store } from '../../../src/ports/store.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { change, draft, entry, noon, oneOfEach, write } from '../sample-rows.ts';
import { contracting, expanding, journalOf, laterMigrations } from './later-migrations.ts';
import { contentOf, migrationsFolder, openTemporaryStore, query, temporaryDatabase } from './temporary-database.ts';

const folder = join(migrationsFolder, 'postgres');
const journal = journalOf(folder);

const broken =
  'CREATE TABLE later (id bigint PRIMARY KEY);--> statement-breakpoint\nALTER TABLE missing ADD later text;';

/** Whether it only adds what refuses no write, and removes what nobody uses any more. */
function refusesNothing(text: string): boolean {
  const statements = text.replace(/^-- beside \d+\n/, '').split('--> statement-breakpoint');
  return statements.every((statement) => {
    const said = statement.trim().toLowerCase();
    if (/^(?:create (?:table|index)|drop (?:table|index)|alter table \S+ drop column) /.test(said)) return true;
    return /^alter table \S+ add /.test(said) && (!said.includes('not null') || said.includes('default'));
  });
}

/** A database of this release that holds something, closed. */
async function filled(): Promise<string> {
  const { store, url } = await openTemporaryStore();
  await store.commit(change({ writes: oneOfEach, entries: [entry()] }), noon);
  await store.close();
  return url;
}

type Described = { readonly of: string; readonly says: string };

const ours = "n.nspname = 'public' and c.relname <> '__drizzle_migrations'";

/** What the server says of each table, in the order of their names; columns in their own. */
async function describedByServer(url: string) {
  const asked = (text: string): Promise<readonly Described[]> => query<Described>(url, text);
  return {
    columns:
      await asked(`select c.relname as of, concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
        pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated, a.attcollation::regcollation) as says
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where ${ours} and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped order by c.relname collate "C", a.attnum`),
    indexes: await asked(`select c.relname as of, pg_get_indexdef(i.indexrelid) as says
      from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
      where ${ours} order by 1, 2`),
    // Which columns may be null stands with them: an older server has no constraint for that.
    constraints: await asked(`select c.relname as of, concat_ws(' ', k.conname, pg_get_constraintdef(k.oid)) as says
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where ${ours} and k.contype <> 'n' order by 1, 2`),
  };
}

async function opened(url: string, migrations: string): Promise<Store> {
  const store = await openStore(url, migrations);
  onTestFinished(() => store.close());
  return store;
}

describe('the migrations', () => {
  it('are numbered one after another, each later than the one before, and are the files of the folder', () => {
    expect(journal.entries.map(({ idx }) => idx)).toEqual(journal.entries.map((_, index) => index));
    const times = journal.entries.map(({ when }) => when);
    expect(times).toEqual([...new Set(times)].toSorted((one, other) => one - other));
    const files = readdirSync(folder).filter((name) => name.endsWith('.sql'));
    expect(files.toSorted()).toEqual(journal.entries.map(({ tag }) => `${tag}.sql`));
  });

  it('say what the schema says: there is nothing to generate', async () => {
    const newest = String(journal.entries.at(-1)?.idx).padStart(4, '0');
    const snapshot = JSON.parse(readFileSync(join(folder, 'meta', `${newest}_snapshot.json`), 'utf8'));
    expect(await generateMigration(snapshot, generateDrizzleJson(schema, snapshot.id))).toEqual([]);
  });

  it('make the very tables, columns, indexes and constraints of the schema', async () => {
    const { url } = await openTemporaryStore();
    const meant = await temporaryDatabase();
    const empty = generateDrizzleJson({});
    for (const text of await generateMigration(empty, generateDrizzleJson(schema, empty.id))) await query(meant, text);
    const made = await describedByServer(url);
    // The server words both: what a schema says of a table is compared as the server understands it.
    expect(made).toEqual(await describedByServer(meant));
    const tables = Object.values(schema).map((table) => getTableConfig(table).name);
    expect([...new Set(made.columns.map(({ of }) => of))]).toEqual(tables.toSorted());
    expect(made.indexes.length).toBeGreaterThan(tables.length);
  });

  it.each(["UPDATE entries SET actor = 'policy'", 'DELETE FROM entries', 'TRUNCATE entries'])(
    'keep entries from %s',
    async (text) => {
      const url = await filled();
      await expect(query(url, text)).rejects.toThrow(/audit trail never change/);
    },
  );

  it.each([
    { text: expanding, isTolerable: true },
    { text: contracting, isTolerable: true },
    { text: '-- beside 4\nALTER TABLE "hints" ADD COLUMN "later" text NOT NULL;', isTolerable: false },
    { text: '-- beside 4\nALTER TABLE "hints" ADD COLUMN "later" bigint DEFAULT 0 NOT NULL;', isTolerable: true },
    { text: '-- beside 4\nCREATE INDEX "later" ON "hints" USING btree ("told");', isTolerable: true },
    { text: '-- beside 4\nCREATE UNIQUE INDEX "later" ON "hints" USING btree ("told");', isTolerable: false },
    { text: '-- beside 4\nALTER TABLE "hints" RENAME COLUMN "told" TO "later";', isTolerable: false },
  ])('beside which an older program goes on are told by what they say: $text', ({ text, isTolerable }) => {
    expect(refusesNothing(text)).toBe(isTolerable);
  });

  it('beside which an older program goes on refuse nothing that it writes', () => {
    const texts = journal.entries.map(({ tag }) => readFileSync(join(folder, `${tag}.sql`), 'utf8'));
    expect(texts.filter((text) => text.startsWith('-- beside')).filter((text) => !refusesNothing(text))).toEqual([]);
  });

  it('are applied once, however many processes start on an empty database at once', async () => {
    const url = await temporaryDatabase();
    const stores = await Promise.all([1, 2, 3, 4].map(() => opened(url, migrationsFolder)));
    for (const store of stores) await store.check();
    expect((await contentOf(url)).__drizzle_migrations).toHaveLength(journal.entries.length);
  });
});

describe('a database of an earlier release', () => {
  it('is brought to the new schema with all that it holds, while a process of the earlier release goes on', async () => {
    const { store: earlier, url } = await openTemporaryStore();
    await earlier.commit(change({ writes: oneOfEach }), noon);
    await opened(url, laterMigrations(expanding));
    expect(await earlier.commit(change({ writes: [write('drafts', draft('since'))] }), noon)).toBe('done');
    expect(await contentOf(url)).toMatchObject({ later: [], drafts: [{ id: 'draft-7' }, { id: 'since' }] });
  });

  it('keeps what a process of that release still needs: whoever would take it away is refused until that has ended', async () => {
    const { store: earlier, url } = await openTemporaryStore();
    const next = laterMigrations(expanding, contracting);
    const refusal = { where: 'store', code: 'older_running', isRetryable: true };
    await expect(openStore(url, next)).rejects.toMatchObject(refusal);
    expect(explainFault(refusal)).toContain('an older version of Countersign is running on this database');
    expect(isPassing(refusal)).toBe(true);
    expect(await earlier.commit(change({ writes: oneOfEach }), noon)).toBe('done');
    await earlier.close();
    const between = await opened(url, laterMigrations(expanding));
    await opened(url, next);
    await between.check();
  });

  it('stays at its schema where a migration fails half way, and its program can still open it', async () => {
    const url = await filled();
    const before = await contentOf(url);
    await expect(openStore(url, laterMigrations(broken))).rejects.toThrow(/missing/);
    expect(await contentOf(url)).toEqual(before);
    await (await opened(url, migrationsFolder)).check();
  });
});

describe('a database of a later release', () => {
  it('that removed what the release between no longer uses is opened by that one, and refused by this one', async () => {
    const { store, url } = await openTemporaryStore();
    await store.close();
    await (await openStore(url, laterMigrations(expanding, contracting))).close();
    await (await opened(url, laterMigrations(expanding))).check();
    await expect(openStore(url, migrationsFolder)).rejects.toMatchObject({ code: 'newer' });
  });

  it('that only added is opened, though not every process of ours was running when it was migrated', async () => {
    const { store: earlier, url } = await openTemporaryStore();
    await opened(url, laterMigrations(expanding));
    await earlier.close();
    const before = await contentOf(url);
    const again = await opened(url, migrationsFolder);
    expect(await contentOf(url)).toEqual(before);
    expect(await again.commit(change({ writes: oneOfEach, entries: [entry()] }), noon)).toBe('done');
  });

  it('is refused, and left as it is', async () => {
    const url = await filled();
    await (await openStore(url, laterMigrations(expanding, contracting))).close();
    const before = await contentOf(url);
    const refusal = { where: 'store', code: 'newer', isRetryable: false };
    await expect(openStore(url, migrationsFolder)).rejects.toMatchObject(refusal);
    expect(await contentOf(url)).toEqual(before);
  });

  it('is refused as well where it has as many migrations, but other ones', async () => {
    const url = await filled();
    await query(url, "UPDATE __drizzle_migrations SET hash = 'another' WHERE id = 1");
    await expect(openStore(url, migrationsFolder)).rejects.toMatchObject({ code: 'newer' });
  });
});

it('a database whose letters are not UTF-8 is refused', async () => {
  const url = await temporaryDatabase();
  const name = `${new URL(url).pathname.slice(1)}_latin`;
  await query(url, `create database ${name} template template0 encoding 'LATIN1' locale 'C'`);
  onTestFinished(async () => void (await query(url, `drop database ${name}`)));
  await expect(openStore(url.replace(/[^/]+$/, name), migrationsFolder)).rejects.toMatchObject({ code: 'not_utf8' });
});
