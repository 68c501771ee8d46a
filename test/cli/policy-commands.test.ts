import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { changedFile, decidedThen } from '../store/history-of-decisions.ts';
import { noon } from '../store/sample-rows.ts';
import { builtCommand } from '../support/built-program.ts';
import { commandHere } from '../support/command-here.ts';
import { migrationsFolder } from '../support/start-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-policy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let store: Awaited<ReturnType<typeof openStore>>;
beforeAll(async () => {
  store = await openStore(join(folder, 'countersign.db'), migrationsFolder);
  await store.commit(decidedThen, noon);
  writeFileSync(join(folder, 'new.yml'), changedFile);
});
afterAll(() => store.close());

/** By the bundle, in a process of its own. */
function policy(words: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [builtCommand(), 'policy', ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { DATABASE_URL: 'file:countersign.db' },
    input,
  });
  return { status, said: `${stdout}${stderr}` };
}

/** The same in this process. */
async function policyHere(words: readonly string[], database = 'file:countersign.db') {
  const place = { cwd: folder, env: { DATABASE_URL: database } };
  const { status, stdout, stderr } = await commandHere(place, 'policy', ...words);
  return { status, said: `${stdout}${stderr}` };
}

/** A file that asks, and the words that name it. */
function askedIn(asked: object): string {
  writeFileSync(join(folder, 'asked.json'), JSON.stringify(asked));
  return 'asked.json';
}

it('replays a changed file beside a process that has the database, and says each decision that differs', () => {
  expect(policy(['replay', 'new.yml'])).toEqual({
    status: 0,
    said: `new.yml, asked about 5 requests:
       2  approved at once
       1  put before reviewers
       1  refused
       1  of organizations that the file doesn’t name
Beside what people decided:
       2  decided differently
       1  decided the same, without asking anybody
       1  decided by nobody
       2  not sure: a fact that a rule needs was not kept, so people decide

What differs:
PAT-1  2026-06-09  acme  mona: people approved it (bea); the file refuses it: The rule “Writing is short” allows 30 days at most: Tokens that write last a month.
PAT-3  2026-06-09  acme  mona: people denied it (bea); the file approves it at once, by the rule “Reading”
`,
  });
});

it('says how to name another database where the one that was meant is none', async () => {
  const said =
    'The requests of nothing.db can’t be read: the database cannot be opened or created there; check the path and its permissions.';
  const unnamed = await policyHere(['replay', 'new.yml'], 'file:nothing.db');
  expect(unnamed).toEqual({ status: 1, said: `${said} Name the database that is meant with --database.\n` });
  expect(await policyHere(['explain', 'PAT-1', '--policy', 'new.yml', '--database', 'nothing.db'])).toEqual({
    status: 1,
    said: `${said}\n`,
  });
});

it('says the same as JSON', async () => {
  const { status, said } = await policyHere(['replay', 'new.yml', '--json']);
  expect(status).toBe(0);
  expect(JSON.parse(said)).toMatchObject({
    counts: { requests: 5, differences: 2, spared: 1, undecided: 1, elsewhere: 1 },
    differences: [
      { request: 'PAT-1', decided: 'approved', difference: 'refuses_approved', would: { outcome: 'refuse' } },
      { request: 'PAT-3', decided: 'denied', difference: 'approves_denied', would: { rule: 'Reading' } },
    ],
  });
});

it('explains a request by each rule and each of its conditions', () => {
  const { status, said } = policy(['explain', 'PAT-1', '--policy', 'new.yml']);
  expect({ status, said }).toEqual({
    status: 0,
    said: `PAT-1: mona requested “nightly” for acme on 2026-06-09 12:00 UTC.
It asks for: contents:write; all repositories; 60 days; high risk; whether the holder is an owner isn’t known.
The policy refuses it: The rule “Writing is short” allows 30 days at most: Tokens that write last a month.
When it was sent, the policy asked 1 reviewer.

The organization’s own limits allow it.
Rules, in their order:
  yes  “Writing is short”  refuses: The rule “Writing is short” allows 30 days at most: Tokens that write last a month.
         yes  a permission is write access
  no   “Reading”           doesn’t match
         no   every permission is read access
  ?    “Owners”            can’t be told, so a person decides
         ?    it is for an owner of the organization
`,
  });
});

it('explains a request that nobody made, and says what is wrong with one that can’t be read', async () => {
  const asked = { is_owner: true, permissions: { contents: 'read' }, repositories: 'all', lifetime: 7 };
  const told = await policyHere(['explain', askedIn(asked), '--policy', 'new.yml', '--json']);
  expect(JSON.parse(told.said)).toMatchObject({
    verdict: { outcome: 'allow', rule: { name: 'Reading' } },
    rules: [
      { name: 'Writing is short', match: 'no', follows: 'nothing' },
      { name: 'Reading', match: 'yes', follows: 'decides' },
      { name: 'Owners', match: 'yes', follows: 'too_late', parts: [{ part: 'requester', match: 'yes' }] },
    ],
  });
  const wrong = { permissions: { contnets: 'read' }, repositories: [], lifetime: 'soon' };
  expect(policy(['explain', '-', '--policy', 'new.yml'], JSON.stringify(wrong))).toEqual({
    status: 1,
    said: `standard input: permissions.contnets: is a permission that we don’t know
standard input: repositories: must be "none", "all", or a list of repositories
standard input: lifetime: must be a number of days, a date like "2027-03-31", or "never"
`,
  });
  expect(await policyHere(['explain', 'PAT-99', '--policy', 'new.yml'])).toEqual({
    ...{ status: 1, said: 'There is no request PAT-99.\n' },
  });
});

it('explains rules about teams, topics, kinds and reviewers, by what the file says of them', async () => {
  writeFileSync(
    join(folder, 'more.yml'),
    `organizations:
  - login: acme
    channel: C0ACME0001
    classic: { allowed: true }
    rules:
      - { name: Reading, reason: Because., when: { lifetime: { at_most_days: 7 } }, then: { outcome: allow } }
      - { name: Security, reason: Because., when: { requester: ["team:security"] }, then: { reviewers: ["team:platform"] } }
      - { name: Open, reason: Because., when: { repositories: { topics: [open] } }, then: { max_days: 30 } }
`,
  );
  const explained = async (asked: object) => {
    const { said } = await policyHere(['explain', askedIn(asked), '--policy', 'more.yml', '--json']);
    const { verdict, rules } = JSON.parse(said);
    return { verdict, rules: rules.map(({ match, follows }: Record<string, string>) => `${match} ${follows}`) };
  };
  const asked = {
    ...{ permissions: { contents: 'read' }, lifetime: 14, is_owner: false, deciders: 2, teams: ['security'] },
    repositories: [{ name: 'website', topics: ['open'] }],
  };
  expect(await explained(asked)).toMatchObject({
    verdict: { outcome: 'ask', reviewers: ['team:platform'], rule: { name: 'Security' } },
    rules: ['no nothing', 'yes decides', 'yes holds'],
  });
  expect(await explained({ ...asked, teams: undefined, repositories: ['website'] })).toMatchObject({
    verdict: { outcome: 'ask', reviewers: ['owners'], isUncertain: true },
    rules: ['no nothing', 'unknown person', 'unknown person'],
  });
  const classic = { reason: 'packages', scopes: ['read:packages'] };
  const none = { permissions: {}, repositories: 'none', lifetime: 7, teams: [] };
  expect(await explained({ ...none, classic })).toMatchObject({
    verdict: { outcome: 'ask' },
    rules: ['yes not_for_classic', 'no nothing', expect.anything()],
  });
});
