import { and, eq } from 'drizzle-orm';
import type { Change, Write } from '../domain/change.ts';
import type { Instant } from '../domain/ids.ts';
import { type Database, inTransaction, isUniqueViolation, Stale } from './database.ts';
import { addEffect, cancelEffect } from './effects.ts';
import { appendEntries } from './entry-chain.ts';
import { keyed, keyOf, mappings } from './rows.ts';

function write({ drizzle }: Database, { table: name, was, row }: Write): void {
  const { table, key, version } = keyed[name];
  const { toColumns } = mappings[name];
  // The union of tables is too wide for drizzle's types; `mappings` ties each row to its own table.
  const columns = (toColumns as unknown as (row: Write['row']) => object)(row);
  try {
    if (was === null) {
      drizzle
        .insert(table)
        .values(columns as never)
        .run();
      return;
    }
    const isSame = and(eq(key as never, keyOf(name, row as never)), eq(version as never, was));
    const { changes } = drizzle
      .update(table)
      .set(columns as never)
      .where(isSame)
      .run();
    if (changes !== 1) throw new Stale();
  } catch (error) {
    if (isUniqueViolation(error)) throw new Stale();
    throw error;
  }
}

/** Everything of a Change, inside the caller's transaction. Throws Stale where it must not be. */
export function applyChange(database: Database, change: Change, now: Instant): void {
  for (const key of change.cancels ?? []) cancelEffect(database, key, now);
  for (const one of change.writes) write(database, one);
  appendEntries(database, change.entries);
  for (const effect of change.effects) addEffect(database, effect, now);
}

/** One Change, all or nothing. `stale`: somebody was faster, and nothing was written. */
export function commit(database: Database, change: Change, now: Instant): 'done' | 'stale' {
  try {
    inTransaction(database, () => applyChange(database, change, now));
    return 'done';
  } catch (error) {
    if (error instanceof Stale) return 'stale';
    throw error;
  }
}
