import { join, resolve } from 'node:path';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import type { Store } from '../../../src/ports/store.ts';
import { type Limits, usualLimits } from '../../../src/store/postgres/connections.ts';
import { openPostgresStore } from '../../../src/store/postgres/open-postgres-store.ts';
import type { Content } from '../contract/open-test-store.ts';

export const migrationsFolder = resolve(import.meta.dirname, '../../../db/migrations');

/** Numbers as they are, and not as text: none of ours is too great for that. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (id, format) => (id === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(id, format)),
};

export function serverUrl(): string {
  const url = inject('postgres');
  if (url === undefined) throw new Error('these tests need a PostgreSQL server');
  return url;
}

export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, types });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** One connection for one thing, as an intruder or another program would have it. */
export async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<readonly Row[]> {
  const client = await connect(url);
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

/** A connection that stays until the test ends. */
export async function rawConnection(url: string): Promise<pg.Client> {
  const client = await connect(url);
  onTestFinished(() => client.end());
  return client;
}

let made = 0;

const nameIn = (url: string): string => new URL(url).pathname.slice(1);

/** Files are copied as they are: to have each page written down in the log, as the server does by itself, takes twice as long. */
export async function createDatabase(template?: string): Promise<string> {
  made += 1;
  const url = new URL(serverUrl());
  url.pathname = `/test_${process.pid}_${made}`;
  const like = template === undefined ? '' : ` template ${nameIn(template)} strategy file_copy`;
  await query(serverUrl(), `create database ${nameIn(url.href)}${like}`);
  return url.href;
}

let template: Promise<string> | null = null;

/** One with every table and nothing in it, that nobody uses. */
async function createTemplate(): Promise<string> {
  const url = await createDatabase();
  const store = await openPostgresStore(url, join(migrationsFolder, 'postgres'), patientLimits);
  await store.close();
  return url;
}

/** An empty database that is gone after the test. */
export async function temporaryDatabase(): Promise<string> {
  return untilFinished(await createDatabase());
}

/** One as the program leaves it after its first start, and gone after the test: to copy one takes a third of what migrating takes. */
export async function migratedDatabase(): Promise<string> {
  template ??= createTemplate();
  return untilFinished(await createDatabase(await template));
}

function untilFinished(url: string): string {
  onTestFinished(async () => {
    await query(serverUrl(), `drop database ${nameIn(url)} with (force)`);
  });
  return url;
}

/** What is proved here does not depend on how busy the machine is. */
export const patientLimits: Limits = {
  ...usualLimits,
  connectMs: 60_000,
  lockMs: 60_000,
  statementMs: 60_000,
  idleInTransactionMs: 60_000,
  answerMs: 60_000,
  schedulerSilenceMs: 60_000,
};

export async function openTemporaryStore(
  url?: string,
  limits = patientLimits,
): Promise<{ readonly store: Store; readonly url: string }> {
  const place = url ?? (await migratedDatabase());
  const store = await openPostgresStore(place, join(migrationsFolder, 'postgres'), limits);
  onTestFinished(() => store.close());
  return { store, url: place };
}

/** Everything the database holds, in the order in which it was written. */
export async function contentOf(url: string): Promise<Content> {
  const client = await connect(url);
  try {
    return await contentBy(client);
  } finally {
    await client.end();
  }
}

/** That a transaction began is no content: its mark is there whatever became of it. */
const isMark = ({ name }: { readonly name?: unknown }): boolean =>
  typeof name === 'string' && name.startsWith('commit ');

export async function contentBy(client: pg.Client): Promise<Content> {
  const { rows } = await client.query<{ name: string; first: string; type: string }>(
    `select c.relname as name, a.attname as first, a.atttypid::regtype::text as type from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attnum = 1 where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`,
  );
  const content: Record<string, readonly unknown[]> = {};
  for (const { name, first, type } of rows) {
    const order = type === 'bigint' ? `"${first}"` : 'ctid';
    content[name] = (await client.query(`select * from "${name}" order by ${order}`)).rows.filter(
      (row) => !isMark(row),
    );
  }
  return content;
}
