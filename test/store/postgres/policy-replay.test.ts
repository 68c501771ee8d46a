import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { builtCommand } from '../../support/built-program.ts';
import { changedFile, decidedThen } from '../history-of-decisions.ts';
import { noon } from '../sample-rows.ts';
import { openTemporaryStore } from './temporary-database.ts';

it('replays a changed file over the history on PostgreSQL, beside whoever writes to it', async () => {
  const { store, url } = await openTemporaryStore();
  await store.commit(decidedThen, noon);
  const folder = mkdtempSync(join(tmpdir(), 'countersign-replay-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'new.yml'), changedFile);
  const said = (...words: readonly string[]): string =>
    spawnSync(process.execPath, [builtCommand(), 'policy', ...words, '--database', url], {
      cwd: folder,
      encoding: 'utf8',
    }).stdout;
  expect(JSON.parse(said('replay', 'new.yml', '--json'))).toMatchObject({
    counts: { requests: 5, differences: 2, spared: 1, undecided: 1, elsewhere: 1 },
    differences: [{ request: 'PAT-1' }, { request: 'PAT-3' }],
  });
  expect(said('explain', 'PAT-3', '--policy', 'new.yml')).toContain('approves it at once, by the rule “Reading”');
});
