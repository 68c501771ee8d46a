import { spawnSync } from 'node:child_process';
import { cast } from '@countersign/sandbox-stage/cast';
import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { askForToken } from './support/ask-for-token.ts';
import { builtCommand } from './support/built-program.ts';
import { approve, makeToken } from './support/people.ts';
import { startWorld } from './support/start-world.ts';

const command = builtCommand();

function verify(path: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'audit', 'verify', path], {
    encoding: 'utf8',
    env: {},
  });
  return { status, said: stdout + stderr };
}

function tamper(path: string, sql: string): void {
  const database = new Sqlite(path);
  database.exec('DROP TRIGGER IF EXISTS entries_never_change; DROP TRIGGER IF EXISTS entries_never_go;');
  database.exec(sql);
  database.close();
}

it('says of a database in use whether its audit trail holds, and which entry does not', async () => {
  const world = await startWorld();
  await askForToken(world, cast.mona.slackId);
  expect(verify(world.database.path)).toEqual({
    status: 0,
    said: expect.stringMatching(/holds: 8 entries\.\nThe last hash is [0-9a-f]{64}\./),
  });
  const tamper = new Sqlite(world.database.path);
  tamper.exec('DROP TRIGGER entries_never_change');
  tamper.prepare("UPDATE entries SET actor = 'slack:U0SOMEBODY' WHERE seq = 6").run();
  tamper.close();
  expect(verify(world.database.path)).toEqual({
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
    said: expect.stringContaining(
      'was not checked: the database cannot be opened or created there; check the path and its permissions.',
    ),
  });
});

it('names the rows whose last change has no entry, where the trail was cut off or emptied', async () => {
  const world = await startWorld();
  await askForToken(world, cast.mona.slackId);
  await approve(world);
  await world.pass({ minutes: 1 });
  const { tokenId } = await makeToken(world);
  await world.pass({ days: 2 });
  // Seen again, used since, its repositories read again: nothing that the trail tells of.
  world.github.people.useToken(tokenId);
  await world.pass({ days: 2 });
  expect(verify(world.database.path)).toMatchObject({ status: 0, said: expect.stringContaining(' holds: ') });

  tamper(
    world.database.path,
    "DELETE FROM entries WHERE seq > (SELECT min(seq) FROM entries WHERE act = 'request.approve')",
  );
  const cut = verify(world.database.path);
  expect(cut.status).toBe(1);
  expect(cut.said).toMatch(
    /was cut: 3 of the rows .* without an entry\.\n {2}PAT-1, changed at 2027-03-01T.*\n {2}active_token:.*\n {2}pending_token:.*\n$/,
  );

  tamper(world.database.path, 'DELETE FROM entries');
  const emptied = verify(world.database.path);
  expect(emptied.status).toBe(1);
  expect(emptied.said).toContain('was cut: 9 of the rows');
  expect(emptied.said).toContain(`  slack:${cast.mona.slackId}, changed at 2027-03-01T`);
});

it('names twenty such rows and counts the others', async () => {
  const world = await startWorld();
  const links = Array.from({ length: 40 }, (_, n) => `('U${n}', 1, ${900_000_000 + n}, 'somebody-${n}', ${n + 1})`);
  tamper(
    world.database.path,
    `INSERT INTO people (slack_id, version, github_id, login, linked_at) VALUES ${links.join()}`,
  );
  const { status, said } = verify(world.database.path);
  expect(status).toBe(1);
  expect(said).toMatch(
    /was cut: 40 of the rows[\s\S]*slack:U19, changed at 1970-01-01T00:00:00\.020Z\n {2}and 20 more\n$/,
  );
});
