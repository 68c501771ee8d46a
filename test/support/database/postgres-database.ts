import { resolve } from 'node:path';
import pg from 'pg';
import { openPostgresStore } from '../../../src/store/postgres/open-postgres-store.ts';
import type { Reader, TestDatabase } from './test-database.ts';

const migrations = resolve(import.meta.dirname, '../../../db/migrations/postgres');

/** Numbers as they are, and not as text: none of ours is too great for that. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (id, format) => (id === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(id, format)),
};

export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, types });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** One connection for one thing. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connect(url);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export function databaseOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

const templates = new Map<string, Promise<string>>();
let made = 0;

/** A database with every table and nothing in it: to copy one takes a tenth of the time that migrating takes. */
function templateOf(server: string): Promise<string> {
  const known = templates.get(server);
  if (known !== undefined) return known;
  const name = `template_${process.pid}`;
  const making = withClient(server, (client) => client.query(`create database ${name}`))
    .then(() => openPostgresStore(databaseOf(server, name), migrations))
    .then((store) => store.close())
    .then(() => name);
  templates.set(server, making);
  return making;
}

const tables = `select c.relname as name from pg_class c
  where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not like '\\_%' order by 1`;

async function readerOf(url: string): Promise<Reader> {
  const client = await connect(url);
  let last: Promise<unknown> = client.query('set default_transaction_read_only = on');
  return {
    rows: <Found>(sql: string) => {
      const answer = last.then(async () => (await client.query(sql)).rows as Found[]);
      last = answer.catch(() => undefined);
      return answer;
    },
    // The driver would cut off what is still being asked.
    close: async () => {
      await last;
      await client.end();
    },
  };
}

const othersSql = `select 1 from pg_stat_activity where datname = current_database() and backend_type = 'client backend'
  and pid <> pg_backend_pid()`;

/** `like`: the address of another database to begin as a copy of; nobody may be connected to it. */
export async function postgresDatabase(server: string, path: string, like?: string): Promise<TestDatabase> {
  made += 1;
  const name = `world_${process.pid}_${made}`;
  const template = like === undefined ? await templateOf(server) : new URL(like).pathname.slice(1);
  await withClient(server, (client) => client.query(`create database ${name} template ${template} strategy file_copy`));
  const url = databaseOf(server, name);
  return {
    place: url,
    path,
    url,
    rows: <Found>(sql: string) => withClient(url, async (client) => (await client.query(sql)).rows as Found[]),
    reader: () => readerOf(url),
    left: () =>
      withClient(url, async (client) => {
        while ((await client.query(othersSql)).rows.length > 0);
      }),
    lock: async () => {
      const client = await connect(url);
      const { rows } = await client.query<{ name: string }>(tables);
      await client.query(`begin; lock table ${rows.map((row) => row.name).join()} in exclusive mode`);
      return async () => {
        await client.query('rollback');
        await client.end();
      };
    },
    text: () =>
      withClient(url, async (client) => {
        const { rows } = await client.query<{ name: string }>(tables);
        const all = [];
        for (const { name: table } of rows) all.push(...(await client.query(`select * from "${table}"`)).rows);
        return JSON.stringify(all);
      }),
    remove: () => withClient(server, async (client) => void (await client.query(`drop database ${name} with (force)`))),
  };
}
