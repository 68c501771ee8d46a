import { type Engine, Stale, type Statement, type Steps, type Values } from './engine.ts';

/** Runs a statement as a step; answers its rows. */
export function* rowsOf<Row>(statement: Statement<Row>, values: Values = {}): Steps<readonly Row[]> {
  return (yield { statement, values, mayBeTaken: false }) as readonly Row[];
}

/** Runs a statement as a step; where a unique key is taken, the whole transaction is stale. */
export function* rowsUnlessTaken<Row>(statement: Statement<Row>, values: Values): Steps<readonly Row[]> {
  return (yield { statement, values, mayBeTaken: true }) as readonly Row[];
}

/** Runs a statement that has to touch so many rows exactly; otherwise, or where a unique key is taken, the whole transaction is stale. */
export function* guarded<Row>(statement: Statement<Row>, values: Values, count = 1): Steps {
  const rows = yield* rowsUnlessTaken(statement, values);
  if (rows.length !== count) throw new Stale();
}

/** Lets nobody else pass the same names until the transaction ends. */
export function* hold(...names: readonly string[]): Steps {
  if (names.length > 0) yield { hold: names };
}

/** What the transaction answers, or `otherwise` where somebody was faster and nothing was written. */
export async function unlessStale<T, U>(engine: Engine, steps: () => Steps<T>, otherwise: U): Promise<T | U> {
  try {
    return await engine.transact(steps);
  } catch (error) {
    if (error instanceof Stale) return otherwise;
    throw error;
  }
}

/** All or nothing. `stale`: somebody was faster, and nothing was written. */
export async function doneOrStale(engine: Engine, steps: () => Steps): Promise<'done' | 'stale'> {
  return (await unlessStale(engine, steps, 'stale')) ?? 'done';
}
