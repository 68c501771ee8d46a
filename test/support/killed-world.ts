import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Call } from '@countersign/sandbox-loopback/faults';
import type { CommitPause } from '@countersign/sandbox-stage/bot';
import {
  type AppKeys,
  cast,
  channel,
  createAppKeys,
  createWorld,
  organization,
  type World,
} from '@countersign/sandbox-stage/cast';
import { type BotProcess, type ChildBot, startBot } from '@countersign/sandbox-stage/child-bot';
import { inject } from 'vitest';
import { createTestDatabase, type Reader, type TestDatabase } from './database/test-database.ts';
import { firstMoment, migrationsFolder } from './start-world.ts';
import { isQuiet, type StoredState, storedIn } from './stored-state.ts';

/** A moment that differs from every other one: the nth time that just this is about to happen, or has. */
export type Point = { readonly moment: 'before' | 'after'; readonly what: string; readonly nth: number };

export function nameOf({ moment, what, nth }: Point): string {
  return `${moment} ${what}${nth === 1 ? '' : ` (${nth})`}`;
}

export type Posted = { readonly channel: string; readonly text: string };
/** What the database and Slack held when the program died. */
export type Death = { readonly stored: StoredState; readonly posted: readonly Posted[] };

export type KillOptions = {
  /** The child's bundle. */
  readonly entry: string;
  /** Where the program is killed; null: nowhere. */
  readonly at: Point | null;
  /** A database to begin as a copy of, made in a world that was prepared in the same way; null: none. */
  readonly like: TestDatabase | null;
  readonly prepare?: (world: World) => void;
  /** Processes that rest: the first life is begun in one of them, the second never, and who has lived to the end rests here. */
  readonly resting: BotProcess[];
};

let keys: AppKeys | null = null;
/** How many times longer than usual an answer is waited for: several programs start side by side, on a machine that may be busy. */
const patience = 20;
/** Longer than what a dead process had in hand stays its own, where others may share its database. */
const longerThanLeaseMs = 180_000;

/** Only those who act here are linked: each link is asked for again at every settling. */
const policyText = `organizations:
  - login: ${organization}
    channel: ${channel}
people:
  ${cast.mona.slackId}: ${cast.mona.login}
  ${cast.bea.slackId}: ${cast.bea.login}
`;

/** Thrown in a local service whose caller was killed: what it asked for is not carried out, or not answered. */
class CallerDied extends Error {
  override readonly name = 'CallerDied';
}

/**
 * The program in a child process, on a local Slack and GitHub; each of its commits and calls is a point. It is killed at one of them, and
 * whoever needs it next starts it again, on the same database. GitHub's webhooks wait until they are delivered.
 */
export class KilledWorld {
  readonly world: World;
  readonly database: TestDatabase;
  /** Every point that was passed while it was watched, in order. */
  readonly passed: Point[] = [];
  readonly #options: KillOptions;
  readonly #clock: { ms: number };
  readonly #folder: string;
  readonly #counts = new Map<string, number>();
  readonly #bots: ChildBot[] = [];
  #isWatched = false;
  #dying: Promise<void> | null = null;
  #death: Death | null = null;
  #openCommits = 0;
  #commitMoments = 0;
  #reader: Reader | null = null;
  #onQuiet: () => void = () => undefined;

  static async start(options: KillOptions): Promise<KilledWorld> {
    const clock = { ms: firstMoment };
    keys ??= createAppKeys();
    const world = await createWorld(() => new Date(clock.ms), keys, patience);
    world.github.webhooks.mode = 'hold';
    options.prepare?.(world);
    const folder = mkdtempSync(join(tmpdir(), 'countersign-kill-'));
    const database = await createTestDatabase(folder, inject('postgres'), options.like);
    const killed = new KilledWorld(options, world, clock, folder, database);
    await killed.#startBot(true, options.resting.pop() ?? null);
    await killed.#living().settle();
    return killed;
  }

  private constructor(
    options: KillOptions,
    world: World,
    clock: { ms: number },
    folder: string,
    database: TestDatabase,
  ) {
    this.#options = options;
    this.world = world;
    this.#clock = clock;
    this.#folder = folder;
    this.database = database;
    const { slack, github } = world;
    const { server } = slack;
    server.intercept = (call, moment) => this.#intercept(`Slack ${call.name}${placeOf(call)}`, moment);
    github.server.intercept = (call, moment) => this.#intercept(`GitHub ${call.name}`, moment);
  }

  /** What the program logged as errors, before and after its death. */
  get errors(): readonly string[] {
    return this.#bots.flatMap(({ errors }) => errors);
  }

  get now(): number {
    return this.#clock.ms;
  }

  /** Null while it has not died. */
  get death(): Death | null {
    return this.#death;
  }

  /** From here on each commit and each call is a point. */
  async watch(): Promise<void> {
    this.#reader = await this.database.reader();
    this.#isWatched = true;
  }

  /** Somebody acts, and acts again where the program died before it answered. `act` tells whether it was answered. */
  async person(act: () => Promise<boolean>): Promise<void> {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await this.#revive();
      const isAnswered = await act().catch((error: unknown) => {
        if (this.#dying === null) throw error;
        return false;
      });
      if (isAnswered) return;
      if (this.#dying === null) throw new Error('the program lives, and did not answer');
    }
    throw new Error('the program was started again, and did not answer');
  }

  /** All that was begun is carried out, by another process where this one dies. */
  async quiet(): Promise<void> {
    if (this.#isWatched) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#onQuiet = resolve;
      await this.#look();
      await promise;
    }
    await this.#revive();
    if (this.#death === null) return;
    await this.#living().settle();
    await this.#outwaitLeases();
  }

  /** GitHub tells what it has held back, and the timetable looks at what that left. */
  async webhooks(): Promise<void> {
    await this.world.github.webhooks.deliverHeld();
    await this.#revive();
    await this.#living()
      .followHints()
      .catch((error: unknown) => {
        if (this.#dying === null) throw error;
      });
  }

  /** Moves the clock and lets everything happen that is due. */
  async pass(ms: number): Promise<void> {
    this.#clock.ms += ms;
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await this.#revive();
      const bot = this.#living();
      bot.setClock(this.#clock.ms);
      const isSettled = await bot.settle().then(
        () => true,
        (error: unknown) => {
          if (this.#dying === null) throw error;
          return false;
        },
      );
      if (isSettled) return;
    }
    throw new Error('the program was started again, and did not settle');
  }

  /** Nothing is a point any more. */
  async ignore(): Promise<void> {
    this.#isWatched = false;
    const reader = this.#reader;
    this.#reader = null;
    await reader?.close();
  }

  async stored(): Promise<StoredState> {
    const reader = await this.database.reader();
    try {
      return await storedIn(reader);
    } finally {
      await reader.close();
    }
  }

  /** What Slack was asked to post and did. */
  posted(): readonly Posted[] {
    return this.world.slack.server.calls
      .filter(({ name, applied }) => name === 'chat.postMessage' && applied)
      .map(({ body }) => body as Posted)
      .map(({ channel, text }) => ({ channel, text }));
  }

  /** Ends everything in order but the database, which others may then begin as copies of. */
  async endProgram(): Promise<void> {
    await this.ignore();
    const process = await this.#bots.at(-1)?.rest();
    if (process != null) this.#options.resting.push(process);
    await this.world.stop();
  }

  async removeDatabase(): Promise<void> {
    await this.database.remove();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #startBot(pausesAtCommits: boolean, resting: BotProcess | null): Promise<void> {
    const { world } = this;
    const bot = await startBot({
      config: world.configFor(this.database.path),
      secrets: { ...world.secrets, databaseUrl: this.database.url },
      policyText,
      now: this.#clock.ms,
      migrationsFolder,
      pausesAtCommits,
      patience,
      entry: this.#options.entry,
      resting,
    });
    bot.onCommit = (commit) => this.#atCommit(commit);
    this.#bots.push(bot);
    world.slack.setRequestUrl(`http://127.0.0.1:${bot.port}/slack/events`);
    world.github.webhooks.setUrl(`http://127.0.0.1:${bot.port}/github/webhooks`);
  }

  #living(): ChildBot {
    const bot = this.#bots.at(-1);
    if (bot === undefined) throw new Error('the program was not started');
    return bot;
  }

  /** Starts it again where it died; the second life has no points. */
  async #revive(): Promise<void> {
    if (this.#dying === null) return;
    await this.#dying;
    this.#dying = null;
    await this.#startBot(false, null);
  }

  async #outwaitLeases(): Promise<void> {
    // A file is one process's: what the dead one had in hand is given back at the start.
    if (this.database.url === null) return;
    const { effects } = await this.stored();
    if (effects.some(({ state }) => state === 'leased')) await this.pass(longerThanLeaseMs);
  }

  async #intercept(what: string, moment: Point['moment']): Promise<void> {
    // What a dead program had on the wire is lost with it.
    if (this.#dying !== null) throw new CallerDied();
    if (this.#isWatched && (await this.#reach(what, moment))) throw new CallerDied();
  }

  async #atCommit({ what, moment }: CommitPause): Promise<void> {
    if (!this.#isWatched) return;
    this.#openCommits += moment === 'before' ? 1 : -1;
    this.#commitMoments += 1;
    await this.#reach(`commit ${what}`, moment);
    await this.#look();
  }

  /** Counts the point; where it is the one to die at, answers true once the program is dead. */
  async #reach(what: string, moment: Point['moment']): Promise<boolean> {
    const key = `${moment} ${what}`;
    const nth = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, nth);
    this.passed.push({ moment, what, nth });
    const { at } = this.#options;
    if (at?.what !== what || at.nth !== nth || at.moment !== moment) return false;
    this.#isWatched = false;
    this.#dying = this.#kill();
    await this.#dying;
    this.#onQuiet();
    return true;
  }

  async #kill(): Promise<void> {
    const bot = this.#living();
    bot.onCommit = null;
    await bot.kill();
    // What it had sent and nobody had read is read, and refused, before another one is started.
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    await this.ignore();
    // What it had asked of a server is done, or will never be.
    await this.database.left();
    this.#death = { stored: await this.stored(), posted: this.posted() };
  }

  /** A look that somebody wrote during says nothing: whoever wrote looks again. */
  async #look(): Promise<void> {
    const before = this.#commitMoments;
    const reader = this.#reader;
    const isAtRest = this.#openCommits === 0 && reader !== null && (await isQuiet(reader));
    if (this.#dying !== null || (isAtRest && this.#commitMoments === before)) this.#onQuiet();
  }
}

function placeOf({ name, body }: Call): string {
  const { channel } = body as { readonly channel?: string };
  return name.startsWith('chat.') && channel !== undefined ? ` in ${channel}` : '';
}
