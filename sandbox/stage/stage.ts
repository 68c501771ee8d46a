import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlayedHost } from '@countersign/sandbox-github/played-host';
import { Refused } from './acts/refused.ts';
import { BotRecords } from './bot/bot-records.ts';
import { type BotProcess, type ChildBot, startBot } from './bot/child-bot.ts';
import { firstTokenAt, makeOldTokens } from './morning/already-there.ts';
import { installedAt, playMorning } from './morning/morning.ts';
import { migrationsFolder } from './repository-paths.ts';
import type { Slices, SwitchName } from './shown/protocol.ts';
import { type AppKeys, cast, createWorld, type World } from './world/cast.ts';
import { SandboxClock } from './world/sandbox-clock.ts';
import { applySwitches, noSwitches } from './world/switches.ts';

export type StageSettings = {
  readonly startAt: number;
  /** The organization has tokens, and Countersign has been there since Thursday: it is played before `startAt`, while the page is open. */
  readonly hasMorning?: boolean;
  /** Time goes by, and the bot follows its timetable; otherwise nothing happens but by acts. */
  readonly isRunning: boolean;
  /** The file to run as the bot, where it is not the source itself. */
  readonly botEntry?: string;
  /** Processes of that file that rest: a start takes one, and the last bot leaves its own there. Otherwise each bot has its own, and is killed. */
  readonly resting?: BotProcess[];
  /** Which GitHub is played: github.com unless told. */
  readonly host?: PlayedHost;
  /** Slack sends over connections that the bot opens (Socket Mode); otherwise it posts to the bot's address. */
  readonly isSocketMode?: boolean;
  /** The App's key pair, where it is not made anew for each world. */
  readonly keys?: AppKeys;
  /** Multiplies how long Slack, and the bot, wait for an answer: a test's, whose machine may be busy. 1 unless told. */
  readonly patience?: number;
  /** Puts more into the world, before the bot sees it. */
  readonly prepare?: (world: World) => void;
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Where everybody can type a command; the bot is not in it. */
const lobby = 'C0GENERAL00';
const mostCalls = 1_000;
const mostErrors = 20;
/** More reminders than this are never due in a day. */
const mostStops = 200;

/** A Slack, a GitHub, a clock and a bot that can die and be started again. It lives from one reset to the next. */
export class Stage {
  readonly world: World;
  readonly clock: SandboxClock;
  /** The bot's file; null until there is one. */
  records: BotRecords | null = null;
  readonly #settings: StageSettings;
  readonly #folder = mkdtempSync(join(tmpdir(), 'countersign-sandbox-'));
  readonly #changed: () => void;
  #switches = noSwitches;
  #state: Slices['bot']['state'] = 'dead';
  #errors: readonly string[] = [];
  #bot: ChildBot | null = null;
  #settling: Promise<void> | null = null;
  #mustSettleAgain = false;
  #morning: Slices['morning'] = { state: 'none', entryCount: 0, trouble: null };
  #isEnded = false;
  #lastJump: Promise<unknown> = Promise.resolve();

  /** `changed` is told of whatever may have changed what somebody sees. */
  static async create(settings: StageSettings, changed: () => void): Promise<Stage> {
    const { hasMorning = false, keys, patience, isSocketMode, host } = settings;
    const clock = new SandboxClock(hasMorning ? firstTokenAt : settings.startAt, settings.isRunning);
    const world = await createWorld(() => new Date(clock.now()), keys, patience, isSocketMode, host);
    const members = Object.values(cast).map(({ slackId }) => slackId);
    world.slack.addChannel({ id: lobby, name: 'general', members });
    for (const member of members) world.slack.openDirectMessages(member);
    settings.prepare?.(world);
    if (hasMorning) {
      makeOldTokens(world, clock);
      clock.moveTo(installedAt);
    }
    const stage = new Stage(settings, world, clock, changed);
    await stage.startBot();
    if (hasMorning) void stage.#playMorning();
    return stage;
  }

  private constructor(settings: StageSettings, world: World, clock: SandboxClock, changed: () => void) {
    this.#settings = settings;
    this.world = world;
    this.clock = clock;
    this.#changed = () => {
      world.slack.server.keepCalls(mostCalls);
      world.github.server.keepCalls(mostCalls);
      changed();
    };
    world.slack.onChange(this.#changed);
    world.github.observe(this.#changed);
    world.github.webhooks.onChange = this.#changed;
  }

  get switches(): Slices['switches'] {
    return this.#switches;
  }

  get morning(): Slices['morning'] {
    return this.#morning;
  }

  get bot(): Slices['bot'] {
    return { state: this.#state, errors: this.#errors.slice(-mostErrors) };
  }

  async startBot(): Promise<void> {
    if (this.#state !== 'dead') throw new Refused('The bot is running.');
    this.#become('starting');
    const { world, clock } = this;
    const databasePath = join(this.#folder, 'countersign.db');
    try {
      const bot = await startBot({
        config: world.configFor(databasePath),
        secrets: world.secrets,
        policyText: world.policy,
        now: clock.now(),
        isRunning: this.#settings.isRunning,
        tellsWrites: true,
        migrationsFolder,
        ...(this.#settings.botEntry === undefined ? {} : { entry: this.#settings.botEntry }),
        resting: this.#settings.resting?.pop() ?? null,
        ...(this.#settings.patience === undefined ? {} : { patience: this.#settings.patience }),
      });
      this.#bot = bot;
      this.#errors = bot.errors;
      bot.onWrite = this.#changed;
      bot.setClock(clock.now());
      void bot.ended.then(() => this.#markDead(bot));
      world.slack.setRequestUrl(`http://127.0.0.1:${bot.port}/slack/events`);
      world.github.webhooks.setUrl(`http://127.0.0.1:${bot.port}/github/webhooks`);
      this.records ??= new BotRecords(databasePath);
      // Before that it knows no repository, and nobody who may decide.
      await this.#settle();
      if (this.#bot === bot) this.#become('running');
    } catch (error) {
      this.#become('dead');
      throw error;
    }
  }

  /** Ends its process on the spot. */
  async killBot(): Promise<void> {
    if (this.#bot === null) throw new Refused('The bot is not running.');
    const bot = this.#bot;
    await bot.kill();
    this.#markDead(bot);
  }

  setSwitch(name: SwitchName, isOn: boolean): void {
    this.#switches = { ...this.#switches, [name]: isOn };
    applySwitches(this.world, this.#switches);
    this.#changed();
  }

  /** Moves everybody's clock, and stops at each reminder on the way, so that it comes at its time. Jumps follow one another. */
  moveClock(by: 'hour' | 'day' | 'next_notice'): Promise<void> {
    const jump = this.#lastJump.then(() => this.#jump(by));
    this.#lastJump = jump.catch(() => undefined);
    return jump;
  }

  /** Somebody acted: what the timetable would find a little later is found at once, unless the webhook that tells of it is lost. */
  afterAct(side: 'slack' | 'github'): void {
    const isOnItsOwn = this.#settings.isRunning && side === 'slack';
    if (!isOnItsOwn && !this.#switches.webhooks_lost) this.settleSoon();
    this.#changed();
  }

  /** Lets everything happen that is due. However often it is asked, it runs once at a time. */
  settleSoon(): void {
    if (this.#settling !== null) {
      this.#mustSettleAgain = true;
      return;
    }
    this.#settling = this.#settle().finally(() => {
      this.#settling = null;
      if (this.#mustSettleAgain) this.settleSoon();
    });
    this.#mustSettleAgain = false;
  }

  async end(): Promise<void> {
    this.#isEnded = true;
    const bot = this.#bot;
    this.#bot = null;
    await this.#letGo(bot);
    this.records?.close();
    this.records = null;
    await this.world.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #jump(by: 'hour' | 'day' | 'next_notice'): Promise<void> {
    await this.#settled();
    const target = by === 'next_notice' ? this.#nextNoticeAt() : this.clock.now() + (by === 'hour' ? hourMs : dayMs);
    if (target === null) throw new Refused('No reminder is planned: no token that ends is active yet.');
    await this.#passTo(target);
  }

  async #passTo(target: number): Promise<void> {
    await this.#stopAtNotices(target);
    await this.#moveTo(target);
  }

  async #stopAtNotices(target: number): Promise<void> {
    for (let stop = 0; stop < mostStops; stop += 1) {
      const at = this.#nextNoticeAt();
      if (at === null || at <= this.clock.now() || at >= target) break;
      await this.#moveTo(at);
    }
  }

  #nextNoticeAt(): number | null {
    return this.records?.nextNotice()?.at ?? null;
  }

  async #playMorning(): Promise<void> {
    this.#tellMorning('playing');
    // Somebody acts then, and what is due is looked for after that.
    const passTo = async (at: number): Promise<void> => {
      await this.#stopAtNotices(at);
      this.#setClock(at);
    };
    try {
      await playMorning({ world: this.world, passTo, settle: () => this.#settle() });
      this.#tellMorning('over');
    } catch (error) {
      // Somebody ended the sandbox, or began anew, before it was over.
      if (!this.#isEnded) this.#tellMorning('over', error instanceof Error ? error.message : String(error));
    }
  }

  #tellMorning(state: Slices['morning']['state'], trouble: string | null = null): void {
    this.#morning = { state, entryCount: this.records?.trail().count ?? 0, trouble };
    this.#changed();
  }

  async #moveTo(at: number): Promise<void> {
    this.#setClock(at);
    await this.#settle();
  }

  #setClock(at: number): void {
    this.clock.moveTo(at);
    this.#bot?.setClock(this.clock.now());
    this.#changed();
  }

  /** What somebody did before the clock moves is found before: an hour later the bot would rightly say that it could not look. */
  async #settled(): Promise<void> {
    while (this.#settling !== null) await this.#settling;
  }

  async #settle(): Promise<void> {
    await this.world.github.webhooks.idle();
    // It may die meanwhile, which is told elsewhere.
    await this.#bot?.settle().catch(() => undefined);
    this.#changed();
  }

  /** Nothing of it is kept, so it is killed, unless its process is wanted for the next one. */
  async #letGo(bot: ChildBot | null): Promise<void> {
    const { resting } = this.#settings;
    if (resting === undefined || this.#morning.state === 'playing') return bot?.kill();
    await this.#settled();
    const rested = await bot?.rest();
    if (rested != null) resting.push(rested);
  }

  #markDead(bot: ChildBot): void {
    if (this.#bot !== bot) return;
    this.#bot = null;
    this.#become('dead');
  }

  #become(state: Slices['bot']['state']): void {
    this.#state = state;
    this.#changed();
  }
}
