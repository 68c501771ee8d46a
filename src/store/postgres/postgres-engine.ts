import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import * as postgresTables from '../../../db/postgres-schema.ts';
import { Fault } from '../../ports/fault.ts';
import { type Dialect, type Engine, Stale, type Statement, type Step, type Steps, type Values } from '../engine.ts';
import { lockKeys, type Schema } from './advisory-lock.ts';
import { asFault, bare, isDeadlock, isLost, isReadOnly, isUniqueViolation } from './faults.ts';
import { countOn, createMarks, type Mark, makeMark } from './marks.ts';

/** The same tables by another dialect's types: test/store/schemas.test.ts holds them equal, to the type of each row. */
const tables = postgresTables as unknown as Dialect['tables'];

const words: Dialect['words'] = {
  placeOf: (part, text) => sql`strpos(${text}, ${part})`,
  numbersOf: (list) => sql`(select jsonb_array_elements_text(${list}::jsonb)::bigint)`,
  textsOf: (list) => sql`(select jsonb_array_elements_text(${list}::jsonb))`,
  bytewise: (column) => sql`${column} collate "C"`,
  locking: (query, others) => {
    const lockable = query as {
      readonly for: (strength: 'update', config: { readonly skipLocked?: boolean }) => never;
    };
    return lockable.for('update', others === 'skip' ? { skipLocked: true } : {});
  },
};

/** What drizzle's queries are on this driver. */
export type Query = PromiseLike<unknown> & {
  readonly toSQL: () => { readonly sql: string };
  readonly prepare: (name: string) => { readonly execute: (values: Values) => Promise<unknown> };
};

type Connection = {
  readonly dialect: Dialect;
  readonly prepared: Map<Statement<unknown>, ReturnType<Query['prepare']>>;
};

/** `lost`: what the connection was lost by before the commit was answered; null where it was answered. */
type Ended<T> = { readonly result: T; readonly mark: Mark; readonly lost: unknown };

/** Deadlocks are rare, and a connection that is lost was so for all: more tries would only keep a click waiting. */
const tries = { deadlock: 5, lost: 2 };
/** How long the outcome of a commit is asked for whose answer was lost. */
const outcome = { tries: 40, everyMs: 250 };

export function dialectOf(client: pg.Pool | pg.Client | pg.PoolClient): Dialect {
  return { tables, build: drizzle(client) as unknown as Dialect['build'], words };
}

/** A statement that gives no rows answers what it changed instead. */
export function asRows<Row>(result: unknown): readonly Row[] {
  return Array.isArray(result) ? result : [];
}

/** PostgreSQL, over a pool of connections. Each prepares a statement where it first runs it. */
export function createPostgresEngine(pool: pg.Pool, schema: Schema): Engine {
  const marks = createMarks(pool);
  const connections = new WeakMap<pg.PoolClient, Connection>();

  function connectionOf(client: pg.PoolClient): Connection {
    const known = connections.get(client) ?? { dialect: dialectOf(client), prepared: new Map() };
    connections.set(client, known);
    return known;
  }

  async function rowsOf<Row>(
    client: pg.PoolClient,
    statement: Statement<Row>,
    values: Values,
  ): Promise<readonly Row[]> {
    const { dialect, prepared } = connectionOf(client);
    let ready = prepared.get(statement);
    if (ready === undefined) {
      const query = statement(dialect) as unknown as Query;
      // Named by what it says: behind a pooler a name must never mean two things.
      ready = query.prepare(createHash('sha256').update(query.toSQL().sql).digest('hex').slice(0, 32));
      prepared.set(statement, ready);
    }
    return asRows(await ready.execute(values));
  }

  async function withClient<T>(
    work: (client: pg.PoolClient) => Promise<T>,
    isGone: (result: T) => boolean = () => false,
  ): Promise<T> {
    const client = await pool.connect();
    try {
      const result = await work(client);
      client.release(isGone(result));
      return result;
    } catch (error) {
      // A connection of which one doesn't know what is on its way is not used again; nor is one that stays read-only for good.
      client.release(isLost(bare(error)) || isReadOnly(bare(error)));
      throw bare(error);
    }
  }

  /** Until it goes through, is a bug, or was tried often enough. */
  async function repeated<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        const most = isDeadlock(error) ? tries.deadlock : isLost(error) ? tries.lost : 1;
        if (attempt >= most) throw asFault(error);
      }
    }
  }

  async function carryOut(client: pg.PoolClient, step: Step): Promise<readonly unknown[]> {
    if ('hold' in step) {
      await client.query(
        'select pg_advisory_xact_lock($1, key) from unnest($2::int[]) as key',
        lockKeys(schema, step.hold),
      );
      return [];
    }
    try {
      return await rowsOf(client, step.statement, step.values);
    } catch (error) {
      if (step.mayBeTaken && isUniqueViolation(bare(error))) throw new Stale();
      throw error;
    }
  }

  /** The answer to a commit was lost: only the server knows what became of it, as soon as it can be asked. */
  async function wasCommitted(mark: Mark, lost: unknown): Promise<boolean> {
    for (let attempt = 0; attempt < outcome.tries; attempt += 1) {
      try {
        return await marks.wasCommitted(mark);
      } catch (error) {
        // What keeps us from asking, or that it is still at it, says nothing of the commit.
        if (!(asFault(error) instanceof Fault)) throw error;
      }
      await wait(outcome.everyMs);
    }
    throw new Fault('store', 'outcome_unknown', { isRetryable: true, cause: lost });
  }

  async function begin(client: pg.PoolClient, name: string): Promise<Mark> {
    for (;;) {
      const [, counted] = (await client.query(`begin; ${countOn(name)}`)) as unknown as [
        unknown,
        pg.QueryResult<{ value: string }>,
      ];
      const [row] = counted.rows;
      if (row !== undefined) return { name, value: row.value };
      await client.query(`rollback; ${makeMark(name)}`);
    }
  }

  async function transaction<T>(client: pg.PoolClient, steps: () => Steps<T>): Promise<Ended<T>> {
    let result: T;
    let mark: Mark | null = null;
    try {
      mark = await begin(client, marks.take());
      const course = steps();
      let step = course.next([]);
      while (step.done !== true) step = course.next(await carryOut(client, step.value));
      result = step.value;
    } catch (error) {
      if (!isLost(bare(error))) {
        await client.query('rollback');
        if (mark !== null) marks.giveBack(mark);
      }
      throw error;
    }
    try {
      await client.query('commit');
      marks.giveBack(mark);
      return { result, mark, lost: null };
    } catch (error) {
      if (!isLost(error)) throw error;
      return { result, mark, lost: error };
    }
  }

  async function transact<T>(steps: () => Steps<T>): Promise<T> {
    const { result, mark, lost } = await withClient(
      (client) => transaction(client, steps),
      (ended) => ended.lost !== null,
    );
    if (lost === null) return result;
    // Only now, when the lost connection has made room: a pool of lost ones that ask would wait for itself.
    const isThere = await wasCommitted(mark, lost);
    marks.giveBack(mark);
    if (!isThere) throw lost;
    return result;
  }

  return {
    dialect: dialectOf(pool),
    // The server writes, and nobody here waits for it.
    mostRows: Number.POSITIVE_INFINITY,
    // What runs by itself reads, or counts where a gap does no harm: it may be run again.
    run: (statement, values = {}) => repeated(() => withClient((client) => rowsOf(client, statement, values))),
    runOnce: (statement) =>
      repeated(() => withClient(async (client) => asRows(await statement(connectionOf(client).dialect)))),
    transact: (steps) => repeated(() => transact(steps)),
  };
}
