import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalSlack } from '@countersign/sandbox-slack/local-slack';
import { OauthDesk } from '@countersign/sandbox-slack/oauth-desk';
import { type AppKeys, cast, channel, createAppKeys, createWorld, policyText } from '@countersign/sandbox-stage/cast';
import { type DatabaseEye, openDatabaseEye } from '@countersign/sandbox-stage/database-eye';
import { settle as letSettle } from '@countersign/sandbox-stage/settle';
import { onTestFinished } from 'vitest';
import { type Countersign, createApp } from '../../src/app.ts';
import { databaseOfWorkspace } from '../../src/config/own-settings.ts';
import { parsePolicy } from '../../src/config/policy-file.ts';
import type { PolicyRead } from '../../src/operations/watch/take-policy.ts';
import type { Installation, InstallationStore } from '../../src/ports/installations.ts';
import { sqliteDatabase } from './database/sqlite-database.ts';
import { openFrontDoor } from './front-door.ts';
import { firstMoment, type LogLine, memoryLog, migrationsFolder, shortKeyBits, type TestWorld } from './start-world.ts';
import { askWithoutConnections } from './without-connections.ts';

export const first = 'T0SANDBOX00';
export const second = 'T0SECOND000';
/** The organization of the second; the first one's is `acme`. */
export const otherOrganization = 'globex';

/** Each workspace as if it were the only one. What passes the time passes it for both. */
export type TwoWorkspaces = {
  readonly a: TestWorld;
  readonly b: TestWorld;
  readonly several: () => NonNullable<Countersign['several']>;
  readonly bot: () => Countersign;
  readonly logLines: LogLine[];
  readonly installations: Map<string, Installation>;
  /** What each policy file says. */
  readonly policies: Map<string, string>;
  readonly url: () => string;
  readonly restart: () => Promise<void>;
  /** What changes of all that is stored of a workspace and seen in it, while `work` is done. */
  readonly changesIn: (workspace: TestWorld, work: () => Promise<void>) => Promise<readonly string[]>;
};

export const otherPolicy = policyText().replaceAll('login: acme', `login: ${otherOrganization}`);

let keys: AppKeys | null = null;

export function installationOf({ slack, secrets }: Pick<TestWorld, 'slack' | 'secrets'>): Installation {
  const { teamId, teamDomain, botUserId } = slack.state;
  return {
    ...{ teamId, teamName: teamDomain, botUserId, botToken: secrets.slackBotToken, enterpriseId: null },
    ...{
      isForEnterprise: false,
      installedBy: cast.bea.slackId as Installation['installedBy'],
      installedAt: firstMoment,
    },
  };
}

function readPolicy(text: string | undefined, workspace: string): PolicyRead {
  return text === undefined
    ? { problems: [`the file ${workspace}.yml cannot be read`] }
    : parsePolicy(text, `policies/${workspace}.yml`);
}

/**
 * The real program on two workspaces of one Slack, which have the same people, channels, message ids and request numbers, on purpose; each has
 * its own organization on one GitHub.
 */
export async function startWorkspaces(
  options: {
    readonly prepare?: (slacks: { readonly a: LocalSlack; readonly b: LocalSlack }) => void;
    readonly policies?: Readonly<Record<string, string>>;
    /** In which the app is installed at the start; both unless told. */
    readonly installed?: readonly string[];
    readonly hasSignIn?: boolean;
    /** Installed nowhere at first: people install it at a desk of Slack's, and the tokens are kept sealed. */
    readonly hasDesk?: boolean;
  } = {},
): Promise<TwoWorkspaces> {
  let clockMs = firstMoment;
  const now = (): Date => new Date(clockMs);
  keys ??= createAppKeys(shortKeyBits);
  const patience = 20;
  const world = await createWorld(now, keys, patience);
  const { slack, github } = world;
  const otherSecrets = { ...world.secrets, slackBotToken: 'xoxb-second-not-a-real-token' };
  const { slackBotToken: botToken, slackSigningSecret: signingSecret } = otherSecrets;
  const waits = { answerWithinMs: 3_000 * patience, triggerMs: 3_000 * patience };
  const other = new LocalSlack({ teamId: second, beside: slack, ...{ signingSecret, botToken, now }, ...waits });
  for (const { slackId, name, zone } of Object.values(cast))
    other.addPerson({ id: slackId, name: name.split(' ')[0]?.toLowerCase() ?? name, realName: name, tz: zone });
  other.addChannel({
    id: channel,
    name: 'token-reviews',
    isPrivate: true,
    members: [cast.bea.slackId, cast.carl.slackId],
  });
  other.inviteBot(channel);
  const acme = github.state.organization('acme');
  if (acme === undefined) throw new Error('there is no acme');
  github.addOrganization({
    login: otherOrganization,
    members: { mona: 'member', 'bea-owner': 'admin', 'carl-owner': 'admin', 'dan-dev': 'member' },
    repositories: [
      { name: 'website', private: false },
      { name: 'payments', private: true, collaborators: { mona: 'write' } },
    ],
  });
  const connectAgain = askWithoutConnections(slack.server, github.server);
  options.prepare?.({ a: slack, b: other });
  const folder = mkdtempSync(join(tmpdir(), 'countersign-'));
  const database = join(folder, 'countersign.db');
  const hasDesk = options.hasDesk === true;
  const door = options.hasSignIn === true || hasDesk ? await openFrontDoor(() => life.bot.port) : null;
  if (door !== null) github.signIn.settings.callbackUrls.push(`${door.url}/github/callback`);
  const client = { id: '1234567890.0987654321', secret: 'client-secret-canary-0123456789' };
  if (door !== null && hasDesk) {
    const places = [slack, other].map(({ state }) => ({
      ...{ id: state.teamId, name: state.teamId === first ? 'Acme Inc' : 'Globex', botUserId: state.botUserId },
    }));
    slack.counter.desk = new OauthDesk({
      ...{ clientId: client.id, clientSecret: client.secret, appId: slack.state.appId, places, now },
      redirectUrls: [`${door.url}/slack/oauth_redirect`],
    });
  }
  let encryptionKeys: readonly string[] = [randomBytes(32).toString('base64')];
  const config = {
    ...world.configFor(database),
    policyFile: 'policies',
    slackClientId: client.id,
    publicUrl: door?.url ?? 'https://tokens.example.com',
    ...(door === null ? {} : { githubWebUrl: github.apiUrl }),
  };
  const policies = new Map(Object.entries(options.policies ?? { [first]: world.policy, [second]: otherPolicy }));
  const worldA = { ...world, slack };
  const worldB = { ...world, slack: other, secrets: otherSecrets };
  const installations = new Map(
    [worldA, worldB]
      .map(installationOf)
      .filter(({ teamId }) => (options.installed ?? (hasDesk ? [] : [first, second])).includes(teamId))
      .map((one) => [one.teamId, one]),
  );
  const installationsOf = (_: unknown, workspace: string): InstallationStore => ({
    read: async () => installations.get(workspace) ?? null,
    keep: async (installation) => void installations.set(workspace, installation),
    forget: async () => void installations.delete(workspace),
  });
  const { log, lines } = memoryLog();
  const paths = [first, second].map((id) => databaseOfWorkspace(database, id));

  const start = async (): Promise<{ readonly bot: Countersign }> => {
    const bot = await createApp(
      config,
      {
        ...world.secrets,
        slackBotToken: null,
        slackClientSecret: client.secret,
        encryptionKeys: hasDesk ? encryptionKeys : [],
      },
      {
        workspaces: () => [...policies.keys()].toSorted(),
        read: (workspace) => readPolicy(policies.get(workspace), workspace),
      },
      {
        clock: { now: () => clockMs, elapsedMs: () => clockMs },
        ...{ log, migrationsFolder, patience },
        ...(hasDesk ? {} : { installationsOf }),
        ...{ hasTimetable: false, isGithubPaced: false, isSlackPaced: false },
      },
    );
    for (const one of [slack, other]) one.setRequestUrl(`http://127.0.0.1:${bot.port}/slack/events`);
    github.webhooks.setUrl(`http://127.0.0.1:${bot.port}/github/webhooks`);
    return { bot };
  };
  let life = await start();

  const settle = async (): Promise<void> => {
    await github.webhooks.idle();
    const eyes: DatabaseEye[] = paths.filter((path) => existsSync(path)).map(openDatabaseEye);
    try {
      await letSettle(life.bot, together(eyes), () => clockMs);
    } finally {
      for (const eye of eyes) eye.shut();
    }
  };
  await settle();
  onTestFinished(async () => {
    door?.close();
    await life.bot.stop();
    connectAgain();
    await world.stop();
    rmSync(folder, { recursive: true, force: true });
    const bugs = lines.filter(({ level, what }) => level === 'error' && what.includes('bug'));
    if (bugs.length > 0) throw new Error(bugs.map((line) => JSON.stringify(line)).join('\n'));
  });
  const restart = async (): Promise<void> => {
    await life.bot.stop();
    life = await start();
    await settle();
  };
  const worldOf = (of: typeof worldA, id: string): TestWorld => ({
    ...of,
    publicUrl: door?.url ?? '',
    githubWebUrl: of.github.apiUrl,
    bot: () => life.bot,
    now: () => clockMs,
    logLines: lines,
    database: sqliteDatabase(databaseOfWorkspace(database, id)),
    ...{ settle, restart },
    pass: async ({ days = 0, hours = 0, minutes = 0, seconds = 0 }) => {
      clockMs += ((days * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1_000;
      await settle();
    },
    passWatching: async ({ minutes }) => {
      clockMs += minutes * 60_000;
      await settle();
    },
    moveClock: (seconds) => {
      clockMs += seconds * 1_000;
    },
    wake: async (job) => {
      await life.bot.wake(job);
      await settle();
    },
    setEncryptionKeys: (given) => {
      encryptionKeys = given;
    },
    setAhead: async () => undefined,
    sleep: async () => undefined,
  });
  return {
    a: worldOf(worldA, first),
    b: worldOf(worldB, second),
    bot: () => life.bot,
    several: () => {
      const { several } = life.bot;
      if (several === null) throw new Error('there is one workspace only');
      return several;
    },
    ...{ logLines: lines, installations, policies, restart },
    url: () => `http://127.0.0.1:${life.bot.port}`,
    changesIn: async (workspace, work) => {
      const before = new Set(await everything(workspace));
      await work();
      const after = new Set(await everything(workspace));
      const gone = [...before.difference(after)].map((line) => `gone: ${line}`);
      return [...after.difference(before), ...gone].map((line) => line.slice(0, 300));
    },
  };
}

function together(eyes: readonly DatabaseEye[]): DatabaseEye {
  return {
    openWork: async (now) => {
      const all = await Promise.all(eyes.map((eye) => eye.openWork(now)));
      return {
        open: all.reduce((sum, { open }) => sum + open, 0),
        moved: all.reduce((sum, { moved }) => sum + moved, 0),
      };
    },
    written: (now) => {
      const all = eyes.map((eye) => eye.written(now));
      return {
        isListed: all.every((one) => one?.isListed === true),
        rows: JSON.stringify(all.map((one) => one?.rows ?? null)),
      };
    },
    rest: async () => undefined,
    shut: () => undefined,
  };
}

/** A line for whatever is stored or shown, but for when GitHub's lists were last read. */
async function everything({ slack, database }: TestWorld): Promise<readonly string[]> {
  const { messages, views, homes, files, stacks } = slack.state;
  const shown = {
    messages,
    views: [...views.values()],
    homes: [...homes],
    files: [...files.values()],
    stacks: [...stacks],
  };
  return Object.entries({ ...(await everyRow(database)), ...shown }).flatMap(([name, rows]) =>
    rows.map((row) => `${name} ${JSON.stringify(row)}`),
  );
}

async function everyRow(database: TestWorld['database']): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const tables = await database.rows<{ readonly name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1",
  );
  const all: Record<string, readonly unknown[]> = {};
  for (const { name } of tables) all[name] = await database.rows(`SELECT * FROM "${name}"`);
  const listed = ['version', 'pending_listed_at', 'active_listed_at', 'classic_listed_at'];
  all.organizations = (all.organizations ?? []).map((row) =>
    Object.fromEntries(Object.entries(row as object).filter(([column]) => !listed.includes(column))),
  );
  return all;
}
