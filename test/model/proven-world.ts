import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type AppKeys, createAppKeys, createWorld, policyText, type World } from '@countersign/sandbox-stage/cast';
import { type DatabaseEye, openDatabaseEye } from '@countersign/sandbox-stage/database-eye';
import { settle } from '@countersign/sandbox-stage/settle';
import type { NamedStretches } from '../../bench/loop-delay.ts';
import { type Countersign, createApp } from '../../src/app.ts';
import { parsePolicy } from '../../src/config/policy-file.ts';
import type { Log, LogFields } from '../../src/ports/log.ts';
import type { Store } from '../../src/ports/store.ts';
import { createTestDatabase, type TestDatabase } from '../support/database/test-database.ts';
import { CrashPoint } from './crash-point.ts';
import { Journal } from './journal.ts';
import { nameEffects } from './name-work.ts';
import { StoredRows } from './stored-rows.ts';

const migrationsFolder = resolve(import.meta.dirname, '../../db/migrations');
/** A Monday morning, half past nine in UTC. */
const firstMoment = Date.parse('2027-03-01T09:30:00Z');
/** What the checker takes the deadline to be. */
const drift = '    drift: { grace_days: 3, then: revoke }\n';
/** A file in memory where there is such a place: the runs wait for no disk. */
const scratch = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

let keys: AppKeys | undefined;

/** Whatever is no question; that the App asks for a token of its own changes nothing. */
function isChange(name: string): boolean {
  return !name.startsWith('GET ') && !name.endsWith('/access_tokens');
}

/** The real program on a local Slack and GitHub, made to be started, killed and thrown away thousands of times. */
export class ProvenWorld {
  readonly world: World;
  readonly journal: Journal;
  readonly stored: StoredRows;
  readonly crash = new CrashPoint();
  /** Everything that it logged, all its lives long. */
  readonly said: string[] = [];
  readonly folder: string;
  readonly database: TestDatabase;
  #bot: Countersign | null = null;
  #eye: DatabaseEye | null = null;
  readonly #stretches: NamedStretches;
  /** Of what the outbox has begun: how to say that it has ended. */
  readonly #effects = new Map<number, () => void>();
  #ids = 0;
  #isObserved = false;
  readonly #now: () => number;
  readonly #setNow: (at: number) => void;

  private constructor(
    world: World,
    folder: string,
    database: TestDatabase,
    now: () => number,
    setNow: (at: number) => void,
    stretches: NamedStretches,
  ) {
    this.world = world;
    this.#stretches = stretches;
    this.folder = folder;
    this.#now = now;
    this.#setNow = setNow;
    this.database = database;
    this.stored = new StoredRows(database);
    this.journal = new Journal(world, this.stored, now);
    for (const [service, server] of [
      ['slack', world.slack.server],
      ['github', world.github.server],
    ] as const) {
      server.intercept = async (call, moment) => {
        this.crash.pass();
        if (call.name.startsWith('POST ')) await this.stored.refresh();
        if (service === 'github' && this.#isObserved && isChange(call.name)) {
          this.journal.broken.push(`${call.name} was sent while the organization was only observed`);
        }
        if (moment === 'before') this.journal.received(service, call);
        else this.journal.carriedOut(service, call);
      };
    }
  }

  static async start(
    server: string | undefined,
    stretches: NamedStretches,
    { isObserved = false, isSocketMode = false } = {},
  ): Promise<ProvenWorld> {
    let clockMs = firstMoment;
    keys ??= createAppKeys();
    const world = await createWorld(() => new Date(clockMs), keys, undefined, isSocketMode);
    // Webhooks come when a command brings them.
    world.github.webhooks.mode = 'hold';
    const folder = mkdtempSync(join(scratch, 'countersign-prove-'));
    const proven = new ProvenWorld(
      world,
      folder,
      await createTestDatabase(folder, server),
      () => clockMs,
      (at) => {
        clockMs = at;
      },
      stretches,
    );
    proven.#isObserved = isObserved;
    await proven.startBot();
    return proven;
  }

  get now(): number {
    return this.#now();
  }

  /** The program, while it lives. */
  get bot(): Countersign | null {
    return this.#bot;
  }

  passTime(ms: number): void {
    this.#setNow(this.now + ms);
  }

  async startBot(): Promise<void> {
    if (this.#bot !== null) return;
    const { world } = this;
    const secrets = { ...world.secrets, databaseUrl: this.database.url };
    const life = this.crash.newLife();
    const read = this.#policy();
    if ('problems' in read) throw new Error(read.problems.join('\n'));
    this.journal.lifeBegan();
    try {
      this.#bot = await createApp(world.configFor(this.database.path), secrets, read.policy, {
        clock: { now: this.#now, elapsedMs: this.#now },
        // The same run makes the same rows.
        ids: { next: () => this.#nextId() },
        log: this.#log(life),
        migrationsFolder,
        hasTimetable: false,
        isGithubPaced: false,
        isSlackPaced: false,
        decorateStore: (store: Store) => nameEffects(this.#stretches, this.crash.standBefore(store), this.#effects),
      });
    } catch (error) {
      // It died, or could not reach Slack, while it started: nobody is there now.
      const mayNotConnect = world.slack.socketMode.isUsed && !world.slack.socketMode.isEnabled;
      if (!life.isDead && !this.journal.hasFailedCalls() && !mayNotConnect) throw error;
      this.crash.end();
      return;
    }
    if (!world.slack.socketMode.isUsed) world.slack.setRequestUrl(`http://127.0.0.1:${this.#bot.port}/slack/events`);
    world.github.webhooks.setUrl(`http://127.0.0.1:${this.#bot.port}/github/webhooks`);
    await this.idle();
    await this.connected();
  }

  /** Where Slack sends over connections: until both are open, or nobody opens them any more. */
  async connected(atLeastGreeted = 0): Promise<void> {
    const { socketMode } = this.world.slack;
    const isSo = (): boolean =>
      !socketMode.isUsed ||
      !socketMode.isEnabled ||
      this.crash.isDead ||
      this.#bot === null ||
      (socketMode.connections === 2 && socketMode.greeted >= atLeastGreeted);
    await this.world.slack.until(() => (isSo() ? true : undefined), 60_000);
    await this.idle();
  }

  /** The policy has the organization be enforced from now on. */
  async enforce(): Promise<void> {
    this.#isObserved = false;
    await this.#bot?.takePolicy(this.#policy());
    await this.idle();
  }

  #policy() {
    return parsePolicy(policyText(this.#isObserved ? `    mode: observe\n${drift}` : drift), 'policy.yml');
  }

  /** Lets what is under way end; where the program died meanwhile, it is buried. */
  async idle(): Promise<void> {
    await this.#bot?.idle();
    if (this.crash.isDead) await this.#markDead();
  }

  /** Lets everything happen that is due; nobody does where it is dead. */
  async settle(): Promise<void> {
    const bot = this.#bot;
    if (bot === null) return;
    // Which job keeps the event loop is said by its name.
    const wake: Countersign['wake'] = (job) => this.#stretches.during(job, () => bot.wake(job));
    this.#eye ??= openDatabaseEye(this.database.place);
    await settle({ ...bot, wake }, this.#eye, this.#now);
  }

  /** Dies now. */
  async kill(): Promise<void> {
    if (this.#bot === null) return;
    this.crash.kill();
    await this.#markDead();
  }

  async stop(): Promise<void> {
    this.#shutEye();
    await this.#bot?.stop();
    this.#bot = null;
    await this.stored.close();
    await this.world.stop();
    await this.database.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A copy of the database, to look at what was left. */
  keepDatabase(to: string): void {
    copyFileSync(this.database.path, to);
  }

  #shutEye(): void {
    this.#eye?.shut();
    this.#eye = null;
  }

  #nextId(): string {
    this.#ids += 1;
    return `00000000-0000-4000-8000-${String(this.#ids).padStart(12, '0')}`;
  }

  async #markDead(): Promise<void> {
    const dead = this.#bot;
    this.#bot = null;
    await this.stored.refresh();
    this.journal.died();
    this.#shutEye();
    await dead?.stop();
    this.crash.end();
  }

  #log(life: { readonly isDead: boolean }): Log {
    const line =
      (level: string) =>
      (what: string, fields: LogFields = {}): void => {
        // What a dead program would have said, nobody heard.
        if (!life.isDead) this.said.push(`${level} ${what} ${JSON.stringify(fields)}`);
      };
    return { info: line('info'), warn: line('warn'), error: line('error') };
  }
}
