import pg from 'pg';
import { lockKey } from './advisory-lock.ts';
import { clientConfig, ignoreWhileIdle, type Limits } from './connections.ts';
import type { Address } from './database-url.ts';

/**
 * Among several processes one runs the timetable: the one that holds this lock. It belongs to a connection of its own, so the server
 * lets it go when that connection ends, however the process died. A process that was stopped, or whose line is dead without a word, would
 * hold it for hours: so the server ends that connection when nothing was asked over it for a while.
 */
export class SchedulerLock {
  readonly #address: Address;
  readonly #limits: Limits;
  #client: pg.Client | null = null;
  #isHeld = false;
  #asking: Promise<boolean> | null = null;
  #isClosed = false;

  constructor(address: Address, limits: Limits) {
    this.#address = address;
    this.#limits = limits;
  }

  /** Whether it is ours, asked of the server each time: what was held over a connection that broke is another's by now. */
  isHeld(): Promise<boolean> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#asking?.catch(() => false);
    await this.#letGo();
  }

  async #ask(): Promise<boolean> {
    if (this.#isClosed) return false;
    try {
      this.#client ??= await this.#connect();
      const text = this.#isHeld ? 'select true as held' : 'select pg_try_advisory_lock($1, $2) as held';
      const { rows } = await this.#client.query<{ held: boolean }>(text, this.#isHeld ? [] : [...lockKey('scheduler')]);
      this.#isHeld = rows[0]?.held === true;
    } catch {
      // Whoever can't reach the server schedules nothing.
      await this.#letGo();
    }
    return this.#isHeld;
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client(clientConfig(this.#address, this.#limits));
    ignoreWhileIdle(client);
    await client.connect();
    await client.query("select set_config('idle_session_timeout', $1, false)", [
      String(this.#limits.schedulerSilenceMs),
    ]);
    return client;
  }

  async #letGo(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    this.#isHeld = false;
    await client?.end().catch(() => undefined);
  }
}
