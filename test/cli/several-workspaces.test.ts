import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { policyText } from '@countersign/sandbox-stage/cast';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { fillWithEveryState } from '../store/every-state.ts';
import { builtCommand } from '../support/built-program.ts';
import { commandHere } from '../support/command-here.ts';
import { migrationsFolder } from '../support/start-world.ts';

const command = builtCommand();
const folder = mkdtempSync(join(tmpdir(), 'countersign-several-'));
const [one, two] = ['T0FIRST00', 'T0SECOND0'] as const;

beforeAll(async () => {
  for (const name of ['data', 'policies']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'policies', `${one}.yml`), policyText());
  writeFileSync(join(folder, 'policies', `${two}.yml`), 'organizations: none\n');
  writeFileSync(join(folder, 'policy.yml'), policyText());
  const path = join(folder, 'data', `countersign.${one}.db`);
  const store = await openStore(path, migrationsFolder);
  await fillWithEveryState(store);
  await store.close();
  copyFileSync(path, join(folder, 'copy.db'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** By the bundle, in a process of its own. */
function run(words: string, variables: Readonly<Record<string, string>> = { POLICY_FILE: 'policies' }) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...words.split(' ')], {
    ...{ cwd: folder, encoding: 'utf8', env: variables },
  });
  return { status, said: stdout + stderr };
}

/** The same in this process. */
async function runHere(words: string, env: Readonly<Record<string, string>> = { POLICY_FILE: 'policies' }) {
  const { status, stdout, stderr } = await commandHere({ cwd: folder, env }, ...words.split(' '));
  return { status, said: stdout + stderr };
}

it.each(['audit verify', 'policy check', 'backup', 'move-to-postgres -'])(
  '%s names the workspaces that there are where none is named',
  async (words) => {
    const { status, said } = await (words.endsWith('-') ? run(words) : runHere(words));
    expect(said).toContain(
      `name one workspace by --workspace: POLICY_FILE is a folder with a policy file for each; it has ${one}, ${two}`,
    );
    expect(status).toBe(1);
  },
);

it('a workspace is read and copied by its own policy and database, and an unknown one is said', async () => {
  expect((await runHere(`audit verify --workspace ${one}`)).said).toContain(`data/countersign.${one}.db holds`);
  expect((await runHere(`policy check --workspace ${one}`)).said).toContain(`A start can use policies/${one}.yml`);
  expect((await runHere(`policy check --workspace ${two}`)).said).toContain(`policies/${two}.yml:1:`);
  expect(run(`backup --workspace ${one} one.db`).said).toContain('Copied and checked');
  expect(existsSync(join(folder, 'one.db'))).toBe(true);
  // A database that is named is that one, and of nobody else.
  expect((await runHere('audit verify copy.db')).said).toContain('The audit trail of copy.db holds');
  expect((await runHere('audit verify --workspace T0THIRD00')).said).toBe(
    `--workspace: policies has no policy file of T0THIRD00; it has ${one}, ${two}\n`,
  );
  expect((await runHere('audit verify --workspace ../x')).said).toContain(
    '--workspace takes the id of a workspace, like T0123ABCD',
  );
});

it.each(['setup', 'start', 'doctor'])('%s sends nobody with several workspaces through the set-up of one', (words) => {
  const { said } = run(words, { POLICY_FILE: 'policies', SLACK_APP_TOKEN: 'wrong' });
  expect(said).toContain('docs/running.md');
  expect(said).not.toMatch(/npm run setup (?:makes|again|writes)|cannot be read/);
});

it('where there is one workspace only, none can be picked', async () => {
  expect((await runHere(`policy check --workspace ${one}`, {})).said).toBe(
    '--workspace picks one of several; POLICY_FILE is no folder with a policy file for each\n',
  );
});
