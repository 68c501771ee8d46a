import { closeSync, linkSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Config, Secrets } from '../../src/config/environment.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import { lookAtDatabase } from '../../src/doctor/look-at-database.ts';
import { diskRow } from '../../src/doctor/look-at-machine.ts';
import type { Effect } from '../../src/domain/change.ts';
import { effectKey } from '../../src/domain/step.ts';
import { openStore } from '../../src/store/open-store.ts';
import { acme, change, entry, organization, pendingToken, write } from '../store/sample-rows.ts';
import { temporaryFolder } from '../support/start-program.ts';

const migrationsFolder = resolve(import.meta.dirname, '../../db/migrations');

async function look(path: string): Promise<ReadonlyMap<string, Finding>> {
  const rows = await lookAtDatabase({ databasePath: path } as Config, { databaseUrl: null } as Secrets);
  return new Map(rows.map((row) => [row.what, row]));
}

/** A database with an entry in its trail, whose process has ended unless it is to run. */
async function database(isRunning = false): Promise<string> {
  const path = join(temporaryFolder(), 'countersign.db');
  const store = await openStore(path, migrationsFolder);
  await store.commit(change({ entries: [entry(), entry({ act: 'request.approve' })] }), 1);
  if (isRunning) onTestFinished(() => store.close());
  else await store.close();
  return path;
}

function run(path: string, ...statements: readonly string[]): void {
  const sqlite = new Sqlite(path);
  for (const sql of statements) sqlite.exec(sql);
  sqlite.close();
}

describe('the rows of the database', () => {
  it('are right where it is whole, and say whether a process runs on it', async () => {
    for (const isRunning of [true, false]) {
      const rows = await look(await database(isRunning));
      expect(rows.get('database')).toMatchObject({ is: 'right', found: expect.stringContaining('audit trail holds') });
      expect(rows.get('database: version')).toMatchObject({ is: 'right' });
      expect(rows.get('database: lock')).toMatchObject({
        ...{ is: 'right', found: isRunning ? 'a running process holds it' : 'no process holds it' },
      });
    }
  });

  it('say before the first start that it is still to be made', async () => {
    const rows = await look(join(temporaryFolder(), 'none.db'));
    expect(rows.get('database')).toMatchObject({ is: 'note', found: expect.stringContaining('at the first start') });
    expect(rows.get('A1')).toMatchObject({ is: 'note' });
  });

  it('are wrong where the audit trail was changed', async () => {
    const path = await database();
    run(path, 'DROP TRIGGER entries_never_change', "UPDATE entries SET act = 'request.deny' WHERE seq = 2");
    const row = (await look(path)).get('database');
    expect(row).toMatchObject({ is: 'wrong', found: expect.stringContaining('entry 2 of the audit trail') });
    expect(row?.mend).toContain('find out who changed it');
  });

  it('are wrong where the file is damaged', async () => {
    const path = await database();
    const sqlite = new Sqlite(path);
    const page = sqlite.prepare("SELECT rootpage FROM sqlite_master WHERE name = 'counters'").pluck().get() as number;
    const size = sqlite.pragma('page_size', { simple: true }) as number;
    sqlite.close();
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(64, 0xff), 0, 64, (page - 1) * size);
    closeSync(file);
    const row = (await look(path)).get('database');
    expect(row).toMatchObject({ is: 'wrong', found: expect.stringContaining('is damaged') });
    expect(row?.mend).toContain('restore a copy');
  });

  it('are wrong where the file has two names', async () => {
    const path = await database();
    linkSync(path, `${path}.second`);
    const row = (await look(path)).get('database: lock');
    expect(row).toMatchObject({ is: 'wrong', found: expect.stringContaining('a second name') });
    expect(row?.mend).toContain('Remove one of the names');
  });

  it('are wrong where a newer version wrote it', async () => {
    const path = await database();
    run(path, "INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('of-tomorrow', 9999999999999)");
    const row = (await look(path)).get('database: version');
    expect(row).toMatchObject({ is: 'wrong', found: 'a newer version of Countersign wrote it' });
  });

  it('say of an older one that the next start brings it up to date, and nothing of the assumptions', async () => {
    const path = await database();
    run(
      path,
      'DELETE FROM __drizzle_migrations WHERE created_at = (SELECT max(created_at) FROM __drizzle_migrations)',
      'DROP TABLE assumptions',
    );
    const rows = await look(path);
    expect(rows.get('database: version')).toMatchObject({ is: 'note', found: expect.stringContaining('next start') });
    expect(rows.get('A1')).toMatchObject({ is: 'note' });
  });

  it('are wrong where it is another program’s, or none at all', async () => {
    const folder = temporaryFolder();
    run(join(folder, 'other.db'), 'CREATE TABLE notes (id integer)');
    const other = (await look(join(folder, 'other.db'))).get('database: version');
    expect(other).toMatchObject({ is: 'wrong', mend: 'Check DATABASE_URL' });
    writeFileSync(join(folder, 'text.db'), 'this is no database, and long enough to be looked at as one '.repeat(20));
    const text = (await look(join(folder, 'text.db'))).get('database');
    expect(text).toMatchObject({ is: 'wrong', found: expect.stringContaining('damaged') });
  });
});

describe('whether approval is required', () => {
  const at = Date.parse('2027-03-02T12:00:00Z');
  const letIn: Effect = {
    ...{ kind: 'post', key: effectKey.once('approval_off', acme), to: { to: 'reviewers', organizationId: acme } },
    message: { kind: 'approval_off', id: 'active-1' },
  };

  async function row(isLetIn: boolean, ...waitedAt: readonly number[]): Promise<Finding | undefined> {
    const path = await database();
    const store = await openStore(path, migrationsFolder);
    const tokens = waitedAt.map((firstSeenAt) => write('pending_tokens', pendingToken('pending-1', { firstSeenAt })));
    const writes = [write('organizations', organization({ login: 'acme' })), ...tokens];
    await store.commit(change({ writes, effects: isLetIn ? [letIn] : [] }), at);
    await store.close();
    return (await look(path)).get('acme: approval');
  }

  it('is right where a token waited last', async () => {
    const found = 'GitHub asked for approval, last on 2027-03-02';
    expect(await row(false, at)).toMatchObject({ is: 'right', found });
    expect(await row(true, at + 1)).toMatchObject({ is: 'right', found });
  });

  it('is wrong where a member’s token was let in unasked since', async () => {
    for (const waited of [[], [at - 1]]) {
      const found = await row(true, ...waited);
      expect(found).toMatchObject({
        is: 'wrong',
        found: 'GitHub let a member’s token in without asking, on 2027-03-02',
      });
      expect(found?.mend).toContain('An owner requires approval');
    }
  });

  it('can’t be seen before any token waited', async () => {
    expect(await row(false)).toMatchObject({ is: 'note', found: expect.stringContaining('can’t be seen yet') });
  });
});

describe('the row of the disk', () => {
  it.each([
    [{ mayWrite: false, freeMb: 5_000 }, 'wrong', 'may not write in /data', 'Give the folder'],
    [{ mayWrite: true, freeMb: 199 }, 'wrong', '199 MB are free', 'Make room'],
    [{ mayWrite: true, freeMb: 200 }, 'right', '200 MB are free', null],
  ] as const)('of %o is %s', (seen, is, found, mend) => {
    const row = diskRow('/data', seen);
    expect(row).toMatchObject({ is, found: expect.stringContaining(found) });
    expect(row.mend?.slice(0, mend?.length) ?? null).toBe(mend);
  });
});
