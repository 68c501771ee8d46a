import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { cast } from '@countersign/sandbox-stage/cast';
import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { askForToken } from './support/ask-for-token.ts';
import { startWorld } from './support/start-world.ts';

const command = resolve(import.meta.dirname, '../src/cli/verify-audit.ts');

function verify(path: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, path], { encoding: 'utf8', env: {} });
  return { status, said: stdout + stderr };
}

it('says of a database in use whether its audit trail holds, and which entry does not', async () => {
  const world = await startWorld();
  await askForToken(world, cast.mona.slackId);
  expect(verify(world.databasePath)).toEqual({
    status: 0,
    said: expect.stringMatching(/holds: 7 entries\.\nThe last hash is [0-9a-f]{64}\./),
  });
  const tamper = new Sqlite(world.databasePath);
  tamper.exec('DROP TRIGGER entries_never_change');
  tamper.prepare("UPDATE entries SET actor = 'slack:U0SOMEBODY' WHERE seq = 6").run();
  tamper.close();
  expect(verify(world.databasePath)).toEqual({
    status: 1,
    said: expect.stringContaining('was changed: entry 6 is not as it was written'),
  });
  await world.wake('verifyTrail');
  expect(world.logLines).toContainEqual({
    level: 'error',
    what: 'the audit trail was changed',
    fields: { firstEntry: 6 },
  });
  expect(verify('/nowhere/at/all.db')).toEqual({
    status: 1,
    said: expect.stringContaining('was not checked: it cannot be read (cannot_open)'),
  });
});
