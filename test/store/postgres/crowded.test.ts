import { createServer, type Socket } from 'node:net';
import type pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { explainFault } from '../../../src/config/start-failure.ts';
import { createStore } from '../../../src/store/create-store.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { lockKey } from '../../../src/store/postgres/advisory-lock.ts';
import { createPool, usualLimits } from '../../../src/store/postgres/connections.ts';
import { readDatabaseUrl } from '../../../src/store/postgres/database-url.ts';
import { openPostgresStore } from '../../../src/store/postgres/open-postgres-store.ts';
import { createPostgresEngine } from '../../../src/store/postgres/postgres-engine.ts';
import { faultOf } from '../../support/fault-of.ts';
import { change, draft, entry, noon, oneOfEach, write } from '../sample-rows.ts';
import {
  contentOf,
  migrationsFolder,
  openTemporaryStore,
  patientLimits,
  query,
  rawConnection,
} from './temporary-database.ts';

const busy = { where: 'store', code: 'busy', isRetryable: true };
const drafted = (id: string) => change({ writes: [write('drafts', draft(id))] });

/** A pool whose one connection is there: from then on a wait for it is a short one, however busy the machine is. */
async function poolOfOne(url: string): Promise<pg.Pool> {
  const pool = createPool(readDatabaseUrl(url), { ...patientLimits, poolSize: 1 });
  onTestFinished(() => pool.end());
  (await pool.connect()).release();
  Object.assign(pool.options, { connectionTimeoutMillis: 50 });
  return pool;
}

async function migratedDatabase(): Promise<string> {
  const { store, url } = await openTemporaryStore();
  await store.close();
  return url;
}

describe('a store all of whose connections are at work', () => {
  it('says that it is busy, not that the server is away, and waits for one but once', async () => {
    const pool = await poolOfOne(await migratedDatabase());
    const atWork = await pool.connect();
    onTestFinished(() => atWork.release());
    let waits = 0;
    const connect = pool.connect.bind(pool);
    Object.assign(pool, {
      connect: () => {
        waits += 1;
        return connect();
      },
    });
    expect(await faultOf(createStore(createPostgresEngine(pool, null)).draft('a'))).toMatchObject(busy);
    expect(waits).toBe(1);
  });

  it('writes nothing of what it could not begin, and goes on when one is free', async () => {
    const url = await migratedDatabase();
    const store = createStore(createPostgresEngine(await poolOfOne(url), null));
    const holder = await rawConnection(url);
    await holder.query('select pg_advisory_lock($1, $2)', [...lockKey(null, 'the end of the chain')]);
    const said = store.commit(change({ writes: oneOfEach, entries: [entry()] }), noon);
    expect(await faultOf(store.commit(drafted('late'), noon))).toMatchObject(busy);
    await holder.query('select pg_advisory_unlock_all()');
    expect(await said).toBe('done');
    expect((await contentOf(url)).drafts).toMatchObject([{ id: 'draft-7' }]);
    expect(await store.commit(drafted('late'), noon)).toBe('done');
  });
});

describe('a server', () => {
  it('that has no connection left is busy, and lets the store in again when it has', async () => {
    const { store: made, url } = await openTemporaryStore();
    await made.close();
    const name = `poor_${new URL(url).pathname.slice(1)}`;
    await query(url, `create role ${name} login; grant all on schema public to ${name}`);
    onTestFinished(async () => void (await query(url, `drop owned by ${name}; drop role ${name}`)));
    await query(url, `grant all on all tables in schema public to ${name}`);
    const poor = new URL(url);
    poor.username = name;
    const { store } = await openTemporaryStore(poor.href);
    await query(url, `alter role ${name} connection limit 0`);
    expect(await faultOf(store.check())).toMatchObject({
      ...busy,
      said: expect.stringContaining('too many connections'),
    });
    expect(await faultOf(store.commit(drafted('a'), noon))).toMatchObject(busy);
    expect(await faultOf(openStore(poor.href, migrationsFolder))).toMatchObject(busy);
    await query(url, `alter role ${name} connection limit -1`);
    expect(await store.commit(drafted('a'), noon)).toBe('done');
  });

  it('whose disk is full at a commit is a Fault that may pass: nothing is written, and the store goes on when there is room', async () => {
    const { store, url } = await openTemporaryStore();
    await query(
      url,
      `create function no_room() returns trigger language plpgsql as $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
       create constraint trigger full_disk after insert on entries deferrable initially deferred for each row execute function no_room()`,
    );
    const before = await contentOf(url);
    const whole = change({ writes: oneOfEach, entries: [entry()] });
    const full = await faultOf(store.commit(whole, noon));
    expect(full).toMatchObject({ where: 'store', code: 'full', isRetryable: true });
    expect(explainFault(full)).toContain('the disk is full');
    expect(await contentOf(url)).toEqual(before);
    await query(url, 'drop trigger full_disk on entries');
    expect(await store.commit(whole, noon)).toBe('done');
    expect(await store.firstBrokenEntry()).toBeNull();
  });

  it('that takes the connection and says nothing could not be reached', async () => {
    const sockets = new Set<Socket>();
    const silent = createServer((socket) => void sockets.add(socket.on('error', () => undefined)));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      silent.close();
    });
    const address = silent.address();
    const port = address === null || typeof address === 'string' ? 0 : address.port;
    const url = `postgres://countersign@127.0.0.1:${port}/postgres`;
    const limits = { ...usualLimits, connectMs: 100 };
    const away = await faultOf(openPostgresStore(url, `${migrationsFolder}/postgres`, limits));
    expect(away).toMatchObject({ where: 'store', code: 'unreachable', isRetryable: true });
  });
});
