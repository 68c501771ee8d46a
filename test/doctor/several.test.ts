import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { databaseOfWorkspace } from '../../src/config/own-settings.ts';
import { examine } from '../../src/doctor/examine.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import { createInstallationStore } from '../../src/operations/people/create-installation-store.ts';
import type { Installation } from '../../src/ports/installations.ts';
import { createSealing } from '../../src/sealing/create-sealing.ts';
import { openStore } from '../../src/store/open-store.ts';
import { worldFor } from '../support/start-program.ts';
import { migrationsFolder } from '../support/start-world.ts';

const [first, second] = ['T0SANDBOX00', 'T0SECOND000'];
const key = randomBytes(32).toString('base64');
const at = Date.UTC(2026, 10, 23);

/** The app is installed in the first of two workspaces that have a policy file. */
async function patient(given: { readonly botToken?: string; readonly keys?: string } = {}) {
  const { world, environment, cwd } = await worldFor();
  const policies = join(cwd, 'policies');
  mkdirSync(policies);
  const policy = world.policy.replace(`  ${cast.gus.slackId}: gus-guest\n`, '');
  writeFileSync(join(policies, `${first}.yml`), policy);
  writeFileSync(join(policies, `${second}.yml`), policy.replaceAll('login: acme', 'login: globex'));
  const database = join(cwd, 'countersign.db');
  const botToken = given.botToken ?? world.secrets.slackBotToken;
  const store = await openStore(databaseOfWorkspace(database, first), migrationsFolder);
  const installation: Installation = {
    ...{
      teamId: first,
      enterpriseId: null,
      isForEnterprise: false,
      teamName: 'Acme Inc',
      botToken,
      botUserId: 'U0BOT',
    },
    ...{ installedBy: cast.bea.slackId as Installation['installedBy'], installedAt: at },
  };
  await createInstallationStore(store, createSealing([key]), first, { now: () => at }).keep(installation);
  await store.close();
  const { SLACK_BOT_TOKEN: _, ...others } = environment;
  const rows = (): Promise<readonly Finding[]> =>
    examine(
      {
        ...{ ...others, POLICY_FILE: policies, DATABASE_URL: `file:${database}` },
        ...{ SLACK_CLIENT_ID: '1234567890.0987654321', SLACK_CLIENT_SECRET: 'client-secret-canary-0123456789' },
        ...{ ENCRYPTION_KEY: given.keys ?? key, PUBLIC_URL: 'https://tokens.example.com' },
      },
      process.version,
    );
  return { world, botToken, rows };
}

function rowOf(rows: readonly Finding[], what: string): Finding | undefined {
  return rows.find((row) => row.what === what);
}

describe('several workspaces', () => {
  it('have rows of their own: the file, the installation, what its token may do, its channels, people and database', async () => {
    const { rows, botToken } = await patient();
    const found = await rows();
    expect(rowOf(found, 'Slack: install')?.found).toBe(
      'people install the app at https://tokens.example.com/slack/install',
    );
    expect(rowOf(found, `${first}: Slack: installation`)).toMatchObject({
      ...{ is: 'right', found: `in Acme Inc, by ${cast.bea.slackId} on 2026-11-23` },
    });
    expect(rowOf(found, `${first}: Slack: scopes`)?.is).toBe('right');
    expect(rowOf(found, `${first}: acme: channel`)?.is).toBe('right');
    expect(rowOf(found, `${first}: people`)?.is).toBe('right');
    expect(rowOf(found, `${first}: database`)?.is).toBe('right');
    expect(rowOf(found, `${first}: GitHub: App`)?.is).toBe('right');
    expect(rowOf(found, `${first}: acme: installation`)?.is).toBe('right');
    // Nobody has installed it in the other one.
    expect(rowOf(found, `${second}: Slack: installation`)).toEqual({
      what: `${second}: Slack: installation`,
      ...{ is: 'wrong', found: 'the app is not installed there' },
      mend: 'Somebody of the workspace opens https://tokens.example.com/slack/install and chooses it',
    });
    expect(rowOf(found, `${second}: Slack: bot token`)).toBeUndefined();
    for (const secret of [botToken, key, 'client-secret-canary']) expect(JSON.stringify(found)).not.toContain(secret);
  });

  it.each([
    ['a token that Slack takes no more', { botToken: 'xoxb-revoked-long-ago' }, 'Slack: bot token', 'invalid_auth'],
    [
      'a token that was sealed under a lost key',
      { keys: randomBytes(32).toString('base64') },
      'Slack: installation',
      'none of the keys in ENCRYPTION_KEY opens its token',
    ],
  ] as const)('say where one has %s, and where to install it again', async (_, given, what, sentence) => {
    const { rows } = await patient(given);
    const found = rowOf(await rows(), `${first}: ${what}`);
    expect(found).toMatchObject({ is: 'wrong', found: sentence });
    expect(found?.mend).toContain('nstall the app there again');
    expect(found?.mend).toContain('https://tokens.example.com/slack/install');
  });

  it('say which scope is missing in one of them, and how it is given', async () => {
    const { world, rows } = await patient();
    world.slack.state.scopes = world.slack.state.scopes.filter((scope) => scope !== 'usergroups:read');
    expect(rowOf(await rows(), `${first}: Slack: scopes`)).toMatchObject({
      ...{ is: 'wrong', found: 'missing: usergroups:read' },
      mend: 'Paste the manifest (npm run manifest -- --several --url …) into the Slack app’s settings again, and install the app there again: https://tokens.example.com/slack/install',
    });
  });
});
