import { cpSync, linkSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStopped } from '../../../src/store/sqlite/open-stopped.ts';
import { change, draft, noon, write } from '../sample-rows.ts';
import {
  contentOf as fileContent,
  openTemporaryStore as openFile,
  temporaryFolder,
} from '../sqlite/temporary-store.ts';
import { copied, stoppedDatabase } from './moving.ts';
import { startServer } from './server.ts';
import { contentOf, migrationsFolder, openTemporaryStore, query, temporaryDatabase } from './temporary-database.ts';

const password = 'correct-horse-battery';
/** The server trusts everybody on this machine; a password that is given must not be repeated all the same. */
const withPassword = (url: string): string => url.replace('//countersign@', `//countersign:${password}@`);

/** Copies, which can't be; answers the sentence that says why. The database there is as it was before. */
async function refusal(path: string, url: string, holds?: () => Promise<unknown>): Promise<string> {
  const before = await holds?.();
  const { status, said } = await copied(withPassword(url), path);
  expect(said).not.toContain(password);
  expect(said.trimEnd().split('\n')).toHaveLength(1);
  expect(status).toBe(1);
  expect(await holds?.()).toEqual(before);
  return said;
}

function meddle(path: string, sql: string): void {
  const database = new Sqlite(path);
  database.exec(sql);
  database.close();
}

describe('a file that can’t be copied', () => {
  it('since there is none, and none is made', async () => {
    const folder = temporaryFolder();
    const url = await temporaryDatabase();
    const path = join(folder, 'missing.db');
    expect(await refusal(path, url)).toBe(`Nothing was copied: ${path}: there is no such file.\n`);
    expect(await refusal(join(folder, 'nowhere', 'missing.db'), url)).toContain('there is no such file');
    expect(await refusal(folder, url)).toContain('there is no such file');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('since its program runs', async () => {
    const { path } = await openFile();
    const url = await temporaryDatabase();
    expect(await refusal(path, url, () => contentOf(url))).toMatch(
      /^Nothing was copied: .*store\.db: the database is in use by another Countersign process; stop that one first\.\n$/,
    );
  });

  it('since it is empty, another program’s, or damaged, and it stays so', async () => {
    const url = await temporaryDatabase();
    const empty = join(temporaryFolder(), 'empty.db');
    writeFileSync(empty, '');
    expect(await refusal(empty, url)).toContain('the file is not a database of Countersign’s, or was never started');
    expect(readFileSync(empty, 'utf8')).toBe('');
    const other = join(temporaryFolder(), 'other.db');
    meddle(other, 'CREATE TABLE songs (title text)');
    expect(await refusal(other, url)).toContain('the file is not a database of Countersign’s');
    expect(fileContent(other)).toEqual({ songs: [] });
    const text = join(temporaryFolder(), 'notes.txt');
    writeFileSync(text, 'Not a database, however long one looks at it. '.repeat(40));
    expect(await refusal(text, url)).toContain('the database is damaged');
    const cut = await stoppedDatabase();
    truncateSync(cut, 40_960);
    expect(await refusal(cut, url)).toContain('the database is damaged; keep the file, and restore a copy');
  });

  it('since it has two names', async () => {
    const path = await stoppedDatabase();
    linkSync(path, `${path}.again`);
    expect(await refusal(path, await temporaryDatabase())).toContain('has a second name');
  });

  it('since a newer version migrated it', async () => {
    const path = await stoppedDatabase();
    meddle(path, "INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('of a later release', 9999999999999)");
    expect(await refusal(path, await temporaryDatabase())).toContain('was migrated by a newer version of Countersign');
  });

  it('since its audit trail was changed, or cut', async () => {
    const url = await temporaryDatabase();
    const changed = await stoppedDatabase();
    meddle(changed, "DROP TRIGGER entries_never_change; UPDATE entries SET actor = 'policy' WHERE seq = 3");
    expect(await refusal(changed, url, () => contentOf(url))).toContain(
      'the audit trail was changed: entry 3 is not as it was written, or is missing; npm run verify-audit -- ',
    );
    const cut = await stoppedDatabase();
    meddle(cut, 'DROP TRIGGER entries_never_go; DELETE FROM entries WHERE seq > 5');
    const said = await refusal(cut, url, () => contentOf(url));
    expect(said).toMatch(/the audit trail was cut: \d+ of the rows that it must tell of changed last without an entry/);
    expect(await contentOf(url)).toEqual({});
  });
});

it('a file of an earlier version is migrated as a start would, with a copy before', async () => {
  const later = join(temporaryFolder(), 'migrations');
  cpSync(join(migrationsFolder, 'sqlite'), later, { recursive: true });
  const place = join(later, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(place, 'utf8'));
  const last = journal.entries.at(-1);
  writeFileSync(place, JSON.stringify({ ...journal, entries: [...journal.entries, { ...last, tag: 'later' }] }));
  writeFileSync(join(later, 'later.sql'), 'CREATE TABLE later (id integer PRIMARY KEY)');
  const path = await stoppedDatabase();
  const source = await openStopped(path, later);
  onTestFinished(() => source.close());
  expect(source.count('later')).toBe(0);
  expect(source.count('token_requests')).toBeGreaterThan(0);
  expect(readdirSync(dirname(path))).toContain(`countersign.db.before-${journal.entries.length + 1}.bak`);
});

describe('a database that takes no copy', () => {
  it.each([
    { url: 'file:data/other.db', says: 'file:data/other.db: must be the address of a PostgreSQL database' },
    { url: 'postgres://u:p/w@h/d', says: 'the PostgreSQL database: the address of the database can’t be read' },
    { url: 'postgres://u:12/w@h/d', says: 'the PostgreSQL database: the address of the database can’t be read' },
    { url: 'postgres://u:12?w@h/d', says: 'host, user and database must be named' },
    {
      url: 'postgres://u:p@w/w?w#1@h/d',
      says: 'the PostgreSQL database: the address of the database can’t be read: a p',
    },
    { url: '', says: 'Nothing was copied: there is no address; give one, or - and one on standard input.' },
    {
      url: 'postgres://u:w@h/d?sslmode=prefer',
      says: 'postgres://u@h/d: the address of the database can’t be read: sslmode must be',
    },
    {
      url: 'postgres://u:w@127.0.0.1:9/d',
      says: 'postgres://u@127.0.0.1:9/d: the database server could not be reached: nothing listens there',
    },
    {
      url: 'postgres://u:w@nowhere.invalid/d',
      says: 'postgres://u@nowhere.invalid/d: the database server could not be reached: ',
    },
  ])('$url', async ({ url, says }) => {
    const path = await stoppedDatabase();
    const { status, said } = await copied(url, path);
    expect(said).toContain(says);
    expect(said).not.toMatch(/\bw\b/);
    expect(status).toBe(1);
  });

  it('since the server does not encrypt, knows no such database, lets the user make no tables, or only reads', async () => {
    const path = await stoppedDatabase();
    const url = await temporaryDatabase();
    expect(await refusal(path, `${url}?sslmode=require`)).toContain('the database server does not encrypt');
    expect(await refusal(path, `${url}_missing`)).toContain('did not let Countersign in: database');
    const { pathname, port } = new URL(url);
    await query(url, 'create role reader login');
    onTestFinished(async () => void (await query(url, 'drop role reader')));
    const asReader = `postgres://reader:${password}@127.0.0.1:${port}${pathname}`;
    expect(await refusal(path, asReader)).toContain(
      'check user, password and database, and that this user may create tables',
    );
    const standby = await temporaryDatabase();
    await query(standby, `alter database ${new URL(standby).pathname.slice(1)} set default_transaction_read_only = on`);
    expect(await refusal(path, standby)).toContain('the database can only be read; name the primary server');
  });

  it('since the password is wrong, and neither of the two is said', async () => {
    const server = await startServer();
    onTestFinished(server.remove);
    const url = server.url('postgres');
    await query(url, "create role careful login password 'another-horse'");
    await query(
      url,
      `copy (select 'host all careful 127.0.0.1/32 scram-sha-256') to program 'cat > ${server.folder}/data/pg_hba.conf'`,
    );
    await query(url, 'select pg_reload_conf()');
    const said = await refusal(await stoppedDatabase(), url.replace('//countersign@', `//careful:${password}@`));
    expect(said).toContain('did not let Countersign in: password authentication failed for user "careful"');
    expect(said).not.toContain('another-horse');
  });

  it('since it holds something already: another program’s tables, or rows of another Countersign', async () => {
    const path = await stoppedDatabase();
    const other = await temporaryDatabase();
    await query(other, 'create table songs (title text)');
    expect(await refusal(path, other, () => contentOf(other))).toMatch(
      /^Nothing was copied: postgres:\/\/countersign@.*: the database is not empty; create another one, and name that\.\n$/,
    );
    const { store, url } = await openTemporaryStore();
    await store.commit(change({ writes: [write('drafts', draft('somebody’s'))] }), noon);
    expect(await refusal(path, url, () => contentOf(url))).toContain('the database is not empty');
  });

  it('since a newer version migrated it', async () => {
    const { url } = await openTemporaryStore();
    await query(
      url,
      "insert into __drizzle_migrations (hash, created_at, beside) values ('of a later release', 1, 99)",
    );
    expect(await refusal(await stoppedDatabase(), url, () => contentOf(url))).toContain(
      'a newer version of Countersign',
    );
  });

  it('but one that was started and never used does', async () => {
    const { store, url } = await openTemporaryStore();
    await store.close();
    expect(await copied(url, await stoppedDatabase())).toMatchObject({ status: 0 });
  });

  it('since its disk is full: then it has nothing of it', async () => {
    const url = await temporaryDatabase();
    await query(url, whenTableIs('entries', `raise exception 'could not extend file' using errcode = '53100'`));
    const said = await refusal(await stoppedDatabase(), url, () => contentOf(url));
    expect(said).toMatch(/^The copy was not finished; run it again: .*: the disk is full\.\n$/);
  });

  it('since it keeps other rows than it was given: then it keeps none', async () => {
    const url = await temporaryDatabase();
    await query(url, whenTableIs('hints', `create rule lose as on insert to hints do instead nothing`));
    const said = await refusal(await stoppedDatabase(), url, () => contentOf(url));
    expect(said).toContain('the database kept other rows than it was given, in hints.');
  });
});

/** What somebody else arranged to happen on the server as soon as there is such a table. */
function whenTableIs(name: string, happens: string): string {
  return `create function meddle() returns event_trigger language plpgsql as $$
    declare made record;
    begin
      for made in select * from pg_event_trigger_ddl_commands() loop
        if made.object_identity = 'public.${name}' and made.object_type = 'table' and made.command_tag = 'CREATE TABLE' then ${happens}; end if;
      end loop;
    end $$;
    create event trigger meddle on ddl_command_end when tag in ('CREATE TABLE') execute function meddle()`;
}
