import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { PlayedHost } from '@countersign/sandbox-github/played-host';
import { type AppKeys, createAppKeys, createWorld, type World } from '@countersign/sandbox-stage/cast';
import { type DatabaseEye, openDatabaseEye } from '@countersign/sandbox-stage/database-eye';
import { keepWatch, settle as letSettle } from '@countersign/sandbox-stage/settle';
import { inject, onTestFinished } from 'vitest';
import { type Countersign, createApp } from '../../src/app.ts';
import { parsePolicy } from '../../src/config/policy-file.ts';
import type { Policy } from '../../src/domain/policy/policy.ts';
import type { Log, LogFields } from '../../src/ports/log.ts';
import type { Store } from '../../src/ports/store.ts';
import { createTestDatabase, type TestDatabase } from './database/test-database.ts';
import { openFrontDoor } from './front-door.ts';
import { checkWebhook, contractChecker } from './github-contract.ts';
import { nameGithub } from './named-github.ts';
import { askWithoutConnections } from './without-connections.ts';

export const migrationsFolder = resolve(import.meta.dirname, '../../db/migrations');
/** A Monday morning, half past nine in UTC. */
export const firstMoment = Date.parse('2027-03-01T09:30:00Z');
const dayMs = 86_400_000;

export type LogLine = { readonly level: 'info' | 'warn' | 'error'; readonly what: string; readonly fields: LogFields };

export function memoryLog(): { readonly log: Log; readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const at =
    (level: LogLine['level']) =>
    (what: string, fields: LogFields = {}): void => {
      lines.push({ level, what, fields });
    };
  return { log: { info: at('info'), warn: at('warn'), error: at('error') }, lines };
}

/** Most stories have the policy of another one. */
const known = new Map<string, Policy>();

export function compiled(text: string): Policy {
  const before = known.get(text);
  if (before !== undefined) return before;
  const read = parsePolicy(text, 'policy.yml');
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  known.set(text, read.policy);
  return read.policy;
}

export type TestWorld = World & {
  /** Where browsers find us, where people can sign in. */
  readonly publicUrl: string;
  /** Where people open GitHub. */
  readonly githubWebUrl: string;
  readonly bot: () => Countersign;
  readonly now: () => number;
  readonly logLines: LogLine[];
  /** A file, or a server's where the tests run on PostgreSQL. */
  readonly database: TestDatabase;
  /** Moves the clock and lets everything happen that is due. */
  readonly pass: (time: {
    readonly days?: number;
    readonly hours?: number;
    readonly minutes?: number;
    readonly seconds?: number;
  }) => Promise<void>;
  /** Moves the clock less than an outage takes, and lets the program only read its lists and keep its deadlines. */
  readonly passWatching: (time: { readonly minutes: number }) => Promise<void>;
  /** Moves the clock alone: no list is read, and nothing is carried out. */
  readonly moveClock: (seconds: number) => void;
  /** Lets everything happen that is due now. */
  readonly settle: () => Promise<void>;
  /** Runs one job as its tick would, and what follows. */
  readonly wake: (job: Parameters<Countersign['wake']>[0]) => Promise<void>;
  readonly restart: (policy?: string) => Promise<void>;
  /** The keys that the next start has. */
  readonly setEncryptionKeys: (keys: readonly string[]) => void;
  /** Sets the clock of the bot's machine that much ahead of everybody else's, or back, and lets everything happen that is due. */
  readonly setAhead: (time: { readonly days?: number; readonly hours?: number }) => Promise<void>;
  /** Lets time pass while the bot's machine sleeps. */
  readonly sleep: (time: { readonly hours: number }) => Promise<void>;
};

/** As much of a world as people need to act in it. */
export type StoryWorld = World & Pick<TestWorld, 'now' | 'pass' | 'passWatching' | 'settle'>;

/** The program from a start to its end. */
type Life = { readonly bot: Countersign; readonly eye: DatabaseEye };

/** What the App itself asks is signed each time: with half the bits in less time, and no story is about their strength. */
export const shortKeyBits = 1_024;
let keys: AppKeys | null = null;

/**
 * The real program in this process, on a local Slack and GitHub, with a clock that only moves when told. Whatever GitHub is
 * asked and answers is held against its own description when the test ends.
 */
export async function startWorld(
  options: {
    readonly policy?: string;
    readonly prepare?: (world: World) => void;
    /** How many times longer than usual an answer is waited for: only a story about slowness depends on how busy the machine is. */
    readonly patience?: number;
    /** Whether Slack's pace is kept, by the clock that only moves when told. */
    readonly isSlackPaced?: boolean;
    /** Looks on at what is written. */
    readonly decorateStore?: (store: Store) => Store;
    /** The slash command, if not `/pat`. */
    readonly command?: string;
    /** Whether Slack sends over connections that the program opens. */
    readonly isSocketMode?: boolean;
    /** Which GitHub the local one plays; github.com unless told. */
    readonly host?: PlayedHost;
    /** Whether what the program asks of Slack and GitHub goes over connections here too: where a story is about those. */
    readonly isOverHttp?: boolean;
    /** Whether people can sign in at GitHub: we have an address, and the local GitHub knows it. */
    readonly hasSignIn?: boolean;
    /** What encrypts reviewers' own tokens; nothing unless told. */
    readonly encryptionKeys?: readonly string[];
  } = {},
): Promise<TestWorld> {
  let clockMs = firstMoment;
  let aheadMs = 0;
  let sleptMs = 0;
  keys ??= createAppKeys(shortKeyBits);
  const { patience = 20 } = options;
  const world = await createWorld(() => new Date(clockMs), keys, patience, options.isSocketMode, options.host);
  options.prepare?.(world);
  const connectAgain =
    options.isOverHttp === true ? () => undefined : askWithoutConnections(world.slack.server, world.github.server);
  const contract = contractChecker();
  // What is no part of the API has no description.
  world.github.observe((exchange) => {
    if (!/^\/(?:login|applications)\//.test(exchange.path)) contract.observe(exchange);
  });
  const folder = mkdtempSync(join(tmpdir(), 'countersign-'));
  const database = await createTestDatabase(folder, inject('postgres'));
  const door = options.hasSignIn === true ? await openFrontDoor(() => life.bot.port) : null;
  if (door !== null) world.github.signIn.settings.callbackUrls.push(`${door.url}/github/callback`);
  const named = door === null ? null : nameGithub(world.github.host, world.github.server.origin);
  const config = {
    ...world.configFor(database.path),
    ...(door === null || named === null ? {} : { publicUrl: door.url, githubWebUrl: named.webUrl }),
  };
  let secrets = { ...world.secrets, databaseUrl: database.url, encryptionKeys: options.encryptionKeys ?? [] };
  const { log, lines } = memoryLog();
  let policy = options.policy ?? world.policy;

  let readings = 0;
  /** As the machine's clock has it: no two readings are whole milliseconds apart. */
  const fraction = (): number => {
    readings += 1;
    return readings / 2 ** 20;
  };
  const start = async (): Promise<Life> => {
    const bot = await createApp(
      { ...config, slackCommand: options.command ?? config.slackCommand },
      secrets,
      compiled(policy),
      {
        clock: { now: () => clockMs + aheadMs, elapsedMs: () => clockMs - sleptMs + fraction() },
        log,
        migrationsFolder,
        hasTimetable: false,
        isGithubPaced: false,
        isSlackPaced: options.isSlackPaced ?? false,
        patience,
        ...(options.decorateStore === undefined ? {} : { decorateStore: options.decorateStore }),
      },
    );
    world.slack.setRequestUrl(`http://127.0.0.1:${bot.port}/slack/events`);
    world.github.webhooks.setUrl(`http://127.0.0.1:${bot.port}/github/webhooks`);
    const eye = openDatabaseEye(database.place);
    await letSettle(bot, eye, () => clockMs);
    return { bot, eye };
  };
  let life = await start();
  const stop = async (): Promise<void> => {
    life.eye.shut();
    await life.bot.stop();
  };
  const settle = async (): Promise<void> => {
    await world.github.webhooks.idle();
    await letSettle(life.bot, life.eye, () => clockMs);
  };
  onTestFinished(async () => {
    door?.close();
    named?.forget();
    await stop();
    connectAgain();
    await world.stop();
    await database.remove();
    rmSync(folder, { recursive: true, force: true });
    const bugs = lines.filter(({ level, what }) => level === 'error' && what.includes('bug'));
    const webhooks = world.github.webhooks.deliveries.flatMap(({ event, body }) => {
      const wrong = checkWebhook(event, JSON.parse(body));
      return wrong === null ? [] : [`webhook ${event}: ${wrong}`];
    });
    const problems = [...contract.problems(), ...webhooks, ...bugs.map((line) => JSON.stringify(line))];
    if (problems.length > 0) throw new Error(problems.slice(0, 10).join('\n'));
  });
  return {
    ...world,
    publicUrl: door?.url ?? '',
    githubWebUrl: config.githubWebUrl,
    bot: () => life.bot,
    now: () => clockMs,
    logLines: lines,
    database,
    settle,
    pass: async ({ days = 0, hours = 0, minutes = 0, seconds = 0 }) => {
      clockMs += days * dayMs + hours * 3_600_000 + minutes * 60_000 + seconds * 1_000;
      await settle();
    },
    passWatching: async ({ minutes }) => {
      clockMs += minutes * 60_000;
      await keepWatch(life.bot);
    },
    moveClock: (seconds) => {
      clockMs += seconds * 1_000;
    },
    wake: async (job) => {
      await life.bot.wake(job);
      await settle();
    },
    setAhead: async ({ days = 0, hours = 0 }) => {
      aheadMs = days * dayMs + hours * 3_600_000;
      await settle();
    },
    sleep: async ({ hours }) => {
      sleptMs += hours * 3_600_000;
      clockMs += hours * 3_600_000;
      await settle();
    },
    setEncryptionKeys: (encryptionKeys) => {
      secrets = { ...secrets, encryptionKeys };
    },
    restart: async (newPolicy) => {
      await stop();
      policy = newPolicy ?? policy;
      life = await start();
    },
  };
}
