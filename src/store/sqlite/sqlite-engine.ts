import { performance } from 'node:perf_hooks';
import type Sqlite from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import { BetterSQLite3Database, BetterSQLiteSession } from 'drizzle-orm/better-sqlite3';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import * as tables from '../../../db/sqlite-schema.ts';
import { type Dialect, type Engine, Stale, type Statement, type Step, type Steps, type Values } from '../engine.ts';
import { checkpointsOn } from './checkpoints.ts';
import { asFault, isUniqueViolation, transactionsOn } from './database.ts';
import { onDriver, type Prepared } from './on-driver.ts';

const words: Dialect['words'] = {
  placeOf: (part, text) => sql`instr(${text}, ${part})`,
  numbersOf: (list) => sql`(select value from json_each(${list}))`,
  textsOf: (list) => sql`(select value from json_each(${list}))`,
  bytewise: (column) => sql`${column}`,
  // A transaction that writes has the whole file to itself.
  locking: (query) => query,
};

/**
 * SQLite as the driver is built chooses its plan by what a statement is bound to, where `order by` or `limit` stand beside it: then it compiles
 * the statement anew at every run, which takes ten times as long as the run. Behind a function it sees no bound value, and compiles it once.
 */
class CompiledOnce extends SQLiteSyncDialect {
  override escapeParam(): string {
    return 'ifnull(?, null)';
  }
}

type Builder = BetterSQLite3Database<Record<string, never>>;

function builderBy(sqlite: Sqlite.Database, dialect: SQLiteSyncDialect): Builder {
  const session = new BetterSQLiteSession<Record<string, never>, Record<string, never>>(sqlite, dialect, undefined);
  return new BetterSQLite3Database('sync', dialect, session, undefined);
}

/** What is inserted needs no plan, and is bound as it is: a function around each of its values only costs. */
function builderOn(sqlite: Sqlite.Database): Dialect['build'] {
  const plain = builderBy(sqlite, new SQLiteSyncDialect());
  const insert: Builder['insert'] = (table) => plain.insert(table);
  return Object.assign(builderBy(sqlite, new CompiledOnce()), { insert }) as unknown as Dialect['build'];
}

/** What drizzle's queries are on this driver. */
type Query = { readonly prepare: () => Prepared };

/** Nobody else goes on while a transaction writes: so many rows take some ten milliseconds. */
const mostRows = 1_000;

/** So many transactions at most are written together: others get a turn of the event loop in between. */
const mostTogether = 20;

/** After a write the next one waits for so long: whoever was held up by the disk gets on, and asks as well. */
const restMs = 1;
/** Others that are still coming are waited for, but no longer than so many turns of the event loop: some milliseconds. */
const mostTurns = 8;

/** What came from outside until now: requests, answers. */
function heardSoFar(): number {
  return performance.nodeTiming.uvMetricsInfo.events;
}

type Asked = {
  readonly carryOut: () => unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * SQLite, over one connection. All of it is synchronous; only the port is not. Transactions are written together, each as a savepoint, since
 * each time the disk is waited for costs more than all that one writes, and holds up everybody: whoever asks first waits until nothing more
 * comes in, and a moment where somebody was held up just now. Nobody is answered before it is on the disk, and one that is stale or fails
 * undoes only itself.
 */
export function createSqliteEngine(sqlite: Sqlite.Database): Engine & { readonly flush: () => void } {
  const dialect: Dialect = { tables, build: builderOn(sqlite), words };
  const prepared = new Map<Statement<unknown>, (values: Values) => readonly unknown[]>();

  function prepare(statement: Statement<unknown>): (values: Values) => readonly unknown[] {
    return onDriver((statement(dialect) as unknown as Query).prepare());
  }

  function rowsOf<Row>(statement: Statement<Row>, values: Values): readonly Row[] {
    const known = prepared.get(statement) ?? prepare(statement);
    prepared.set(statement, known);
    return known(values) as readonly Row[];
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

  function carryOutAll<T>(steps: () => Steps<T>): T {
    const course = steps();
    let step = course.next([]);
    while (step.done !== true) step = course.next(carryOut(step.value));
    return step.value;
  }

  const { inTransaction, inSavepoint } = transactionsOn(sqlite);
  const checkpoints = checkpointsOn(sqlite);
  const asked: Asked[] = [];

  let isResting = false;
  let hasMadeRoom = false;

  function rest(): void {
    isResting = true;
    setTimeout(() => {
      isResting = false;
      if (asked.length > 0) writeSoon();
    }, restMs);
  }

  /** What came in with the first one was heard of already: one turn later it is seen whether more came. */
  function writeSoon(): void {
    setImmediate(() => setImmediate(writeWhenQuiet, heardSoFar(), mostTurns));
  }

  function writeWhenQuiet(heardBefore: number, turnsLeft: number): void {
    const heard = heardSoFar();
    if (heard === heardBefore || turnsLeft === 0 || asked.length >= mostTogether) writeTogether();
    else setImmediate(writeWhenQuiet, heard, turnsLeft - 1);
  }

  function writeTogether(): void {
    if (asked.length === 0) return;
    // One turn at the most: whoever reads a copy keeps all of it in the journal, and nobody else need wait for that.
    hasMadeRoom = !hasMadeRoom && checkpoints.ifDue();
    if (hasMadeRoom) {
      setImmediate(writeTogether);
      return;
    }
    const group = asked.splice(0, mostTogether);
    if (asked.length > 0) setImmediate(writeTogether);
    const answers: (() => void)[] = [];
    try {
      inTransaction(() => {
        // One by itself needs nothing of its own that can be undone.
        for (const one of group) answers.push(group.length === 1 ? doneAlone(one) : outcomeOf(one));
      });
    } catch (error) {
      for (const { reject } of group) reject(asFault(error));
      return;
    }
    if (!isResting) rest();
    for (const answer of answers) answer();
  }

  function doneAlone({ carryOut, resolve }: Asked): () => void {
    const result = carryOut();
    return () => resolve(result);
  }

  /** How it is to be answered as soon as the whole is written. */
  function outcomeOf({ carryOut, resolve, reject }: Asked): () => void {
    try {
      const result = inSavepoint(carryOut);
      return () => resolve(result);
    } catch (error) {
      // A full disk undoes the whole of it.
      if (!sqlite.inTransaction) throw error;
      return () => reject(asFault(error));
    }
  }

  return {
    dialect,
    mostRows,
    run: (statement, values = {}) => guarded(() => rowsOf(statement, values)),
    runOnce: (statement) => guarded(() => prepare(statement)({}) as readonly never[]),
    transact: <T>(steps: () => Steps<T>) =>
      new Promise<T>((resolve, reject) => {
        if (asked.length === 0 && !isResting) writeSoon();
        asked.push({ carryOut: () => carryOutAll(steps), resolve: resolve as Asked['resolve'], reject });
      }),
    flush: () => {
      while (asked.length > 0) writeTogether();
    },
  };
}
