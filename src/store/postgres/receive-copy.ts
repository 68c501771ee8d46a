import { getTableConfig } from 'drizzle-orm/pg-core';
import pg from 'pg';
import * as schema from '../../../db/postgres-schema.ts';
import type { CopySource } from '../copy-source.ts';
import type { Reader } from '../engine.ts';
import { entryHash, firstBrokenEntry, lastEntry } from '../entry-chain.ts';
import { missingEntries } from '../missing-entries.ts';
import type { Schema } from './advisory-lock.ts';
import { clientConfig, ignoreWhileIdle, usualLimits } from './connections.ts';
import { readDatabaseUrl } from './database-url.ts';
import { asFault } from './faults.ts';
import { bringUp, whileMigrating } from './migrate.ts';
import { readWithin } from './read-within.ts';

type Table = {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** The column that numbers rows by itself. */
  readonly numbered: string | undefined;
};

/** What became of a copy. It was kept where it says `copied` alone. */
export type Received =
  | {
      readonly as: 'copied';
      readonly counts: readonly { readonly table: string; readonly count: number }[];
      readonly last: { readonly seq: number; readonly hash: string } | null;
    }
  /** All that the source's trail tells of is there. */
  | { readonly as: 'copied_before' }
  /** It was copied before, and its program has gone on since. */
  | { readonly as: 'went_on' }
  | { readonly as: 'holds_other_data' }
  | { readonly as: 'counts_differ'; readonly tables: readonly string[] }
  | { readonly as: 'trail_changed'; readonly entry: number }
  | { readonly as: 'trail_cut'; readonly rows: number };

/** Rows of one statement. */
const pageSize = 500;

const tables: readonly Table[] = Object.values(schema).map((table) => {
  const { name, columns } = getTableConfig(table);
  return {
    name,
    columns: columns.map((column) => ({ name: column.name, type: column.getSQLType() })),
    numbered: columns.find(({ generatedIdentity }) => generatedIdentity !== undefined)?.name,
  };
});

/** What others made in our schema; not what extensions brought, which servers that are hosted are full of. */
const foreign = `select from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')
  and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e') limit 1`;

/** Whatever the server's owner has set: all rows may take long to read, and acknowledged is written. */
const asLongAsItTakes = `set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;
  select set_config('synchronous_commit', 'on', true) where current_setting('synchronous_commit') = 'off'`;

async function has(client: pg.Client, text: string): Promise<boolean> {
  return ((await client.query(text)).rowCount ?? 0) > 0;
}

/** Why nothing may be copied there; null where it may. */
async function obstacle(client: pg.Client, target: Reader, source: CopySource): Promise<Received | null> {
  const end = await lastEntry(source.trail);
  if (end !== null) {
    if ((await entryHash(target, end.seq)) === end.hash) return { as: 'copied_before' };
    const [ours, theirs] = [await entryHash(source.trail, 1), await entryHash(target, 1)];
    if (ours !== null && ours === theirs) return { as: 'went_on' };
  }
  // A program that runs on it may be about to write its first row.
  await client.query(`lock table ${tables.map(({ name }) => name).join()} in share row exclusive mode`);
  for (const { name } of tables)
    if (await has(client, `select from ${name} limit 1`)) return { as: 'holds_other_data' };
  return null;
}

async function insert(client: pg.Client, { name, columns }: Table, rows: readonly (readonly unknown[])[]) {
  const names = columns.map((column) => `"${column.name}"`).join();
  // A list a column, since a statement has room for 65,535 values only.
  const lists = columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join();
  const values = columns.map((_, index) => rows.map((row) => row[index]));
  await client.query(`insert into ${name} (${names}) select * from unnest(${lists})`, values);
}

async function copyTable(client: pg.Client, source: CopySource, table: Table): Promise<void> {
  const names = table.columns.map(({ name }) => name);
  let page: (readonly unknown[])[] = [];
  for (const row of source.rows(table.name, names)) {
    page.push(row);
    if (page.length < pageSize) continue;
    await insert(client, table, page);
    page = [];
  }
  if (page.length > 0) await insert(client, table, page);
  const last = source.lastNumber(table.name);
  if (table.numbered === undefined || last === 0) return;
  await client.query('select setval(pg_get_serial_sequence($1, $2), $3)', [table.name, table.numbered, last]);
}

/** Looks at what was copied as if somebody else had done it. */
async function checked(client: pg.Client, target: Reader, source: CopySource): Promise<Received> {
  const counts: { readonly table: string; readonly count: number }[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query<{ count: string }>(`select count(*) as count from ${name}`);
    counts.push({ table: name, count: Number(rows[0]?.count) });
  }
  const differing = counts.filter(({ table, count }) => count !== source.count(table));
  if (differing.length > 0) return { as: 'counts_differ', tables: differing.map(({ table }) => table) };
  const entry = await firstBrokenEntry(target);
  if (entry !== null) return { as: 'trail_changed', entry };
  const missing = await missingEntries(target);
  if (missing.length > 0) return { as: 'trail_cut', rows: missing.length };
  return { as: 'copied', counts, last: await lastEntry(target) };
}

async function receive(
  client: pg.Client,
  schema: Schema,
  migrationsFolder: string,
  source: CopySource,
): Promise<Received> {
  await client.query(asLongAsItTakes);
  const isOurs = await has(client, "select where to_regclass('__drizzle_migrations') is not null");
  if (!isOurs && (await has(client, foreign))) return { as: 'holds_other_data' };
  await bringUp(client, schema, migrationsFolder);
  const target = readWithin(client);
  const found = await obstacle(client, target, source);
  if (found !== null) return found;
  for (const table of tables) await copyTable(client, source, table);
  // Until the server gets round to it, it would look for everything by reading everything.
  await client.query(`analyze ${tables.map(({ name }) => name).join()}`);
  return checked(client, target, source);
}

/**
 * Copies all of a database into one of a PostgreSQL server, which is empty before, in one transaction: its tables, their rows, and the
 * checks of both. Where anything goes wrong the server has nothing of it. Throws a Fault, as opening such a database does.
 */
export async function receiveCopy(url: string, migrationsFolder: string, source: CopySource): Promise<Received> {
  const address = readDatabaseUrl(url);
  const client = new pg.Client({ ...clientConfig(address, usualLimits), query_timeout: undefined });
  ignoreWhileIdle(client);
  try {
    await client.connect();
    return await whileMigrating(
      client,
      address.schema,
      () => receive(client, address.schema, migrationsFolder, source),
      ({ as }) => as === 'copied',
    );
  } catch (error) {
    throw asFault(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}
