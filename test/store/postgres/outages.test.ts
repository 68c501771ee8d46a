import { type SQL, sql } from 'drizzle-orm';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { explainFault, isPassing } from '../../../src/config/start-failure.ts';
import type { Store } from '../../../src/ports/store.ts';
import type { Statement } from '../../../src/store/engine.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { lockKey } from '../../../src/store/postgres/advisory-lock.ts';
import { createPool, usualLimits } from '../../../src/store/postgres/connections.ts';
import { readDatabaseUrl } from '../../../src/store/postgres/database-url.ts';
import { openPostgresStore } from '../../../src/store/postgres/open-postgres-store.ts';
import { createPostgresEngine } from '../../../src/store/postgres/postgres-engine.ts';
import { faultOf } from '../../support/fault-of.ts';
import { change, draft, entry, noon, oneOfEach, post, write } from '../sample-rows.ts';
import { type Cut, startCuttingProxy } from './cutting-proxy.ts';
import { type Server, startServer } from './server.ts';
import {
  contentOf,
  migratedDatabase,
  migrationsFolder,
  openTemporaryStore,
  patientLimits,
  query,
  rawConnection,
  serverUrl,
  temporaryDatabase,
} from './temporary-database.ts';

const whole = change({ writes: oneOfEach, entries: [entry()], effects: [post('news')] });

/** Once, and all of it. */
async function expectWritten(url: string, store: Store): Promise<void> {
  const content = await contentOf(url);
  expect(content.entries).toMatchObject([{ seq: 1 }]);
  expect(content.effects).toMatchObject([{ key: 'news', attempt: 0 }]);
  expect(content.token_requests).toHaveLength(1);
  expect(await store.firstBrokenEntry()).toBeNull();
}

const waiting =
  "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and pid <> pg_backend_pid()";

/** Until a connection of the store waits for a lock, by the server's own word. */
async function untilWaiting(client: pg.Client): Promise<number> {
  for (;;) {
    const { rows } = await client.query<{ pid: number }>(waiting);
    if (rows[0] !== undefined) return rows[0].pid;
  }
}

describe('a commit whose line is cut', () => {
  it.each<{ cut: Cut; what: string }>([
    { cut: 'question', what: 'before the server heard of it, is begun anew' },
    { cut: 'answer', what: 'before its answer came, is not begun anew' },
    { cut: 'silence', what: 'without a word, is begun anew' },
  ])('$what: it is written once', async ({ cut }) => {
    const direct = await migratedDatabase();
    const proxy = await startCuttingProxy(Number(new URL(direct).port));
    const url = new URL(direct);
    url.port = String(proxy.port);
    const store = await openPostgresStore(url.href, `${migrationsFolder}/postgres`, {
      ...patientLimits,
      // How long the line may be silent, and how soon the server lets go of what hangs on it.
      answerMs: 5_000,
      idleInTransactionMs: 1_000,
    });
    onTestFinished(() => store.close());
    await store.check();
    proxy.cutNext(cut);
    expect(await store.commit(whole, noon)).toBe('done');
    await expectWritten(direct, store);
    expect(await store.commit(whole, noon)).toBe('stale');
  });

  it('in the middle, is begun anew and written once', async () => {
    const { store, url } = await openTemporaryStore();
    const holder = await rawConnection(url);
    await holder.query('select pg_advisory_lock($1, $2)', [...lockKey(null, 'the end of the chain')]);
    const said = store.commit(whole, noon);
    await holder.query('select pg_terminate_backend($1, 5000)', [await untilWaiting(holder)]);
    await holder.query('select pg_advisory_unlock_all()');
    expect(await said).toBe('done');
    await expectWritten(url, store);
  });

  it('while nothing was going on, is not noticed', async () => {
    const { store, url } = await openTemporaryStore();
    const reads = await Promise.all([store.draft('d'), store.draft('d'), store.commit(whole, noon)]);
    expect(reads).toEqual([null, null, 'done']);
    await query(
      url,
      'select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    expect(await store.draft('draft-7')).toEqual(draft('draft-7'));
    await store.check();
  });
});

describe('while another holds what is wanted', () => {
  it('a commit is a Fault that may pass, soon enough for the click that waits, and nothing of it is written', async () => {
    const url = await migratedDatabase();
    // Nothing else would end the wait while this test lasts.
    const limits = { ...patientLimits, lockMs: 200 };
    const store = await openPostgresStore(url, `${migrationsFolder}/postgres`, limits);
    onTestFinished(() => store.close());
    expect(usualLimits.lockMs).toBeLessThan(2_500);
    const holder = await rawConnection(url);
    await holder.query('select pg_advisory_lock($1, $2)', [...lockKey(null, 'the end of the chain')]);
    const before = await contentOf(url);
    expect(await faultOf(store.commit(whole, noon))).toMatchObject({ where: 'store', code: 'busy', isRetryable: true });
    expect(await contentOf(url)).toEqual(before);
    await holder.query('select pg_advisory_unlock_all()');
    expect(await store.commit(whole, noon)).toBe('done');
  });

  it('a deadlock with a stranger is begun anew', async () => {
    const { url } = await openTemporaryStore();
    const stranger = await rawConnection(url);
    // Whoever waits so long looks whether it waits in a circle, and gives way: it is to be the store.
    await stranger.query(
      "do $$ begin execute format('alter database %I set deadlock_timeout = %L', current_database(), '5s'); end $$",
    );
    await stranger.query("set deadlock_timeout = '10min'");
    const { store } = await openTemporaryStore(url);
    const rows = ['a', 'b'].map((id) => draft(id));
    await store.commit(change({ writes: rows.map((row) => write('drafts', row)) }), noon);
    await stranger.query("begin; update drafts set slack_id = 'U0STRANGER' where id = 'b'");
    const writes = rows.map((row) => write('drafts', { ...row, version: 2 }, 1));
    const said = store.commit(change({ writes, entries: [entry()] }), noon);
    const observer = await rawConnection(url);
    await untilWaiting(observer);
    await stranger.query("update drafts set slack_id = 'U0STRANGER' where id = 'a'; commit");
    expect(await said).toBe('done');
    expect(await contentOf(url)).toMatchObject({ drafts: [{ version: 2 }, { version: 2 }], entries: [{ seq: 1 }] });
  });
});

describe('a server of its own', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.remove());

  it('that crashes loses nothing that was acknowledged, and the store goes on when it is back', async () => {
    const { store } = await openTemporaryStore(server.url('postgres'));
    expect(await store.commit(whole, noon)).toBe('done');
    await server.stop('immediate');
    const away = { where: 'store', code: 'unreachable', isRetryable: true };
    expect(await faultOf(store.commit(change({ entries: [entry()] }), noon))).toMatchObject(away);
    expect(await faultOf(store.request(oneOfEach.length as never))).toMatchObject(away);
    expect(await faultOf(store.check())).toMatchObject(away);
    expect(await store.isScheduler()).toBe(false);
    await server.start();
    await expectWritten(server.url('postgres'), store);
    expect(await store.commit(change({ entries: [entry()] }), noon)).toBe('done');
    expect(await store.isScheduler()).toBe(true);
    expect(await store.firstBrokenEntry()).toBeNull();
  });

  it('that is not there, or lets nobody in, is a Fault of its own at the start', async () => {
    await server.stop('fast');
    const url = server.url('postgres');
    const away = await faultOf(openStore(url, migrationsFolder));
    expect(away).toMatchObject({ code: 'unreachable', isRetryable: true, system: 'ECONNREFUSED' });
    expect(explainFault(away)).toContain('the database server could not be reached: nothing listens there');
    expect(isPassing(away)).toBe(true);
    await server.start();
    const unknown = await faultOf(openStore(server.url('nowhere'), migrationsFolder));
    expect(unknown).toMatchObject({ code: 'refused', isRetryable: false });
    expect(explainFault(unknown)).toContain('did not let Countersign in: database "nowhere" does not exist');
    expect(isPassing(unknown)).toBe(false);
    await query(url, 'create database kept');
    await query(url, 'alter database kept set default_transaction_read_only = on');
    const kept = server.url('kept');
    const readOnly = await faultOf(openStore(kept, migrationsFolder));
    expect(readOnly).toMatchObject({ code: 'read_only', isRetryable: true });
    // A standby may be promoted: a start that stayed away would be down after every failover.
    expect(isPassing(readOnly)).toBe(true);
  });
});

it.each([
  { set: 'off', is: 'on', why: 'a commit that was acknowledged outlives a power cut' },
  { set: 'remote_apply', is: 'remote_apply', why: 'more than that is the operator’s to ask' },
])('where commits are set to $set they are $is, since $why', async ({ set, is }) => {
  const url = await temporaryDatabase();
  await query(url, `alter database ${new URL(url).pathname.slice(1)} set synchronous_commit = ${set}`);
  const pool = createPool(readDatabaseUrl(url), usualLimits);
  onTestFinished(() => pool.end());
  expect((await pool.query('show synchronous_commit')).rows).toEqual([{ synchronous_commit: is }]);
});

describe('the limits', () => {
  it('are those of every connection, whatever the server has', async () => {
    const url = await temporaryDatabase();
    for (const name of ['lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout'])
      await query(url, `alter database ${new URL(url).pathname.slice(1)} set ${name} = '1h'`);
    const pool = createPool(readDatabaseUrl(url), usualLimits);
    onTestFinished(() => pool.end());
    const { rows } = await pool.query(
      "select name, setting::int from pg_settings where name in ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout') order by name",
    );
    expect(rows).toEqual([
      { name: 'idle_in_transaction_session_timeout', setting: usualLimits.idleInTransactionMs },
      { name: 'lock_timeout', setting: usualLimits.lockMs },
      { name: 'statement_timeout', setting: usualLimits.statementMs },
    ]);
    // The server gives up first, so that it is known what became of it.
    expect(usualLimits.answerMs).toBeGreaterThan(usualLimits.statementMs);
  });

  it('end a statement that takes too long: it is a Fault that may pass, and the connection goes on', async () => {
    const pool = createPool(readDatabaseUrl(await temporaryDatabase()), {
      ...patientLimits,
      poolSize: 1,
      statementMs: 2_000,
    });
    onTestFinished(() => pool.end());
    const engine = createPostgresEngine(pool, null);
    const asking =
      (what: string): Statement<unknown> =>
      ({ build }) =>
        (build as unknown as { readonly execute: (text: SQL) => never }).execute(sql.raw(what));
    const endless = await faultOf(engine.runOnce(asking('select pg_sleep(3600)')));
    expect(endless).toMatchObject({ where: 'store', code: 'busy', isRetryable: true });
    expect(endless.said).toContain('statement timeout');
    const { rows } = await pool.query('select 1 as one');
    expect(rows).toEqual([{ one: 1 }]);
  });
});

it('says in its connections who it is', async () => {
  const url = await migratedDatabase();
  const named = `${url}?application_name=second`;
  const store = await openStore(named, migrationsFolder);
  onTestFinished(() => store.close());
  await store.check();
  const names = await query<{ name: string }>(
    serverUrl(),
    `select distinct application_name as name from pg_stat_activity where datname = '${new URL(url).pathname.slice(1)}'`,
  );
  expect(names).toEqual([{ name: 'second' }]);
});
