import type { Placeholder, SQL } from 'drizzle-orm';
import type { BaseSQLiteDatabase, SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type * as schema from '../../db/sqlite-schema.ts';

/** The tables of a dialect. Each dialect has its own; this is the shape that all of them have. */
export type Tables = typeof schema;

/** What dialects spell differently. */
export type Words = {
  /** Where `part` begins in `text`, from 1 on; 0 where it does not occur. */
  readonly placeOf: (part: string, text: SQL) => SQL;
  /** The numbers of a list that is given as JSON, for `in`. */
  readonly numbersOf: (list: SQL | Placeholder) => SQL;
  /** The texts of one. */
  readonly textsOf: (list: SQL | Placeholder) => SQL;
  /** To order a text by its bytes, whatever language the database speaks. */
  readonly bytewise: (column: SQLiteColumn) => SQL;
  /** Keeps the rows that a query finds from other transactions, waiting for those that have them or leaving such rows out. */
  readonly locking: <Q>(query: Q, others: 'wait' | 'skip') => Q;
};

/** What statements are written with. */
export type Dialect = {
  readonly tables: Tables;
  /** The type is that of one dialect, which the others are taken for: what is used of it, all of them have. */
  readonly build: BaseSQLiteDatabase<'async', readonly never[], Record<string, never>>;
  readonly words: Words;
};

export type Values = Readonly<Record<string, unknown>>;

/** One statement, written once for every dialect. It is prepared where it is first run, and known by its identity from then on. */
export type Statement<Row> = (dialect: Dialect) => PromiseLike<readonly Row[]>;

/** One step of a transaction; it is answered with the rows that the statement gives. */
export type Step =
  | {
      readonly statement: Statement<unknown>;
      readonly values: Values;
      /** Whether a unique key that is taken means that somebody was faster; elsewhere it is a bug. */
      readonly mayBeTaken: boolean;
    }
  /** Until the transaction ends nobody else passes a step with one of these names. All take them in one order, so that no two wait for each other. */
  | { readonly hold: readonly string[] };

/**
 * The steps of a transaction, which may depend on what earlier ones answered. A generator and no async function, since SQLite carries
 * them out in one go, while PostgreSQL is waited for.
 */
export type Steps<T = void> = Generator<Step, T, readonly unknown[]>;

/** Thrown inside a transaction to undo it: a version moved, a unique key was taken, or a lease was lost. */
export class Stale extends Error {
  override readonly name = 'Stale';
}

/** A database of some dialect. Its methods throw a Fault where the outside failed. */
export type Engine = {
  readonly dialect: Dialect;
  /** One statement by itself, prepared. */
  readonly run: <Row>(statement: Statement<Row>, values?: Values) => Promise<readonly Row[]>;
  /** One statement whose shape depends on what is asked, so that preparing it would be of no use. */
  readonly runOnce: <Row>(statement: Statement<Row>) => Promise<readonly Row[]>;
  /** So many rows at most should one transaction write of a list that need not be written at once. */
  readonly mostRows: number;
  /** All steps in one transaction, or none of them: then it throws what stopped them. They may be begun anew after a deadlock. */
  readonly transact: <T>(steps: () => Steps<T>) => Promise<T>;
};

/** What only reads: a database beside the processes that write to it, or in the midst of a transaction. */
export type Reader = Pick<Engine, 'run' | 'runOnce'>;
