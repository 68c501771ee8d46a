import type pg from 'pg';
import type { Reader, Statement } from '../engine.ts';
import { bare } from './faults.ts';
import { asRows, dialectOf, type Query } from './postgres-engine.ts';

/** Reads over one connection, in whatever transaction it is: what that has written is seen, and nothing is tried again. */
export function readWithin(client: pg.Client): Reader {
  const dialect = dialectOf(client);
  const prepared = new Map<Statement<unknown>, ReturnType<Query['prepare']>>();

  function prepare(statement: Statement<unknown>): ReturnType<Query['prepare']> {
    const known = prepared.get(statement);
    if (known !== undefined) return known;
    const made = (statement(dialect) as unknown as Query).prepare(`within_${prepared.size}`);
    prepared.set(statement, made);
    return made;
  }

  async function barely<T>(work: PromiseLike<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      throw bare(error);
    }
  }

  return {
    run: async (statement, values = {}) => asRows(await barely(prepare(statement).execute(values))),
    runOnce: async (statement) => asRows(await barely(statement(dialect))),
  };
}
