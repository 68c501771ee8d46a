import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import Sqlite from 'better-sqlite3';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { explainFault } from '../../../src/config/start-failure.ts';
import type { Store } from '../../../src/ports/store.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { busyTimeoutMs } from '../../../src/store/sqlite/open-alone.ts';
import { faultOf } from '../../support/fault-of.ts';
import { approvedRequest } from '../../support/sample-requests.ts';
import { change, draft, entry, noon, oneOfEach, post, write } from '../sample-rows.ts';
import { contentOf, migrationsFolder, openTemporaryStore, rawConnection, temporaryFolder } from './temporary-store.ts';

/** Another process, which opens what it is told: one for all tests, until it is killed. */
let other: ChildProcessByStdio<Writable, Readable, null> | null = null;
afterAll(() => void other?.kill('SIGKILL'));

async function hold(path: string): Promise<{ readonly child: ChildProcess; readonly said: string }> {
  if (other === null || other.exitCode !== null || other.signalCode !== null) {
    other = spawn(process.execPath, [join(import.meta.dirname, 'hold-store.ts'), migrationsFolder], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
  }
  const lines = createInterface(other.stdout);
  other.stdin.write(`${path}\n`);
  const [said] = await once(lines, 'line');
  lines.close();
  return { child: other, said: String(said) };
}

/** A symbolic link to `target`; answers where it stands. */
function linked(target: string, at: string): string {
  symlinkSync(target, at);
  return at;
}

const permissionsOf = (file: string): number => statSync(file).mode & 0o777;

describe('one process a database', () => {
  it('refuses a second process with a sentence that says what to do', async () => {
    const { store, path } = await openTemporaryStore();
    const { said } = await hold(path);
    expect(said).toBe('in_use');
    expect(explainFault({ where: 'store', code: said })).toContain('in use by another Countersign process');
    await store.check();
  });

  it('refuses a second opening in the same process, and leaves the first as it was', async () => {
    const { store, path } = await openTemporaryStore();
    expect(await faultOf(openStore(path, migrationsFolder))).toMatchObject({ where: 'store', code: 'in_use' });
    expect(await store.commit(change({ writes: oneOfEach }), noon)).toBe('done');
    expect((await hold(path)).said).toBe('in_use');
  });

  it.each<{ what: string; link: (path: string, elsewhere: string) => string }>([
    {
      what: 'a symbolic link to the file',
      link: (path, elsewhere) => linked(path, join(elsewhere, 'link.db')),
    },
    {
      what: 'a symbolic link to a symbolic link, given from where it stands',
      link: (path, elsewhere) => linked('link.db', join(dirname(linked(path, join(elsewhere, 'link.db'))), 'again.db')),
    },
    {
      what: 'a symbolic link to its folder',
      link: (path, elsewhere) => join(linked(dirname(path), join(elsewhere, 'data')), 'store.db'),
    },
  ])('refuses a second opening that comes by $what', async ({ link }) => {
    const { store, path } = await openTemporaryStore();
    const other = link(path, temporaryFolder());
    expect(await faultOf(openStore(other, migrationsFolder))).toMatchObject({ where: 'store', code: 'in_use' });
    await store.check();
  });

  it('refuses a second process by the file’s own name where the first one came by a link that led to nothing yet', async () => {
    const path = join(temporaryFolder(), 'store.db');
    const { store } = await openTemporaryStore(linked(path, join(temporaryFolder(), 'link.db')));
    expect((await hold(path)).said).toBe('in_use');
    await store.check();
  });

  it('refuses a file that has a second name of its own, which no lock beside it would guard', async () => {
    const { store, path } = await openTemporaryStore();
    const second = join(temporaryFolder(), 'second.db');
    linkSync(path, second);
    const fault = await faultOf(openStore(second, migrationsFolder));
    expect(fault).toMatchObject({ code: 'two_names', isRetryable: false });
    expect(explainFault(fault)).toContain('hard link');
    await store.close();
    expect(await faultOf(openStore(path, migrationsFolder))).toMatchObject({ code: 'two_names', isRetryable: false });
    unlinkSync(second);
    await openTemporaryStore(path);
  });

  it('lets the next one in when the first was killed, with everything that was committed', async () => {
    const path = join(temporaryFolder(), 'store.db');
    const { child, said } = await hold(path);
    expect(said).toBe('open');
    expect(await faultOf(openStore(path, migrationsFolder))).toMatchObject({ code: 'in_use', isRetryable: false });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const { store } = await openTemporaryStore(path);
    await store.check();
    expect(contentOf(path).counters).toEqual([{ name: 'check', value: 2 }]);
  });

  it('is let go by closing', async () => {
    const { store, path } = await openTemporaryStore();
    await store.close();
    await openTemporaryStore(path);
  });
});

describe('the file', () => {
  it('is made with its folder, for its owner alone, journals included', async () => {
    const folder = join(temporaryFolder(), 'deep', 'data');
    const { store, path } = await openTemporaryStore(join(folder, 'store.db'));
    await store.check();
    expect(permissionsOf(folder)).toBe(0o700);
    expect(existsSync(`${path}-wal`)).toBe(true);
    for (const file of [path, `${path}-wal`, `${path}-shm`]) expect(permissionsOf(file)).toBe(0o600);
  });

  it('that others may read is closed to them', async () => {
    const path = join(temporaryFolder(), 'store.db');
    writeFileSync(path, '', { mode: 0o644 });
    chmodSync(path, 0o644);
    await openTemporaryStore(path);
    expect(permissionsOf(path)).toBe(0o600);
  });

  it.each([
    { what: 'a folder', prepare: (path: string) => mkdirSync(path) },
    { what: 'a place whose lock is a folder', prepare: (path: string) => mkdirSync(`${path}.lock`) },
    {
      what: 'a place whose lock is another file',
      prepare: (path: string) => writeFileSync(`${path}.lock`, 'x'.repeat(4_096)),
    },
  ])('that is $what cannot be opened', async ({ prepare }) => {
    const path = join(temporaryFolder(), 'store.db');
    prepare(path);
    expect(await faultOf(openStore(path, migrationsFolder))).toMatchObject({ where: 'store', code: 'cannot_open' });
  });

  it('cannot be made below a file', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(await faultOf(openStore(join(file, 'store.db'), migrationsFolder))).toMatchObject({ code: 'cannot_open' });
  });
});

describe('a damaged file', () => {
  async function filled(): Promise<string> {
    const { store, path } = await openTemporaryStore();
    for (let number = 1; number <= 200; number += 1) {
      const writes = [write('token_requests', approvedRequest(number, { justification: 'x'.repeat(400) }))];
      await store.commit(change({ writes, entries: [entry()] }), noon);
    }
    await store.close();
    return path;
  }

  it.each([
    {
      how: 'is no database',
      damage: (path: string) => writeFileSync(path, 'these are minutes of a meeting\n'.repeat(400)),
    },
    { how: 'was cut', damage: (path: string) => truncateSync(path, 40_960) },
    {
      how: 'has pages of nonsense',
      damage: (path: string) => {
        const bytes = readFileSync(path);
        writeFileSync(path, bytes.fill(0x5a, 8 * 4_096, 12 * 4_096));
      },
    },
  ])('that $how is refused, kept as it is, and its lock let go', async ({ damage }) => {
    const path = await filled();
    damage(path);
    const before = readFileSync(path);
    for (const _ of [1, 2]) {
      expect(await faultOf(openStore(path, migrationsFolder))).toMatchObject({ code: 'corrupt', isRetryable: false });
    }
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});

describe('while another program holds the file', () => {
  it('a commit is a Fault that may pass, soon enough for the click that waits, and nothing of it is written', async () => {
    const { store, path } = await openTemporaryStore();
    const before = contentOf(path);
    const intruder = rawConnection(path);
    intruder.exec('BEGIN EXCLUSIVE');
    const startedAt = performance.now();
    const whole = change({ writes: oneOfEach, entries: [entry()], effects: [post('news')] });
    const fault = await faultOf(store.commit(whole, noon));
    const tookMs = performance.now() - startedAt;
    expect(fault).toMatchObject({ where: 'store', code: 'busy', isRetryable: true });
    // It waited for as long as is said there, and no machine is too busy for that; Slack gives a click 3 seconds.
    expect(tookMs).toBeGreaterThanOrEqual(busyTimeoutMs * 0.9);
    expect(busyTimeoutMs).toBeLessThan(1_000);
    expect(await faultOf(store.check())).toMatchObject({ code: 'busy' });
    intruder.exec('ROLLBACK');
    expect(contentOf(path)).toEqual(before);
    expect(await store.commit(whole, noon)).toBe('done');
  });

  it('reading still answers, and so does an outbox that has nothing to do', async () => {
    const { store, path } = await openTemporaryStore();
    rawConnection(path).exec('BEGIN EXCLUSIVE');
    expect(await store.draft('d')).toBeNull();
    expect(await store.leaseEffects(noon, 1_000, 9, new Set())).toEqual([]);
  });
});

/** The store together with its own connection, whose settings no other one sees. */
async function openWithConnection(): Promise<{
  readonly store: Store;
  readonly path: string;
  readonly connection: Sqlite.Database;
}> {
  const path = join(temporaryFolder(), 'store.db');
  const connections: Sqlite.Database[] = [];
  const { pragma } = Sqlite.prototype;
  Sqlite.prototype.pragma = function (this: Sqlite.Database, source, options) {
    connections.push(this);
    return pragma.call(this, source, options);
  };
  onTestFinished(() => {
    Sqlite.prototype.pragma = pragma;
  });
  const { store } = await openTemporaryStore(path);
  const connection = connections.find(({ name }) => name === path);
  if (connection === undefined) throw new Error('the database was not opened');
  return { store, path, connection };
}

it.each([
  { setting: 'journal_mode', value: 'wal', why: 'reading never waits for writing' },
  { setting: 'synchronous', value: 2, why: 'a commit that was acknowledged outlives a power cut' },
  { setting: 'busy_timeout', value: 300, why: 'a click never waits longer for another program' },
  { setting: 'foreign_keys', value: 1, why: 'a reference that is declared is kept' },
  { setting: 'temp_store', value: 2, why: 'no file is made for what a savepoint would put back' },
])('is opened with $setting = $value, so that $why', async ({ setting, value }) => {
  const { connection } = await openWithConnection();
  expect(connection.pragma(setting, { simple: true })).toBe(value);
});

describe('on a full disk', () => {
  it('a commit is a Fault, all of it is undone, and it goes through once there is room, without a restart', async () => {
    const { store, path, connection } = await openWithConnection();
    connection.pragma(`max_page_count = ${connection.pragma('page_count', { simple: true })}`);
    const before = contentOf(path);
    const big = draft('big', { answers: { purpose: 'x'.repeat(100_000) } });
    const whole = change({ entries: [entry()], writes: [write('drafts', draft('d')), write('drafts', big)] });
    expect(await faultOf(store.commit(whole, noon))).toMatchObject({ where: 'store', code: 'full', isRetryable: true });
    expect(contentOf(path)).toEqual(before);
    connection.pragma('max_page_count = 100000');
    expect(await store.commit(whole, noon)).toBe('done');
    expect(await store.firstBrokenEntry()).toBeNull();
    await store.close();
    const { store: again } = await openTemporaryStore(path);
    expect(await again.draft('big')).toEqual(big);
  });
});

it('leaves nothing beside the database but its lock when it is closed', async () => {
  const folder = temporaryFolder();
  const { store } = await openTemporaryStore(join(folder, 'store.db'));
  await store.commit(change({ writes: oneOfEach }), noon);
  await store.close();
  expect(readdirSync(folder).toSorted()).toEqual(['store.db', 'store.db.lock']);
});
