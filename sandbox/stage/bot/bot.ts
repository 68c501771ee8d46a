// The program in a process of its own, told over IPC what it would otherwise read: it can be killed at any moment, and its clock set.
import { type Countersign, createApp } from '../../../src/app.ts';
import type { Config, Secrets } from '../../../src/config/environment.ts';
import { parsePolicy } from '../../../src/config/policy-file.ts';
import type { Log } from '../../../src/ports/log.ts';
import type { Store } from '../../../src/ports/store.ts';
import { type DatabaseEye, openDatabaseEye } from './database-eye.ts';
import { keepWatch, settle } from './settle.ts';

export type BotStart = {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly policyText: string;
  /** Where its clock stands until it is set. */
  readonly now: number;
  /** Its clock runs on from there, and its timetable with it. */
  readonly isRunning?: boolean;
  readonly migrationsFolder: string;
  /** How many times longer Slack and GitHub are waited for at a click. */
  readonly patience?: number;
  /** Says each commit before and after it happens, and waits for the word to go on. */
  readonly pausesAtCommits?: boolean;
  /** Says that it wrote to its database, each time. */
  readonly tellsWrites?: boolean;
  /** Whether it keeps Slack's pace, by a clock that stands. The local Slack has no such wish unless a story gives it one. */
  readonly isSlackPaced?: boolean;
};
export type ToBot =
  | ({ readonly do: 'start' } & BotStart)
  | { readonly do: 'set-clock'; readonly now: number }
  | { readonly do: 'settle'; readonly id: number }
  | { readonly do: 'watch'; readonly id: number }
  | { readonly do: 'deliver'; readonly id: number }
  | { readonly do: 'wake'; readonly id: number; readonly job: Parameters<Countersign['wake']>[0] }
  | { readonly do: 'go'; readonly id: number }
  | { readonly do: 'stop' };

export type CommitPause = {
  readonly id: number;
  readonly moment: 'before' | 'after';
  /** The acts of its entries, or the tables that it writes. */
  readonly what: string;
};
export type FromBot =
  | { readonly say: 'listening'; readonly port: number }
  | { readonly say: 'settled'; readonly id: number }
  | { readonly say: 'stopped' }
  | ({ readonly say: 'commit' } & CommitPause)
  | { readonly say: 'wrote' }
  /** A line that it logged as an error. */
  | { readonly say: 'error'; readonly what: string }
  | { readonly say: 'failed'; readonly why: string };

type Change = Parameters<Store['commit']>[0];
type Leased = Parameters<Store['finishEffect']>[0];

let clockMs = 0;
/** When the clock was set, by the machine's; null where it stands. */
let setAtMs: number | null = null;
let app: Countersign | null = null;
let eye: DatabaseEye | null = null;
let lastPause = 0;
const paused = new Map<number, () => void>();

function say(message: FromBot): void {
  process.send?.(message);
}

function failed(error: unknown): void {
  say({ say: 'failed', why: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}

/** Only errors are told: the sandbox asks for nothing else. */
const log: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: (what, fields = {}) => say({ say: 'error', what: `${what} ${JSON.stringify(fields)}` }),
};

function readClock(): number {
  return clockMs + (setAtMs === null ? 0 : Date.now() - setAtMs);
}

function setClock(now: number): void {
  clockMs = now;
  if (setAtMs !== null) setAtMs = Date.now();
}

function describeChange({ writes, entries, effects }: Change): string {
  const acts = entries.map(({ act }) => act);
  const parts = acts.length > 0 ? acts : writes.map(({ table, was }) => `${was === null ? 'new ' : ''}${table}`);
  return [...new Set(parts.length > 0 ? parts : effects.map(({ kind }) => kind))].join(', ');
}

function describeEffect({ effect }: Leased): string {
  if (effect.kind === 'post') return `post of ${effect.message.kind}`;
  if (effect.kind === 'revoke_token' || effect.kind === 'revoke_classic_token') return 'revoke on GitHub';
  if (effect.kind === 'publish_home') return 'publish of a Home';
  return effect.kind === 'redraw_copy' ? 'redraw' : `${effect.act} on GitHub`;
}

function pause(moment: CommitPause['moment'], what: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  lastPause += 1;
  paused.set(lastPause, resolve);
  say({ say: 'commit', id: lastPause, moment, what });
  return promise;
}

async function between<T>(what: string, commit: () => Promise<T>): Promise<T> {
  await pause('before', what);
  const done = await commit();
  await pause('after', what);
  return done;
}

/** Every write that people or GitHub could notice the loss of goes through these two. */
function pausingAtCommits(store: Store): Store {
  return {
    ...store,
    commit: (change, now) => between(describeChange(change), () => store.commit(change, now)),
    finishEffect: (leased, end, ...more) =>
      between(`${describeEffect(leased)} ${end.as}`, () => store.finishEffect(leased, end, ...more)),
  };
}

function tellingWrites(store: Store): Store {
  const told = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work;
    if (!Array.isArray(done) || done.length > 0) say({ say: 'wrote' });
    return done;
  };
  return {
    ...store,
    commit: (change, now) => told(store.commit(change, now)),
    leaseEffects: (...asked) => told(store.leaseEffects(...asked)),
    finishEffect: (...finished) => told(store.finishEffect(...finished)),
  };
}

async function start(given: BotStart): Promise<void> {
  const { config, secrets, policyText, now, migrationsFolder, isRunning = false } = given;
  clockMs = now;
  setAtMs = isRunning ? Date.now() : null;
  const read = parsePolicy(policyText, config.policyFile);
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  app = await createApp(config, secrets, read.policy, {
    clock: { now: readClock, elapsedMs: readClock },
    log,
    migrationsFolder,
    hasTimetable: isRunning,
    isSlackPaced: given.isSlackPaced ?? false,
    ...(given.patience === undefined ? {} : { patience: given.patience }),
    ...(given.pausesAtCommits === true ? { decorateStore: pausingAtCommits } : {}),
    ...(given.tellsWrites === true ? { decorateStore: tellingWrites } : {}),
  });
  eye = openDatabaseEye(secrets.databaseUrl ?? config.databasePath);
  say({ say: 'listening', port: app.port });
}

async function obey(message: ToBot): Promise<void> {
  switch (message.do) {
    case 'start':
      return start(message);
    case 'set-clock':
      setClock(message.now);
      return;
    case 'wake':
      await app?.wake(message.job);
      return say({ say: 'settled', id: message.id });
    case 'watch':
      if (app !== null) await keepWatch(app);
      return say({ say: 'settled', id: message.id });
    case 'deliver':
      await app?.wake('deliver');
      await app?.idle();
      return say({ say: 'settled', id: message.id });
    case 'settle':
      // What is at work already ends first, so that what is looked at afterwards was not written by it. Whoever looks, looks until the stop.
      await app?.idle();
      if (app !== null && eye !== null) await settle(app, { ...eye, rest: async () => undefined }, readClock);
      return say({ say: 'settled', id: message.id });
    case 'go':
      paused.get(message.id)?.();
      paused.delete(message.id);
      return;
    case 'stop':
      await eye?.rest();
      eye?.shut();
      await app?.stop();
      app = null;
      return say({ say: 'stopped' });
  }
}

process.on('message', (message: ToBot) => {
  obey(message).catch(failed);
});
process.on('unhandledRejection', failed);
// Whoever started it is gone.
process.on('disconnect', () => process.exit());
