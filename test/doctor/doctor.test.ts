import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cast, channel, type World } from '@countersign/sandbox-stage/cast';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { examine } from '../../src/doctor/examine.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import { exampleMessages } from '../../src/slack/example-messages.ts';
import { builtCommand } from '../support/built-program.ts';
import { commandHere } from '../support/command-here.ts';
import { type Environment, temporaryFolder, worldFor } from '../support/start-program.ts';

const { mona, bea, carl, gus } = cast;
const webhookSecret = 'sandbox-webhook-secret-0123456789';

type Patient = { readonly world: World; readonly environment: Environment; readonly cwd: string };

async function patient(): Promise<Patient> {
  const found = await worldFor();
  found.world.github.webhooks.setUrl('http://127.0.0.1:1/github/webhooks');
  // Nobody who could not use it stands in this policy.
  writePolicy(found, (text) => text.replace(`  ${gus.slackId}: gus-guest\n`, ''));
  return { ...found, environment: { ...found.environment, GITHUB_WEBHOOK_SECRET: webhookSecret } };
}

function writePolicy({ world, cwd }: Pick<Patient, 'world' | 'cwd'>, change: (text: string) => string): void {
  writeFileSync(join(cwd, 'policy.yml'), change(world.policy.replace(`  ${gus.slackId}: gus-guest\n`, '')));
}

/** By the bundle, in a process of its own. */
async function doctor({ environment, cwd }: Patient): Promise<{ readonly code: number; readonly output: string }> {
  const child = spawn(process.execPath, [builtCommand(), 'doctor'], { cwd, env: environment });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, output };
}

/** Slack then says of the first message that it tries none: a hundred calls that tell nothing of what else is wrong. */
function withoutValidator({ world }: Patient, error = 'unknown_method'): void {
  world.slack.server.faults.add({
    ...{ fits: 'blocks.validate', when: 'before', answer: { status: 200, body: { ok: false, error } } },
  });
}

/** In this process, where no start has to be waited for. */
function findings({ environment, cwd }: Patient): Promise<readonly Finding[]> {
  const { DATABASE_URL: database = 'file:data/countersign.db' } = environment;
  const here = { POLICY_FILE: join(cwd, 'policy.yml'), DATABASE_URL: database.replace('file:', `file:${cwd}/`) };
  return examine({ ...environment, ...here }, process.version);
}

describe('a set-up that is right', () => {
  it('has no wrong row, and no secret in what is printed', async () => {
    const one = await patient();
    const { code, output } = await doctor(one);
    expect(output).not.toContain('WRONG');
    expect(output).toMatch(/All is well\.\n$/);
    expect(code).toBe(0);
    for (const secret of [
      webhookSecret,
      one.environment.SLACK_BOT_TOKEN ?? '',
      one.environment.SLACK_SIGNING_SECRET ?? '',
    ])
      expect(output).not.toContain(secret);
  });

  it('is told as JSON, too, a row a thing', async () => {
    const { environment, cwd } = await patient();
    const { status, stdout } = await commandHere({ cwd, env: environment }, 'doctor', '--json');
    expect(status).toBe(0);
    const { findings: rows } = JSON.parse(stdout) as { findings: readonly Finding[] };
    expect(rows.map(({ what }) => what)).toEqual([
      ...[
        'Countersign',
        'Node',
        'variables',
        'policy',
        'Slack: bot token',
        'Slack: scopes',
        'Slack: way in',
        'Slack: messages',
        'acme: channel',
      ],
      ...[
        'GitHub: App',
        'GitHub: host',
        'GitHub: permissions',
        'GitHub: webhook',
        'acme: installation',
        'acme: tokens',
      ],
      ...['people', 'acme: who decides', 'clock: Slack', 'clock: GitHub', 'disk', 'database'],
      ...['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8', 'A9', 'A10'],
    ]);
  });
});

describe('an organization that is only observed', () => {
  const observe = (text: string): string => text.replace(/(channel: \S+\n)/, '$1    mode: observe\n');
  const read = {
    metadata: 'read',
    members: 'read',
    organization_personal_access_token_requests: 'read',
    organization_personal_access_tokens: 'read',
  };

  it('has a row of its own, and an App that may only read is enough', async () => {
    const one = await patient();
    withoutValidator(one);
    writePolicy(one, observe);
    one.world.github.state.app.permissions = { ...read };
    const rows = await findings(one);
    expect(rows.find(({ what }) => what === 'acme: mode')).toMatchObject({
      is: 'note',
      found: 'only observed: we change nothing on GitHub',
    });
    expect(rows.filter(({ is, what }) => is === 'wrong' && what.match(/permissions|installation|tokens/))).toEqual([]);
  });

  it('needs more as soon as it is enforced', async () => {
    const one = await patient();
    withoutValidator(one);
    one.world.github.state.app.permissions = { ...read };
    const wrongRows = (await findings(one)).filter(({ is }) => is === 'wrong');
    expect(wrongRows.map(({ what }) => what)).toContain('GitHub: permissions');
    expect(wrongRows.map(({ found }) => found).join()).toContain('organization_personal_access_tokens: write');
  });
});

type Ill = readonly [name: string, make: (one: Patient) => unknown, what: string, found: string, mend: string];

const without = (one: Patient, ...names: readonly string[]): Patient => ({
  ...one,
  environment: Object.fromEntries(Object.entries(one.environment).filter(([name]) => !names.includes(name))),
});
const withMore = (one: Patient, more: Environment): Patient => ({
  ...one,
  environment: { ...one.environment, ...more },
});

const refusedMessage = {
  ...{ ok: false, error: 'invalid_message' },
  errors: [{ pointer: '/blocks/0/text/text', code: 'failed_constraint', message: 'must be less than 151 characters' }],
};

const ills: readonly Ill[] = [
  ['a variable is missing', (one) => without(one, 'GITHUB_APP_ID'), 'variables', 'GITHUB_APP_ID is not set', '.env'],
  [
    'the policy is broken',
    (one) => writePolicy(one, () => 'organizations: 1'),
    'policy',
    'policy.yml',
    'Correct the file',
  ],
  [
    'Slack does not take the token',
    (one) => withMore(one, { SLACK_BOT_TOKEN: 'xoxb-another' }),
    ...(['Slack: bot token', 'invalid_auth', 'Bot User OAuth Token'] as const),
  ],
  [
    'Slack is not there',
    (one) => withMore(one, { SLACK_API_URL: 'http://127.0.0.1:1/api/' }),
    ...(['Slack: bot token', 'network', 'SLACK_API_URL'] as const),
  ],
  [
    'a scope is missing',
    ({ world }) => {
      world.slack.state.scopes = ['commands', 'users:read'];
    },
    ...(['Slack: scopes', 'missing: chat:write, channels:read, groups:read, files:write', 'reinstall'] as const),
  ],
  [
    'Socket Mode is off',
    (one) => {
      one.world.slack.socketMode.isEnabled = false;
      return withMore(one, { SLACK_APP_TOKEN: 'xapp-sandbox-not-a-real-token' });
    },
    ...(['Slack: way in', 'Socket Mode is off', 'Switch it on'] as const),
  ],
  [
    'the app token is another one',
    (one) => withMore(one, { SLACK_APP_TOKEN: 'xapp-another' }),
    ...(['Slack: way in', 'invalid_auth', 'connections:write'] as const),
  ],
  [
    'Slack does not take a kind of message',
    ({ world }) =>
      world.slack.server.faults.add({
        ...{ fits: 'blocks.validate', when: 'before', times: 1 },
        answer: { status: 200, body: refusedMessage },
      }),
    ...([
      'Slack: messages: request_card',
      'Slack does not take it: must be less than 151 characters (/blocks/0/text/text)',
      'short form',
    ] as const),
  ],
  [
    'the channel is another one',
    (one) => writePolicy(one, (text) => text.replace(channel, 'C0NOWHERE00')),
    ...(['acme: channel', 'channel_not_found', '/invite @Countersign'] as const),
  ],
  ['the channel is archived', ({ world }) => world.slack.archive(channel), 'acme: channel', 'archived', 'Unarchive'],
  ['the channel is shared', ({ world }) => world.slack.share(channel), 'acme: channel', 'shared', 'alone'],
  [
    'the bot is not in the channel',
    ({ world }) => {
      world.slack.makePublic(channel);
      world.slack.kickBot(channel);
    },
    ...(['acme: channel', 'the bot is not in #token-reviews', '/invite @Countersign'] as const),
  ],
  [
    'the key is another App’s',
    (one) => withMore(one, { GITHUB_APP_ID: '4712' }),
    ...(['GitHub: App', 'status_401', 'GITHUB_APP_ID'] as const),
  ],
  [
    'the App lacks a permission',
    ({ world }) => {
      world.github.state.app.permissions = { metadata: 'read', members: 'read' };
    },
    ...(['GitHub: permissions', 'organization_personal_access_tokens: write', 'Permissions & events'] as const),
  ],
  [
    'the App does not subscribe to an event',
    ({ world }) => {
      world.github.state.app.events = ['organization'];
    },
    ...(['GitHub: webhook', 'personal_access_token_request', 'Tick them'] as const),
  ],
  [
    'deliveries fail',
    ({ world }) => {
      world.github.webhooks.deliveries.push({
        ...{ id: 'one', event: 'organization', body: '{}', sentAt: new Date(), isLost: false, answers: [502] },
      });
    },
    ...(['GitHub: webhook', '1 of the last 1 deliveries', 'Recent deliveries'] as const),
  ],
  [
    'the App is not installed',
    ({ world }) => {
      const found = world.github.state.organization('acme');
      if (found !== undefined) found.isInstalled = false;
    },
    ...(['acme: installation', 'not installed', 'Install App'] as const),
  ],
  [
    'the installation is suspended',
    ({ world }) => {
      const found = world.github.state.organization('acme');
      if (found !== undefined) found.suspendedAt = new Date();
    },
    ...(['acme: installation', 'suspended', 'unsuspends'] as const),
  ],
  [
    'tokens can’t be listed',
    ({ world }) =>
      world.github.server.faults.add({
        ...{ fits: /personal-access-token/, when: 'before', times: 10, answer: { status: 403 } },
      }),
    ...(['acme: tokens', 'can’t be listed', 'requires approval'] as const),
  ],
  [
    'a Slack id is nobody’s',
    (one) => writePolicy(one, (text) => text.replace(mona.slackId, 'U0NOBODY000')),
    ...(['people: U0NOBODY000', 'Slack knows nobody', 'member ID'] as const),
  ],
  [
    'somebody is deactivated',
    ({ world }) => world.slack.deactivate(mona.slackId),
    ...([`people: ${mona.slackId}`, 'deactivated', 'Remove the line'] as const),
  ],
  [
    'a guest stands in people',
    (one) => writePolicy(one, (text) => text.replace('people:\n', `people:\n  ${gus.slackId}: gus-guest\n`)),
    ...([`people: ${gus.slackId}`, 'no full member', 'Remove the line'] as const),
  ],
  [
    'a login is nobody’s',
    (one) => writePolicy(one, (text) => text.replace(': mona', ': mona-of-old')),
    ...([`people: ${mona.slackId}`, 'GitHub knows no mona-of-old', 'Correct the login'] as const),
  ],
  [
    'only one owner can decide',
    (one) => writePolicy(one, (text) => text.replace(`  ${carl.slackId}: carl-owner\n`, '')),
    ...(['acme: who decides', 'only bea-owner can decide', 'Add another owner'] as const),
  ],
  [
    'nobody can decide',
    (one) =>
      writePolicy(one, (text) =>
        text
          .replace(`  ${carl.slackId}: carl-owner\n`, '')
          .replace(`  ${bea.slackId}: bea-owner\n`, '')
          .replace(/machine_users:[\s\S]*/, ''),
      ),
    ...(['acme: who decides', 'nobody can decide', 'two owners'] as const),
  ],
  [
    'the database can’t be read',
    (one) => {
      writeFileSync(
        join(one.cwd, 'broken.db'),
        'this is no database, and is long enough to be looked at as one '.repeat(20),
      );
      return withMore(one, { DATABASE_URL: 'file:broken.db' });
    },
    ...(['database', 'broken.db', 'DATABASE_URL'] as const),
  ],
];

const odd = (fits: string | RegExp, answer: { readonly status: number; readonly body?: unknown }) => (one: Patient) =>
  one.world.github.server.faults.add({ fits, when: 'before', times: 10, answer });

/** What the other side may do to a doctor that only wants to look. */
const oddities: readonly Ill[] = [
  [
    'GitHub answers something else than its App',
    odd(/^GET \/app$/, { status: 200, body: { message: 'hello' } }),
    ...(['GitHub: App', 'bad_answer', 'GITHUB_API_URL'] as const),
  ],
  [
    'GitHub does not show the webhook',
    odd(/\/app\/hook\/config/, { status: 503 }),
    ...(['GitHub: webhook', 'could not be looked at: status_503', 'again'] as const),
  ],
  [
    'GitHub’s list of deliveries is none',
    odd(/\/app\/hook\/deliveries/, { status: 200, body: { message: 'hello' } }),
    ...(['GitHub: webhook', 'could not be looked at: bad_answer', 'again'] as const),
  ],
  [
    'GitHub is down when it is asked for the installation',
    odd(/\/installation$/, { status: 503 }),
    ...(['acme: installation', 'could not be looked at: status_503', 'again'] as const),
  ],
  [
    'GitHub is down when it is asked for the tokens',
    odd(/personal-access-token/, { status: 503 }),
    ...(['acme: tokens', 'could not be looked at: status_503', 'again'] as const),
  ],
  [
    'Slack is down when it is asked for the channel',
    ({ world }) =>
      world.slack.server.faults.add({
        ...{ fits: 'conversations.info', when: 'before', times: 10, answer: { status: 503 } },
      }),
    ...(['acme: channel', 'could not be looked at: status_503', 'again'] as const),
  ],
  [
    'Slack is down when it is asked for a connection',
    (one) => {
      one.world.slack.server.faults.add({
        ...{ fits: 'apps.connections.open', when: 'before', times: 10, answer: { status: 503 } },
      });
      return withMore(one, { SLACK_APP_TOKEN: 'xapp-sandbox-not-a-real-token' });
    },
    ...(['Slack: way in', 'could not be looked at: status_503', 'again'] as const),
  ],
];

describe('a set-up in which', () => {
  it.each([...ills, ...oddities])(
    '%s has a row that says so, and what mends it',
    async (_, make, what, found, mend) => {
      const before = await patient();
      if (!what.startsWith('Slack: messages')) withoutValidator(before);
      const made = make(before);
      const one = typeof made === 'object' ? (made as Patient) : before;
      const wrong = (await findings(one)).filter((row) => row.is === 'wrong');
      expect(wrong.map((row) => row.what)).toContain(what);
      const row = wrong.find((one) => one.what === what && one.found.includes(found));
      expect(row?.mend ?? wrong).toContain(mend);
    },
  );
});

describe('a row', () => {
  it('of a clock compares it as the answer came: a slow GitHub makes nobody’s clock wrong', async () => {
    const one = await patient();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    onTestFinished(() => void vi.useRealTimers());
    const slackTold = Promise.withResolvers<void>();
    one.world.slack.server.intercept = async ({ name }, at) => {
      if (name === 'api.test' && at === 'after') slackTold.resolve();
    };
    one.world.github.server.intercept = async ({ name }, at) => {
      if (at !== 'after' || !name.includes('personal-access-tokens')) return;
      await slackTold.promise;
      vi.setSystemTime(Date.now() + 60_000);
    };
    const row = (await findings(one)).find(({ what }) => what === 'clock: Slack');
    expect(row).toMatchObject({ is: 'right' });
  });
});

describe('the address of the webhook', () => {
  it('is shown without what may be a secret in it', async () => {
    const one = await patient();
    withoutValidator(one);
    one.world.github.webhooks.setUrl('https://user:hush-hush@proxy.example/github/webhooks?key=hush-hush#hush-hush');
    const rows = JSON.stringify(await findings(one));
    expect(rows).toContain('https://proxy.example/github/webhooks');
    expect(rows).not.toContain('hush-hush');
  });
});

describe('an option that the doctor does not know', () => {
  it('is answered with those that it knows', async () => {
    expect(await commandHere({ cwd: temporaryFolder() }, 'doctor', '--fix')).toEqual({
      ...{ status: 2, stdout: '' },
      stderr: `countersign doctor: unknown option '--fix'. "countersign doctor --help" says more.\n`,
    });
  });
});

describe('the kinds of messages', () => {
  const row = async (one: Patient) => (await findings(one)).find(({ what }) => what === 'Slack: messages');

  const answered = async (error: string): Promise<Finding | undefined> => {
    const one = await patient();
    withoutValidator(one, error);
    return row(one);
  };

  it('are each tried, and nothing is posted', async () => {
    const one = await patient();
    const kinds = new Set(exampleMessages(Date.UTC(2027, 2, 1)).map(([kind]) => kind)).size;
    expect(await row(one)).toMatchObject({ is: 'right', found: `Slack takes each of ${kinds} kinds` });
    const called = one.world.slack.server.calls.map(({ name }) => name);
    expect(called.filter((name) => name === 'blocks.validate')).toHaveLength(
      exampleMessages(Date.UTC(2027, 2, 1)).length,
    );
    expect(called.filter((name) => name.startsWith('chat.'))).toEqual([]);
  });

  it('are no trouble where Slack offers no validator', async () => {
    expect(await answered('unknown_method')).toMatchObject({
      ...{ is: 'note', mend: null, found: 'they can’t be tried: Slack offers no blocks.validate here' },
    });
  });

  it('say how many were tried where Slack ends it', async () => {
    expect(await answered('internal_error')).toMatchObject({
      ...{ is: 'note', mend: 'Run this again later' },
      found: expect.stringMatching(/^Slack takes 0 of [2-9]\d kinds; the others were not tried \(internal_error\)$/),
    });
  });
});

describe('what was granted beyond what is needed', () => {
  it('is a note with the step that takes it away, and nothing wrong', async () => {
    const one = await patient();
    one.world.slack.state.scopes = [...one.world.slack.state.scopes, 'channels:history'];
    Object.assign(one.world.github.state.app.permissions, { contents: 'read', members: 'write' });
    const rows = await findings(one);
    expect(rows.find(({ what }) => what === 'Slack: scopes')).toMatchObject({
      ...{ is: 'note', found: 'more than needed: channels:history', mend: expect.stringContaining('Remove them') },
    });
    const github = rows.find(({ what }) => what === 'GitHub: permissions');
    expect(github).toMatchObject({ is: 'note', mend: expect.stringContaining('Take them away') });
    expect(github?.found).toContain('contents: read');
    expect(github?.found).toContain('members: write');
    expect(rows.filter(({ is }) => is === 'wrong')).toEqual([]);
  });
});
