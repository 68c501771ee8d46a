import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { cast, channel } from '@countersign/sandbox-stage/cast';
import { answerForm } from '@countersign/sandbox-stage/person-at-work';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { fillWithEveryState } from '../store/every-state.ts';
import { openTemporaryStore } from '../store/sqlite/temporary-store.ts';
import { builtCommand } from '../support/built-program.ts';
import { commandHere } from '../support/command-here.ts';
import { portOf, type Run, run, temporaryFolder, until, worldFor } from '../support/start-program.ts';

type Place = { readonly cwd: string; readonly env?: Readonly<Record<string, string>> };

function countersign({ cwd, env = {} }: Place, ...words: readonly string[]): Run {
  return run([process.execPath, builtCommand(), ...words], { cwd, env });
}

async function outcome(command: Run): Promise<{ readonly code: number | null; readonly said: string }> {
  return { code: await command.ended, said: command.output() };
}

/** What a command comes to in this process. */
async function cameTo(place: Place, ...words: readonly string[]): Promise<Awaited<ReturnType<typeof outcome>>> {
  const { status, stdout, stderr } = await commandHere(place, ...words);
  return { code: status, said: stdout + stderr };
}

/** A folder with a database as a program leaves it that was stopped, or that died: its journal is still there. */
async function databaseIn(cwd: string): Promise<string> {
  const path = join(cwd, 'data/countersign.db');
  mkdirSync(join(cwd, 'data'));
  const { store } = await openTemporaryStore(path);
  await fillWithEveryState(store);
  return path;
}

const rowsOf = (path: string, sql: string): unknown => {
  const database = new Sqlite(path, { readonly: true });
  try {
    return database.prepare(sql).pluck().all();
  } finally {
    database.close();
  }
};

describe('a backup', () => {
  it('is made while the program runs and writes, and a start on it goes on from there', async () => {
    const { world, environment, cwd } = await worldFor();
    const program = countersign({ cwd, env: environment }, 'start');
    world.slack.setRequestUrl(`http://127.0.0.1:${await portOf(program)}/slack/events`);
    await until(program, /"msg":"ready/);
    const request = (name: string): Promise<unknown> =>
      answerForm(world.slack, cast.mona.slackId, {
        ...{ purpose: 'Nightly job', token_name: name, lifetime: '7' },
        ...{ repository_access: 'all', permissions: ['contents:read'], justification: 'It reads.' },
      });
    await request('before');
    const copying = countersign({ cwd, env: environment }, 'backup', 'copy.db');
    let isCopying = true;
    const done = outcome(copying).finally(() => {
      isCopying = false;
    });
    // It goes on writing all the while, and after.
    for (let count = 0; isCopying && count < 40; count += 1) await request(`during-${count}`);
    const { code, said } = await done;
    await request('after');
    expect(said).toMatch(
      /^Copied and checked data\/countersign\.db to copy\.db\. Its audit trail holds: \d+ entries\.\n$/,
    );
    expect(code).toBe(0);
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);

    expect(statSync(join(cwd, 'copy.db')).mode & 0o777).toBe(0o600);
    expect(readdirSync(cwd).filter((name) => name.startsWith('copy.db'))).toEqual(['copy.db']);
    const names = 'SELECT token_name FROM token_requests ORDER BY number';
    const copied = rowsOf(join(cwd, 'copy.db'), names) as readonly string[];
    expect(copied[0]).toBe('before');
    expect(copied).not.toContain('after');
    expect(await outcome(countersign({ cwd }, 'audit', 'verify', 'copy.db'))).toMatchObject({ code: 0 });

    // The restore of docs/running.md: the old files away, all of them, and the copy in their place.
    const env = { ...environment, DATABASE_URL: 'file:restored/countersign.db' };
    mkdirSync(join(cwd, 'restored'), { mode: 0o700 });
    copyFileSync(join(cwd, 'copy.db'), join(cwd, 'restored/countersign.db'));
    const again = countersign({ cwd, env }, 'start');
    world.slack.setRequestUrl(`http://127.0.0.1:${await portOf(again)}/slack/events`);
    await until(again, /"msg":"ready/);
    await request('after the restore');
    await world.slack.until(() =>
      world.slack.messagesIn(channel).find((message) => JSON.stringify(message).includes('after the restore')),
    );
    again.child.kill('SIGTERM');
    expect(await again.ended).toBe(0);
    expect(rowsOf(join(cwd, 'restored/countersign.db'), names)).toEqual([...copied, 'after the restore']);
    expect(await outcome(countersign({ cwd }, 'audit', 'verify', 'restored/countersign.db'))).toMatchObject({
      code: 0,
      said: expect.stringContaining('holds'),
    });
  });

  it('is named after the day where no name is given', async () => {
    const cwd = temporaryFolder();
    await databaseIn(cwd);
    const { code, said } = await cameTo({ cwd }, 'backup');
    const name = /to (countersign-\d{4}-\d{2}-\d{2}\.db)\./.exec(said)?.[1] ?? '';
    expect(code).toBe(0);
    expect(existsSync(join(cwd, name))).toBe(true);
  });

  it('replaces a file only by force, and the database itself never', async () => {
    const cwd = temporaryFolder();
    const path = await databaseIn(cwd);
    writeFileSync(join(cwd, 'copy.db'), 'the last good one');
    expect(await cameTo({ cwd }, 'backup', 'copy.db')).toEqual({
      code: 1,
      said: 'Nothing was copied: copy.db is there already; name another file, or add --force to replace it.\n',
    });
    expect(readFileSync(join(cwd, 'copy.db'), 'utf8')).toBe('the last good one');
    symlinkSync(path, join(cwd, 'link.db'));
    for (const name of ['data/countersign.db', 'link.db']) {
      expect(await cameTo({ cwd }, 'backup', name, '--force')).toEqual({
        code: 1,
        said: `Nothing was copied: ${name} is the database itself; name another file.\n`,
      });
    }
    expect((await cameTo({ cwd }, 'backup', 'copy.db', '--force')).code).toBe(0);
    const all = 'SELECT number FROM token_requests';
    expect(rowsOf(join(cwd, 'copy.db'), all)).toEqual(rowsOf(path, all));
  });

  it('is not kept where its audit trail does not hold, and takes no good one’s place', async () => {
    const cwd = temporaryFolder();
    const path = await databaseIn(cwd);
    const intruder = new Sqlite(path);
    intruder.exec('DROP TRIGGER entries_never_change');
    intruder.prepare("UPDATE entries SET actor = 'slack:U0SOMEBODY' WHERE seq = 2").run();
    intruder.close();
    writeFileSync(join(cwd, 'copy.db'), 'the last good one');
    expect(await cameTo({ cwd }, 'backup', 'copy.db', '--force')).toEqual({
      code: 1,
      said: 'Nothing was copied: the audit trail was changed: entry 2 does not hold; npm run verify-audit says more, and the database stays as it is.\n',
    });
    expect(readdirSync(cwd).toSorted()).toEqual(['copy.db', 'data']);
    expect(readFileSync(join(cwd, 'copy.db'), 'utf8')).toBe('the last good one');
  });

  it('is not made of a damaged database', async () => {
    const cwd = temporaryFolder();
    const path = join(temporaryFolder(), 'whole.db');
    const { store } = await openTemporaryStore(path);
    await fillWithEveryState(store);
    await store.close();
    // An index that neither the copying nor the trail reads: nothing but a look at every page finds it.
    const [page = 0] = rowsOf(
      path,
      "SELECT rootpage FROM sqlite_master WHERE type = 'index' AND tbl_name = 'effects' AND sql IS NOT NULL",
    ) as readonly number[];
    const bytes = readFileSync(path);
    const pageSize = bytes.readUInt16BE(16);
    expect(page).toBeGreaterThan(1);
    bytes.fill(0xff, pageSize * (page - 1), pageSize * page);
    mkdirSync(join(cwd, 'data'));
    writeFileSync(join(cwd, 'data/countersign.db'), bytes);
    expect(await cameTo({ cwd }, 'backup', 'copy.db')).toEqual({
      code: 1,
      said: 'Nothing was copied: data/countersign.db: the database is damaged; keep the file, and restore a copy.\n',
    });
    expect(existsSync(join(cwd, 'copy.db'))).toBe(false);
  });

  it.each([
    { url: 'file:data/none.db', to: 'copy.db', says: 'data/none.db: there is no such file' },
    {
      url: 'file:other.db',
      to: 'copy.db',
      says: 'other.db: the file is not a database of Countersign’s, or was never started',
    },
    { url: 'file:data/countersign.db', to: 'nowhere/copy.db', says: 'nowhere/copy.db: there is no such folder' },
    {
      url: 'file:data/countersign.db',
      to: 'old.db',
      says: 'the journal of another database stands beside old.db; name another file',
    },
    {
      url: 'nonsense',
      to: 'copy.db',
      says: 'DATABASE_URL must be file: and the path of the SQLite database, or the address of a PostgreSQL database, postgres://user:password@host/database',
    },
  ])('says why there is none: $says', async ({ url, to, says }) => {
    const cwd = temporaryFolder();
    await databaseIn(cwd);
    writeFileSync(join(cwd, 'other.db'), '');
    writeFileSync(join(cwd, 'old.db-wal'), '');
    expect(await cameTo({ cwd, env: { DATABASE_URL: url } }, 'backup', to)).toEqual({
      code: 1,
      said: `Nothing was copied: ${says}.\n`,
    });
  });

  it('of PostgreSQL is left to its own tool, and no password is said', async () => {
    const env = { DATABASE_URL: 'postgres://countersign:correct-horse@db.example.com/countersign?sslmode=verify-full' };
    const { code, said } = await cameTo({ cwd: temporaryFolder(), env }, 'backup');
    expect(code).toBe(1);
    // What .env says no shell knows, and what stands on a command line others can see.
    expect(said).toMatch(
      /pg_dump --format=custom --no-owner --file=countersign-\d{4}-\d\d-\d\d\.dump 'postgres:\/\/countersign@db\.example\.com\/countersign\?sslmode=verify-full'\n/,
    );
    expect(said).not.toContain('correct-horse');
  });
});
