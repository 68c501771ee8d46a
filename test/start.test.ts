import { EventEmitter, once } from 'node:events';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cast, channel } from '@countersign/sandbox-stage/cast';
import { answerForm } from '@countersign/sandbox-stage/person-at-work';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createApp } from '../src/app.ts';
import { complaint } from '../src/config/complaint.ts';
import { readEnvironment } from '../src/config/environment.ts';
import { readPolicyFile } from '../src/config/policy-file.ts';
import { StartProblems } from '../src/config/problems.ts';
import { loadEnvironment } from '../src/load-environment.ts';
import { builtCommand } from './support/built-program.ts';
import { type Environment, type Run, run, temporaryFolder, until, worldFor } from './support/start-program.ts';
import { memoryLog, migrationsFolder } from './support/start-world.ts';

/** The program as an operator starts it: an environment, a folder with a policy, nothing else. */
function start(cwd: string, env: Environment): Run {
  return run([process.execPath, builtCommand(), 'start'], { cwd, env });
}

/** What is wrong, in the words of a start that says it. */
function complaintOf(read: object): string {
  return complaint('problems' in read ? (read.problems as readonly string[]) : []);
}

/** The same in this process, from an environment and a policy file on: its address, and what it logs. */
async function startHere(environment: Environment, cwd: string) {
  const read = readEnvironment({ ...environment, DATABASE_URL: `file:${join(cwd, 'data/countersign.db')}` });
  const policy = readPolicyFile(join(cwd, 'policy.yml'));
  if ('problems' in read || 'problems' in policy) throw new Error(complaintOf(read) + complaintOf(policy));
  const { log, lines } = memoryLog();
  const told = new EventEmitter();
  const warn = (...line: Parameters<typeof log.warn>): void => {
    log.warn(...line);
    told.emit(line[0]);
  };
  const app = await createApp(read.config, read.secrets, policy.policy, { log: { ...log, warn }, migrationsFolder });
  let isStopped = false;
  const stop = async (): Promise<void> => {
    if (!isStopped) await app.stop();
    isStopped = true;
  };
  onTestFinished(stop);
  return {
    stop,
    ask: (path: string): Promise<Response> => fetch(`http://127.0.0.1:${app.port}${path}`),
    hasWarned: async (what: string): Promise<void> => {
      if (!lines.some((line) => line.what === what)) await once(told, what);
    },
  };
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

describe('a start that can’t be', () => {
  it('names every variable that is missing and every mistake of the policy, by file, line and key, at once, and ends with 78', async () => {
    const cwd = temporaryFolder();
    writeFileSync(
      join(cwd, 'policy.yml'),
      'organizations:\n  - login: acme\n    chanel: C0123456789\n    approvals: 9\n',
    );
    const run = start(cwd, {});
    expect(await run.ended).toBe(78);
    for (const name of ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'GITHUB_APP_ID', 'GITHUB_APP_PRIVATE_KEY']) {
      expect(run.output()).toContain(`${name} is not set`);
    }
    expect(run.output()).toContain('policy.yml:3:5: organizations.0.chanel: is not a key of the policy');
    expect(run.output()).toContain('policy.yml:4:16: organizations.0.approvals: must be a whole number from 1 to 5');
    expect(run.output()).toContain('npm run setup makes what is missing');
  });

  it('names the policy file that is missing', () => {
    const path = join(temporaryFolder(), 'policy.yml');
    expect(complaintOf(readPolicyFile(path))).toContain(`POLICY_FILE: the file ${path} cannot be read`);
  });

  it('names the file of variables that it can’t read, and the line', async () => {
    const cwd = temporaryFolder();
    const file = join(cwd, '.env');
    writeFileSync(file, Buffer.from('\ufeffSLACK_BOT_TOKEN=xoxb-1', 'utf16le'));
    expect(() => loadEnvironment(file, {})).toThrow(new StartProblems(['.env is saved as UTF-16; save it as UTF-8']));
    writeFileSync(file, 'PORT=1\n\nnothing');
    const run = start(cwd, {});
    expect(await run.ended).toBe(78);
    expect(run.output()).toContain('.env:3: is not NAME=value');
  });

  it('says what is wrong with a variable without repeating it', () => {
    const secret = 'this-is-my-secret-value';
    const read = readEnvironment({
      SLACK_BOT_TOKEN: secret,
      SLACK_SIGNING_SECRET: 'short',
      GITHUB_APP_ID: 'seven',
      GITHUB_APP_PRIVATE_KEY: secret,
      GITHUB_API_URL: 'http://github.example.com',
      PORT: '99999',
    });
    const output = complaintOf(read);
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
      said: 'policy.yml:3:5: organizations.0.chanel: is not a key of the policy; did you mean channel?',
    },
    {
      mistake: 'a bad channel',
      text: 'organizations:\n  - login: acme\n    channel: reviews\n',
      said: 'policy.yml:3:14: organizations.0.channel: must be a Slack channel id, like C0123456789; it is "reviews"',
    },
    {
      mistake: 'two people with one login',
      text: 'organizations:\n  - { login: acme, channel: C0123456789 }\npeople:\n  U01: mona\n  U0123456: mona\n  U0123457: Mona\n',
      said: 'policy.yml:6:13: people.U0123457: gives a login to a second person; U01 has it already',
    },
    {
      mistake: 'what this version can’t do',
      text: 'organizations:\n  - { login: acme, channel: C0123456789, approvals: 9 }\n',
      said: 'policy.yml:2:53: organizations.0.approvals: must be a whole number from 1 to 5; it is 9',
    },
    { mistake: 'broken YAML', text: 'organizations: [', said: 'policy.yml:1:17: is not valid YAML' },
  ])('names file, line and key of $mistake', ({ text, said }) => {
    const path = join(temporaryFolder(), 'policy.yml');
    writeFileSync(path, text);
    expect(complaintOf(readPolicyFile(path))).toContain(said);
  });

  it('says that Slack refuses the token', async () => {
    const { environment, cwd } = await worldFor();
    const run = start(cwd, { ...environment, SLACK_BOT_TOKEN: 'xoxb-another-token' });
    expect(await run.ended).toBe(78);
    expect(run.output()).toContain('SLACK_BOT_TOKEN: Slack did not accept the bot token (invalid_auth)');
  });
});

describe('a start that may work later', () => {
  it('ends with 1 where another program has its port', async () => {
    const { environment, cwd, world } = await worldFor();
    const run = start(cwd, { ...environment, PORT: new URL(world.slack.apiUrl).port });
    expect(await run.ended).toBe(1);
    expect(run.output()).toContain('PORT: another program listens on this port; stop that one, or choose another port');
  });
});

describe('a start with a policy that no longer names an organization of the database', () => {
  it('says which, and ends with 78', async () => {
    const { environment, cwd, world } = await worldFor();
    await (await startHere(environment, cwd)).stop();
    writeFileSync(join(cwd, 'policy.yml'), world.policy.replace('login: acme', 'login: another'));
    const run = start(cwd, environment);
    expect(await run.ended).toBe(78);
    expect(run.output()).toContain(
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
    const day = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
    expect(await (await ask('/readyz')).json()).toEqual({
      ...{ status: 'ready', waitsFor: [] },
      github: [{ organization: 'acme', pendingListedAt: day, activeListedAt: day, paused: null }],
    });
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

  it('opens its connections to Slack where it is told to, with what the bundle leaves outside', async () => {
    const { environment, cwd, world } = await worldFor();
    const { SLACK_SIGNING_SECRET: _, ...rest } = environment;
    const run = start(cwd, { ...rest, SLACK_APP_TOKEN: 'xapp-sandbox-not-a-real-token' });
    await until(run, /"msg":"ready/);
    await world.slack.until(() => (world.slack.socketMode.connections === 2 ? true : undefined), 60_000);
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
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
    await answerForm(world.slack, cast.mona.slackId, {
      ...{ purpose: 'Nightly job', token_name: 'nightly', lifetime: '7' },
      ...{ repository_access: 'all', permissions: ['contents:read'], justification: 'It reads.' },
    });
    await world.slack.until(() => world.slack.server.calls.find(({ name }) => name === 'chat.postMessage'));
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
    expect(world.slack.messagesIn(channel)).toHaveLength(1);
    const database = new Sqlite(join(cwd, 'data/countersign.db'), { readonly: true });
    expect(database.prepare('SELECT count(*) AS n FROM message_copies').get()).toEqual({ n: 2 });
    expect(database.prepare("SELECT count(*) AS n FROM effects WHERE state <> 'done'").get()).toEqual({ n: 0 });
    database.close();
  });

  it('needs no more of a policy than an organization and its channel', async () => {
    const { environment, cwd } = await worldFor();
    writeFileSync(join(cwd, 'policy.yml'), `organizations:\n  - login: acme\n    channel: ${channel}\n`);
    const { ask } = await startHere(environment, cwd);
    expect((await ask('/readyz')).status).toBe(200);
  });

  it('is ready while GitHub can’t be listed, since it answers people in words, and says what GitHub owes', async () => {
    const { world, environment, cwd } = await worldFor();
    world.github.server.faults.add({
      fits: /personal-access-token/,
      when: 'before',
      times: 1_000,
      answer: { status: 503 },
    });
    const { ask, hasWarned } = await startHere(environment, cwd);
    await hasWarned('a pass could not be completed; it will be tried again');
    const ready = await ask('/readyz');
    expect([ready.status, await ready.json()]).toEqual([
      200,
      {
        ...{ status: 'ready', waitsFor: [] },
        github: [{ organization: 'acme', pendingListedAt: null, activeListedAt: null, paused: null }],
      },
    ]);
    expect((await ask('/healthz')).status).toBe(200);
  });

  it('takes a policy that changes while it starts, and reads it again at SIGHUP: a broken one is refused aloud, a good one taken', async () => {
    const { world, environment, cwd } = await worldFor();
    const write = (text: string): void => writeFileSync(join(cwd, 'policy.yml'), text);
    const allowing = (days: number): string => world.policy.replace('max_days: 90', `max_days: ${days}`);
    const told = (words: string): number =>
      world.slack.messagesIn(channel).filter((message) => JSON.stringify(message).includes(words)).length;
    const program = Promise.withResolvers<Run>();
    let isChanged = false;
    world.slack.server.intercept = async ({ name }, at) => {
      if (name !== 'auth.test' || at !== 'before' || isChanged) return;
      isChanged = true;
      write(allowing(30));
      (await program.promise).child.kill('SIGHUP');
    };
    const run = start(cwd, environment);
    program.resolve(run);
    await until(run, /the policy file was changed, and is in force/);
    await until(run, /"msg":"ready/);
    write('organizations: []\n');
    run.child.kill('SIGHUP');
    await until(run, /can’t be used: the one before stays in force/);
    await world.slack.until(() => (told('The new policy file can’t be used') === 1 ? true : undefined));
    const before = told('and is in force');
    // Whoever only looks at the file waits until nobody writes to it any more, and here somebody always does.
    let days = 31;
    const replace = (): void => {
      days = days === 89 ? 31 : days + 1;
      writeFileSync(join(cwd, 'next.yml'), allowing(days));
      renameSync(join(cwd, 'next.yml'), join(cwd, 'policy.yml'));
    };
    replace();
    const writing = setInterval(replace, 100);
    onTestFinished(() => clearInterval(writing));
    run.child.kill('SIGHUP');
    await until(run, /stays in force[\s\S]*the policy file was changed, and is in force/);
    clearInterval(writing);
    await world.slack.until(() => (told('and is in force') > before ? true : undefined));
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
  });

  it('is no longer ready once Slack has revoked its token', async () => {
    const { world, environment, cwd } = await worldFor();
    const { ask } = await startHere(environment, cwd);
    world.slack.server.faults.add({
      fits: 'auth.test',
      when: 'before',
      times: 1_000,
      answer: { status: 200, body: { ok: false, error: 'token_revoked' } },
    });
    const ready = await ask('/readyz');
    expect([ready.status, await ready.json()]).toMatchObject([
      503,
      { status: 'not ready', waitsFor: ['a bot token that Slack takes'] },
    ]);
  });
});

describe('a credential in the wrong variable', () => {
  const secret = `${'xoxb'}-1234567890-abcdefghij`;

  it('is not said again of a policy file', () => {
    const said = complaintOf(readPolicyFile(secret));
    expect(said).toContain('Countersign cannot start:');
    expect(said).toContain('cannot be read');
    expect(said).not.toContain('abcdefghij');
  });

  it.each(['HOST', 'DATABASE_URL'])('is not said again by the start: %s', async (variable) => {
    const { environment, cwd } = await worldFor();
    const value = variable === 'DATABASE_URL' ? `file:policy.yml/${secret}.db` : secret;
    const run = start(cwd, { ...environment, [variable]: value });
    expect(await run.ended).not.toBe(0);
    expect(run.output()).toContain('Countersign cannot start:');
    expect(run.output()).not.toContain('abcdefghij');
  });
});
