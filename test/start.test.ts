import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { cast, channel, createWorld, type World } from '@countersign/sandbox-stage/cast';
import { askForToken } from '@countersign/sandbox-stage/person-at-work';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';

const main = resolve(import.meta.dirname, '../src/main.ts');

type Run = { readonly child: ChildProcess; readonly output: () => string; readonly ended: Promise<number | null> };

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'countersign-start-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** The program as an operator starts it: an environment, a folder with a policy, nothing else. */
function start(cwd: string, environment: Readonly<Record<string, string>>): Run {
  const child = spawn(process.execPath, [main], { cwd, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, output: () => output, ended };
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

async function until(run: Run, words: RegExp): Promise<string> {
  for (;;) {
    const found = words.exec(run.output())?.[0];
    if (found !== undefined) return found;
    const more = await Promise.race([
      once(run.child.stdout as NonNullable<ChildProcess['stdout']>, 'data').then(() => true),
      run.ended.then(() => false),
    ]);
    if (!more && !words.test(run.output())) throw new Error(`it ended without ${words}:\n${run.output()}`);
  }
}

async function worldFor(): Promise<{
  readonly world: World;
  readonly environment: Readonly<Record<string, string>>;
  readonly cwd: string;
}> {
  const world = await createWorld(() => new Date());
  onTestFinished(() => world.stop());
  const cwd = folder();
  writeFileSync(join(cwd, 'policy.yml'), world.policy);
  const { secrets } = world;
  return {
    world,
    cwd,
    environment: {
      SLACK_BOT_TOKEN: secrets.slackBotToken,
      SLACK_SIGNING_SECRET: secrets.slackSigningSecret,
      GITHUB_APP_ID: '4711',
      GITHUB_APP_PRIVATE_KEY: secrets.githubAppPrivateKey.replaceAll('\n', '\\n'),
      SLACK_API_URL: world.slack.apiUrl,
      GITHUB_API_URL: world.github.apiUrl,
      PORT: '0',
    },
  };
}

describe('a start that can’t be', () => {
  it('names every variable that is missing and the policy file, at once, and ends with 78', async () => {
    const run = start(folder(), {});
    expect(await run.ended).toBe(78);
    for (const name of ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'GITHUB_APP_ID', 'GITHUB_APP_PRIVATE_KEY']) {
      expect(run.output()).toContain(`${name} is not set`);
    }
    expect(run.output()).toContain('POLICY_FILE: the file policy.yml cannot be read');
  });

  it('says what is wrong with a variable without repeating it', async () => {
    const secret = 'this-is-my-secret-value';
    const run = start(folder(), {
      SLACK_BOT_TOKEN: secret,
      SLACK_SIGNING_SECRET: 'short',
      GITHUB_APP_ID: 'seven',
      GITHUB_APP_PRIVATE_KEY: secret,
      GITHUB_API_URL: 'http://github.example.com',
      PORT: '99999',
    });
    expect(await run.ended).toBe(78);
    const output = run.output();
    for (const words of [
      'SLACK_BOT_TOKEN must be the bot token',
      'SLACK_SIGNING_SECRET must be',
      'GITHUB_APP_ID must be',
      'GITHUB_APP_PRIVATE_KEY must be',
      'GITHUB_API_URL must be an https URL',
      'PORT',
    ]) {
      expect(output).toContain(words);
    }
    expect(output).not.toContain(secret);
  });

  it.each([
    {
      mistake: 'an unknown key',
      text: 'organizations:\n  - login: acme\n    chanel: C0123456789\n    channel: C0123456789\n',
      said: 'policy.yml:3: organizations.0.chanel: is not a key of the policy',
    },
    {
      mistake: 'a bad channel',
      text: 'organizations:\n  - login: acme\n    channel: reviews\n',
      said: 'policy.yml:3: organizations.0.channel: must be a Slack channel id',
    },
    {
      mistake: 'two people with one login',
      text: 'organizations:\n  - { login: acme, channel: C0123456789 }\npeople:\n  U01: mona\n  U0123456: mona\n  U0123457: Mona\n',
      said: 'gives the login Mona to a second person',
    },
    {
      mistake: 'what this version can’t do',
      text: 'organizations:\n  - { login: acme, channel: C0123456789, approvals: 2 }\n',
      said: 'organizations.0.approvals: can only be 1 in this version',
    },
    { mistake: 'broken YAML', text: 'organizations: [', said: 'is not valid YAML' },
  ])('names file, line and key of $mistake', async ({ text, said }) => {
    const { environment, cwd } = await worldFor();
    writeFileSync(join(cwd, 'policy.yml'), text);
    const run = start(cwd, environment);
    expect(await run.ended).toBe(78);
    expect(run.output()).toContain(said);
  });

  it('says that Slack refuses the token', async () => {
    const { environment, cwd } = await worldFor();
    const run = start(cwd, { ...environment, SLACK_BOT_TOKEN: 'xoxb-another-token' });
    expect(await run.ended).toBe(78);
    expect(run.output()).toContain('SLACK_BOT_TOKEN: Slack did not accept the bot token (invalid_auth)');
  });
});

describe('a start that may work later', () => {
  it('ends with 1 where Slack can’t be reached', async () => {
    const { environment, cwd } = await worldFor();
    const run = start(cwd, { ...environment, SLACK_API_URL: 'http://127.0.0.1:9/api/' });
    expect(await run.ended).toBe(1);
    expect(run.output()).toContain('Slack could not be reached: network (bad port)');
  });
});

describe('a start with a policy that no longer names an organization of the database', () => {
  it('says which, and ends with 78', async () => {
    const { environment, cwd, world } = await worldFor();
    const first = start(cwd, environment);
    await until(first, /"msg":"ready/);
    first.child.kill('SIGTERM');
    await first.ended;
    writeFileSync(join(cwd, 'policy.yml'), world.policy.replace('login: acme', 'login: another'));
    const second = start(cwd, environment);
    expect(await second.ended).toBe(78);
    expect(second.output()).toContain(
      'policy.yml: organizations: acme is missing, but the database holds its requests and tokens',
    );
  });
});

describe('a start that works', () => {
  it('migrates by itself, becomes healthy and ready, refuses a second process, and ends with 0 at SIGTERM', async () => {
    const { environment, cwd } = await worldFor();
    const run = start(cwd, environment);
    const port = /"port":(\d+)/.exec(await until(run, /"port":\d+/))?.[1];
    await until(run, /"msg":"ready/);
    const ask = (path: string): Promise<Response> => fetch(`http://127.0.0.1:${port}${path}`);
    const health = await ask('/healthz');
    expect([health.status, await health.json()]).toEqual([
      200,
      { status: 'ok', lastTickSecondsAgo: expect.any(Number) },
    ]);
    expect((await ask('/readyz')).status).toBe(200);
    expect(await (await ask('/readyz')).json()).toEqual({ status: 'ready' });
    expect((await ask('/elsewhere')).status).toBe(404);
    const second = start(cwd, environment);
    expect(await second.ended).toBe(78);
    expect(second.output()).toContain('DATABASE_URL: the database is in use by another Countersign process');
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
    expect(run.output()).not.toContain(environment.SLACK_BOT_TOKEN);
    expect(run.output().trim().split('\n').map(isJson)).not.toContain(false);
    // The lock goes with the process, and what was migrated stays.
    const again = start(cwd, environment);
    await until(again, /"msg":"ready/);
    again.child.kill('SIGKILL');
    await again.ended;
    const afterKill = start(cwd, environment);
    await until(afterKill, /"msg":"ready/);
  });

  it('ends what it has begun before it stops: a message that Slack takes its time for is sent and recorded', async () => {
    const { world, environment, cwd } = await worldFor();
    const run = start(cwd, environment);
    const port = /"port":(\d+)/.exec(await until(run, /"port":\d+/))?.[1];
    await until(run, /"msg":"ready/);
    world.slack.setRequestUrl(`http://127.0.0.1:${port}/slack/events`);
    world.slack.server.faults.add({
      fits: 'chat.postMessage',
      when: 'before',
      times: 2,
      delayMs: 1_500,
      answer: 'real',
    });
    await askForToken(world.slack, cast.mona.slackId, [
      { purpose: 'Nightly job', token_name: 'nightly', lifetime: '7' },
      { repository_access: 'all', permissions: ['contents:read'], justification: 'It reads.' },
    ]);
    await world.slack.until(() => world.slack.server.calls.find(({ name }) => name === 'chat.postMessage'));
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
    expect(world.slack.messagesIn(channel)).toHaveLength(1);
    const database = new Sqlite(join(cwd, 'data/countersign.db'), { readonly: true });
    expect(database.prepare('SELECT count(*) AS n FROM message_copies').get()).toEqual({ n: 2 });
    expect(database.prepare("SELECT count(*) AS n FROM effects WHERE state <> 'done'").get()).toEqual({ n: 0 });
    database.close();
  });

  it('is not ready while GitHub can’t be listed', async () => {
    const { world, environment, cwd } = await worldFor();
    world.github.server.faults.add({
      fits: /personal-access-token/,
      when: 'before',
      times: 1_000,
      answer: { status: 503 },
    });
    const run = start(cwd, environment);
    const port = /"port":(\d+)/.exec(await until(run, /"port":\d+/))?.[1];
    await until(run, /a pass could not be completed/);
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(503);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  });
});
