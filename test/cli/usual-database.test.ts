import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { change, entry, noon } from '../store/sample-rows.ts';
import { commandHere } from '../support/command-here.ts';
import { migrationsFolder } from '../support/start-world.ts';

/** A folder in which the usual file was left behind by a program that is elsewhere by now. */
async function folderWith(entries: Readonly<Record<string, number>>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-usual-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, count] of Object.entries(entries)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    const store = await openStore(join(folder, name), migrationsFolder);
    await store.commit(change({ entries: Array.from({ length: count }, () => entry()) }), noon);
    await store.close();
  }
  return folder;
}

const old = 'data/countersign.db';

describe('without a name, commands of the trail read the database that a start would open', () => {
  it.each(['environment', 'file'])(
    'by DATABASE_URL in the %s, and not the file that stands in the usual place',
    async (where) => {
      const cwd = await folderWith({ [old]: 1, 'now/pat.db': 3 });
      const variables = { DATABASE_URL: 'file:now/pat.db' };
      if (where === 'file') writeFileSync(join(cwd, '.env'), 'DATABASE_URL=file:now/pat.db\n');
      const place = { cwd, env: where === 'file' ? {} : variables };
      const verified = await commandHere(place, 'audit', 'verify');
      expect(verified.stdout).toContain('The audit trail of now/pat.db holds: 3 entries.');
      const exported = await commandHere(place, 'audit', 'export');
      expect(exported.stdout.trimEnd().split('\n')).toHaveLength(3);
      expect(await commandHere(place, 'audit', 'unused')).toMatchObject({ status: 0 });
      // One that is named goes before it.
      expect((await commandHere(place, 'audit', 'verify', old)).stdout).toContain(`of ${old} holds: 1 entries.`);
    },
  );

  it.each(['verify', 'export', 'unused'])(
    'audit %s of a server that is away says so, whatever file is there',
    async (command) => {
      const cwd = await folderWith({ [old]: 1 });
      const env = { DATABASE_URL: 'postgres://u:secret-word@127.0.0.1:9/d' };
      const { status, stdout, stderr } = await commandHere({ cwd, env }, 'audit', command);
      expect([status, stdout]).toEqual([1, '']);
      expect(stderr).toContain('postgres://u@127.0.0.1:9/d');
      expect(stderr).not.toContain('secret-word');
    },
  );

  it('the usual file where nothing is said', async () => {
    const cwd = await folderWith({ [old]: 2 });
    expect((await commandHere({ cwd }, 'audit', 'verify')).stdout).toContain(`of ${old} holds: 2 entries.`);
  });

  it('none where DATABASE_URL can’t be meant', async () => {
    const cwd = await folderWith({ [old]: 1 });
    const { status, stderr } = await commandHere({ cwd, env: { DATABASE_URL: 'pat.db' } }, 'audit', 'verify');
    expect(status).not.toBe(0);
    expect(stderr).toContain('DATABASE_URL must be file:');
  });
});

describe('move-to-postgres without a file', () => {
  const away = 'postgres://u:p@127.0.0.1:9/d';

  it('copies that of DATABASE_URL', async () => {
    const cwd = await folderWith({ [old]: 1 });
    const { stderr } = await commandHere({ cwd, env: { DATABASE_URL: 'file:now/pat.db' } }, 'move-to-postgres', away);
    expect(stderr).toBe('Nothing was copied: now/pat.db: there is no such file.\n');
  });

  it('copies the usual one where DATABASE_URL is the server already', async () => {
    const cwd = await folderWith({});
    const { stderr } = await commandHere({ cwd, env: { DATABASE_URL: away } }, 'move-to-postgres', away);
    expect(stderr).toBe(`Nothing was copied: ${old}: there is no such file.\n`);
  });
});
