import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommitPause } from '../../src/sandbox/bot.ts';
import { createWorld, policyText, type World } from '../../src/sandbox/cast.ts';
import { type ChildBot, startBot } from '../../src/sandbox/child-bot.ts';
import type { Call } from '../../src/sandbox/faults.ts';
import { isQuiet, type StoredState, storedState } from './stored-state.ts';
import { firstMoment, migrationsFolder } from './start-world.ts';

/** A moment of the program's life that is told from every other one: the nth time that just this is about to happen, or has. */
export type Point = {
  readonly what: string;
  readonly nth: number;
  readonly moment: 'before' | 'after';
};

export function nameOf({ what, nth, moment }: Point): string {
  return `${moment} ${what}${nth === 1 ? '' : ` (${nth})`}`;
}

export type KilledWorld = World & {
  readonly databasePath: string;
  readonly now: () => number;
  /** Every point that was passed, in order. */
  readonly passed: readonly Point[];
  /** What Slack and the database held when the program died; null while it has not. */
  readonly death: () => Death | null;
  /** Somebody acts, and acts again if the program died before it answered. `act` tells whether it was answered. */
  readonly person: (act: () => Promise<boolean>) => Promise<void>;
  /** Everything that was begun is carried out, by another process if this one dies. */
  readonly quiet: () => Promise<void>;
  /** Moves the clock and lets everything happen that is due. */
  readonly pass: (minutes: number) => Promise<void>;
  readonly errors: () => readonly string[];
  readonly end: () => Promise<void>;
};

export type Death = {
  readonly stored: StoredState;
  /** The messages that Slack had posted, by where. */
  readonly posted: readonly { readonly channel: string; readonly text: string }[];
};

export type KilledWorldOptions = {
  readonly entry: string;
  /** Where to die; null: nowhere. */
  readonly at: Point | null;
  /** A database to begin with, made in a world that was prepared in the same way. */
  readonly database?: string;
  readonly prepare?: (world: World) => void;
};

/** Thrown in a local service whose caller was killed: what it was asked for is not carried out, or not answered. */
class CallerDied extends Error {
  override readonly name = 'CallerDied';
}

/**
 * The program in a child process, on a local Slack and GitHub, with every commit and every call of it counted; it is killed at one of them and
 * started again on the same database.
 */
export async function startKilledWorld(options: KilledWorldOptions): Promise<KilledWorld> {
  let clockMs = firstMoment;
  const world = await createWorld(() => new Date(clockMs));
  world.github.webhooks.mode = 'hold';
  options.prepare?.(world);
  const folder = mkdtempSync(join(tmpdir(), 'countersign-kill-'));
  const databasePath = join(folder, 'countersign.db');
  if (options.database !== undefined) copyFileSync(options.database, databasePath);

  const passed: Point[] = [];
  const counts = new Map<string, number>();
  const errors: string[] = [];
  let isRecording = false;
  let death: Death | null = null;
  let bot: ChildBot;
  /** Settled as soon as all is done that was begun; made anew by whoever waits. */
  let onQuiet: (() => void) | null = null;

  const start = async (pausesAtCommits: boolean): Promise<void> => {
    bot = await startBot({
      config: world.configFor(databasePath),
      secrets: world.secrets,
      policyText: policyText(),
      now: clockMs,
      migrationsFolder,
      pausesAtCommits,
      entry: options.entry,
    });
    world.slack.setRequestUrl(`http://127.0.0.1:${bot.port}/slack/events`);
    world.github.webhooks.setUrl(`http://127.0.0.1:${bot.port}/github/webhooks`);
  };

  /** True where this is the point to die at; then it is dead. */
  const reach = async (what: string, moment: Point['moment']): Promise<boolean> => {
    const key = `${moment} ${what}`;
    const nth = (counts.get(key) ?? 0) + 1;
    counts.set(key, nth);
    passed.push({ what, nth, moment });
    const { at } = options;
    if (at?.what !== what || at.nth !== nth || at.moment !== moment) return false;
    isRecording = false;
    await bot.kill();
    death = { stored: storedState(databasePath), posted: posts() };
    return true;
  };
  const posts = (): Death['posted'] =>
    world.slack.server.calls
      .filter(({ name, applied }) => name === 'chat.postMessage' && applied)
      .map(({ body }) => body as { readonly channel: string; readonly text: string })
      .map(({ channel, text }) => ({ channel, text }));

  const intercept =
    (where: string, detail: (call: Call) => string) =>
    async (call: Call, moment: Point['moment']): Promise<void> => {
      // What a dead program had on the wire is lost with it.
      if (bot.isDead()) throw new CallerDied();
      if (isRecording && (await reach(`${where} ${call.name}${detail(call)}`, moment))) throw new CallerDied();
    };

  await start(true);
  await bot!.settle();
  return world as never;
}
