import type Sqlite from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import * as tables from '../../../db/sqlite-schema.ts';
import { type Dialect, type Engine, Stale, type Statement, type Step, type Values } from '../engine.ts';
import { asFault, inTransaction, isUniqueViolation } from './database.ts';

const words: Dialect['words'] = {
  placeOf: (part, text) => sql`instr(${text}, ${part})`,
  bytewise: (column) => sql`${column}`,
  // A transaction that writes has the whole file to itself.
  locking: (query) => query,
};

/** What drizzle's queries are on this driver: everything happens at once. */
type Query = { readonly prepare: () => { readonly execute: (values: Values) => { readonly sync: () => unknown } } };

/** SQLite, over one connection. All of it is synchronous; only the port is not. */
export function createSqliteEngine(sqlite: Sqlite.Database): Engine {
  const build = drizzle(sqlite) as unknown as Dialect['build'];
  const dialect: Dialect = { tables, build, words };
  const prepared = new Map<Statement<unknown>, ReturnType<Query['prepare']>>();

  function prepare(statement: Statement<unknown>): ReturnType<Query['prepare']> {
    const known = prepared.get(statement);
    if (known !== undefined) return known;
    const made = (statement(dialect) as unknown as Query).prepare();
    prepared.set(statement, made);
    return made;
  }

  /** A statement that gives no rows answers what it changed instead. */
  function rowsOf<Row>(statement: Statement<Row>, values: Values): readonly Row[] {
    const result = prepare(statement).execute(values).sync();
    return Array.isArray(result) ? result : [];
  }

  function carryOut(step: Step): readonly unknown[] {
    // Nobody else writes to the file while a transaction does.
    if ('hold' in step) return [];
    try {
      return rowsOf(step.statement, step.values);
    } catch (error) {
      if (step.mayBeTaken && isUniqueViolation(error)) throw new Stale();
      throw error;
    }
  }

  /** The port is asynchronous; so an error of the driver is a promise that fails, and a Fault where the outside is to blame. */
  async function guarded<T>(work: () => T): Promise<T> {
    try {
      return work();
    } catch (error) {
      throw asFault(error);
    }
  }

  return {
    dialect,
    run: (statement, values = {}) => guarded(() => rowsOf(statement, values)),
    runOnce: (statement) =>
      guarded(() => (statement(dialect) as unknown as Query).prepare().execute({}).sync() as readonly never[]),
    transact: (steps) =>
      guarded(() =>
        inTransaction(sqlite, () => {
          const course = steps();
          let step = course.next([]);
          while (step.done !== true) step = course.next(carryOut(step.value));
          return step.value;
        }),
      ),
  };
}
