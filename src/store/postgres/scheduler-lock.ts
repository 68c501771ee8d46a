import pg from 'pg';
import { lockKey, processLock, schemaLock } from './advisory-lock.ts';
import { clientConfig, ignoreWhileIdle, type Limits } from './connections.ts';
import type { Address } from './database-url.ts';
import { channelOf, type Hearing } from './shared-waits.ts';

/** The two halves of a key are kept as numbers without a sign. */
const countProcesses = `(select count(*) from pg_locks join pg_database on pg_database.oid = database
  where locktype = 'advisory' and datname = current_database() and granted
  and classid::bigint = $1::int::bigint and objid::bigint = ($2::int::bigint & 4294967295))`;

/**
 * Among several processes one runs the timetable: the one that holds this lock. It belongs to a connection of its own, so the server
 * lets it go when that connection ends, however the process died. A process that was stopped, or whose line is dead without a word, would
 * hold it for hours: so the server ends that connection when nothing was asked over it for a while.
 *
 * The same connection says that this process is there, and which schema it knows (`schema`: how many migrations). And over it each hears
 * what others say to all: `shared-waits.ts`.
 */
export class SchedulerLock {
  readonly #address: Address;
  readonly #limits: Limits;
  readonly #schema: number;
  #processes = 1;
  #client: pg.Client | null = null;
  #isHeld = false;
  #asking: Promise<boolean> | null = null;
  #isClosed = false;
  #hearing: Hearing | null = null;

  constructor(address: Address, limits: Limits, schema: number) {
    this.#address = address;
    this.#limits = limits;
    this.#schema = schema;
  }

  /** How many processes share the database, as it was last heard. */
  get processes(): number {
    return this.#processes;
  }

  /** Tells of what others say, and of each time that something may have been said while nobody could be heard. */
  listen(hearing: Hearing): void {
    this.#hearing = hearing;
  }

  /** Says that this process is there; throws where the server can't be reached. */
  async arrive(): Promise<void> {
    this.#client ??= await this.#connect();
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
      const held = this.#isHeld ? 'true' : 'pg_try_advisory_lock($1::int, $3::int)';
      const { rows } = await this.#client.query<{ held: boolean; processes: string }>(
        `select ${held} as held, ${countProcesses} as processes, $3::int as key`,
        [...processLock(this.#address.schema), lockKey(this.#address.schema, 'scheduler')[1]],
      );
      this.#isHeld = rows[0]?.held === true;
      this.#processes = Math.max(Number(rows[0]?.processes ?? 1), 1);
    } catch {
      // Whoever can't reach the server schedules nothing.
      await this.#letGo();
    }
    return this.#isHeld;
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client(clientConfig(this.#address, this.#limits));
    ignoreWhileIdle(client);
    client.on('notification', ({ payload }) => this.#hearing?.heard(payload ?? ''));
    await client.connect();
    await client.query(
      `select set_config('idle_session_timeout', $1, false), pg_try_advisory_lock_shared($2, $3), pg_try_advisory_lock_shared($2, $4)`,
      [
        String(this.#limits.schedulerSilenceMs),
        ...processLock(this.#address.schema),
        schemaLock(this.#address.schema, this.#schema)[1],
      ],
    );
    await client.query(`listen "${channelOf(this.#address.schema)}"`);
    this.#hearing?.mayHaveMissed();
    return client;
  }

  async #letGo(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    this.#isHeld = false;
    await client?.end().catch(() => undefined);
  }
}
