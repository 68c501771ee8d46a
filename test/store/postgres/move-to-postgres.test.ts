import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { builtCommand } from '../../support/built-program.ts';
import { change, entry, noon, post } from '../sample-rows.ts';
import { contentOf as fileContent, openTemporaryStore as openFile, rawConnection } from '../sqlite/temporary-store.ts';
import { startCuttingProxy } from './cutting-proxy.ts';
import { copied, move, stoppedDatabase } from './moving.ts';
import { contentOf, openTemporaryStore, query, rawConnection as raw, temporaryDatabase } from './temporary-database.ts';

type Rows = readonly Readonly<Record<string, unknown>>[];

/** What a database holds but for its own list of migrations, with what SQLite has for true and false. */
function plain(content: Readonly<Record<string, readonly unknown[]>>): Readonly<Record<string, Rows>> {
  const number = (value: unknown) => (typeof value === 'boolean' ? Number(value) : value);
  return Object.fromEntries(
    Object.entries(content)
      .filter(([table]) => table !== '__drizzle_migrations' && table !== 'sqlite_sequence')
      .map(([table, rows]) => [
        table,
        (rows as Rows).map((row) =>
          Object.fromEntries(Object.entries(row).map(([name, value]) => [name, number(value)])),
        ),
      ]),
  );
}

const tablesOf = (url: string) =>
  query(url, "select tablename from pg_tables where schemaname = 'public'").then((rows) => rows.length);

describe('a stopped SQLite database', () => {
  it('is copied to the letter, whatever state its rows are in', async () => {
    const path = await stoppedDatabase();
    const url = await temporaryDatabase();
    const before = plain(fileContent(path));
    for (const rows of Object.values(before)) expect(rows).not.toEqual([]);
    expect(new Set(before.effects?.map(({ state }) => state))).toEqual(
      new Set(['waiting', 'leased', 'done', 'gave_up', 'cancelled']),
    );
    const { status, said } = move([url, path]);
    expect(said).toMatch(/^Copied and checked .*countersign\.db to postgres:\/\/countersign@127\.0\.0\.1:\d+\/test_/);
    expect(said).toContain(`  ${String(before.token_requests?.length).padStart(9)}  token_requests\n`);
    expect(said).toMatch(/The audit trail there holds: \d+ entries\. The last hash is [0-9a-f]{64}\./);
    expect(status).toBe(0);
    expect(plain(await contentOf(url))).toEqual(before);
    expect(plain(fileContent(path))).toEqual(before);
  });

  it('goes on there: numbers are not given again, the trail is continued, and entries never change', async () => {
    const path = await stoppedDatabase(async (store) => {
      const last = await store.nextRequestNumber();
      expect(last).toBe(2);
      // The effect with the highest number is forgotten, and its number with it.
      await store.forget(noon + 1, noon);
    });
    const numbered = rawConnection(path);
    const highest = Number(numbered.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'effects'").pluck().get());
    expect(numbered.prepare('SELECT max(id) FROM effects').pluck().get()).toBeLessThan(highest);
    const url = await temporaryDatabase();
    expect((await copied(url, path)).status).toBe(0);
    const { store } = await openTemporaryStore(url);
    await store.commit(change({ entries: [entry()], effects: [post('since')] }), noon);
    const [effect] = await query<{ id: number }>(url, "select id from effects where key = 'since'");
    expect(effect?.id).toBeGreaterThan(highest);
    expect(await store.nextRequestNumber()).toBe(3);
    expect(await store.firstBrokenEntry()).toBeNull();
    for (const text of ["update entries set actor = 'policy'", 'delete from entries', 'truncate entries']) {
      await expect(query(url, text)).rejects.toThrow(/audit trail never change/);
    }
  });

  it('is copied once: a second time says so, also when the copy has gone on, and changes nothing', async () => {
    const path = await stoppedDatabase();
    const url = await temporaryDatabase();
    await copied(url, path);
    const { store } = await openTemporaryStore(url);
    await store.commit(change({ entries: [entry()], effects: [post('since')] }), noon);
    const before = await contentOf(url);
    const { status, said } = await copied(url, path);
    expect(said).toMatch(
      /was copied to postgres:.* before: all that its audit trail tells of is there\. Nothing was changed\.\n$/,
    );
    expect(status).toBe(0);
    expect(await contentOf(url)).toEqual(before);
  });

  it('that went on after it was copied is not copied over its copy', async () => {
    const path = await stoppedDatabase();
    const url = await temporaryDatabase();
    await copied(url, path);
    const { store } = await openFile(path);
    await store.commit(change({ entries: [entry()] }), noon);
    await store.close();
    const before = await contentOf(url);
    const { status, said } = await copied(url, path);
    expect(said).toContain('Countersign was started on the file again since');
    expect(status).toBe(1);
    expect(await contentOf(url)).toEqual(before);
  });
});

describe('a copy that is interrupted', () => {
  it.each(['question', 'answer'] as const)(
    'where the line is cut at its end (the %s is lost) is there as a whole or not at all, and done by the next run',
    async (cut) => {
      const path = await stoppedDatabase();
      const url = await temporaryDatabase();
      const proxy = await startCuttingProxy(Number(new URL(url).port));
      proxy.cutNext(cut);
      const through = new URL(url);
      through.port = String(proxy.port);
      const first = await copied(through.href, path);
      expect(first.said).toMatch(
        /^The copy was not finished; run it again: .*: the database server could not be reached/,
      );
      expect(first.status).toBe(1);
      if (cut === 'question') expect(await tablesOf(url)).toBe(0);
      const { status, said } = await copied(url, path);
      expect(said).toContain(cut === 'question' ? 'Copied and checked' : 'Nothing was changed');
      expect(status).toBe(0);
      expect(plain(await contentOf(url))).toEqual(plain(fileContent(path)));
    },
  );

  it('by its death leaves nothing behind, and is begun anew by the next run', async () => {
    const path = await stoppedDatabase();
    const url = await temporaryDatabase();
    // It waits in its midst, for a lock that the test holds on what it has to create.
    const holder = await raw(url);
    await holder.query('begin; select pg_advisory_xact_lock(1131312243, 1)');
    await query(url, waitsAtEntries);
    const child = startMove(url, path);
    for (;;) {
      const { rowCount } = await holder.query("select from pg_locks where locktype = 'advisory' and not granted");
      if (rowCount === 1) break;
    }
    child.kill('SIGKILL');
    await new Promise((done) => child.once('exit', done));
    await holder.query('rollback');
    await query(url, 'drop event trigger wait_at_entries; drop function wait_at_entries');
    expect((await copied(url, path)).said).toContain('Copied and checked');
    expect(plain(await contentOf(url))).toEqual(plain(fileContent(path)));
  });
});

const waitsAtEntries = `create function wait_at_entries() returns event_trigger language plpgsql as $$
  begin
    if to_regclass('entries') is not null then perform pg_advisory_xact_lock(1131312243, 1); end if;
  end $$;
  create event trigger wait_at_entries on ddl_command_end execute function wait_at_entries()`;

function startMove(url: string, path: string) {
  return spawn(process.execPath, [builtCommand(), 'move-to-postgres', url, path], {
    env: {},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
