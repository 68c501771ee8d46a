import type { Change } from '../domain/change.ts';
import type { Instant } from '../domain/ids.ts';
import { prepareEffectWrites } from './add-effects.ts';
import { type Database, inTransaction, Stale } from './database.ts';
import { prepareAppendEntries } from './entry-chain.ts';
import { prepareWriteRow } from './write-row.ts';

/** Everything of a Change, inside the caller's transaction. Throws Stale where it must not be. */
export function prepareApplyChange(database: Database): (change: Change, now: Instant) => void {
  const writeRow = prepareWriteRow(database);
  const appendEntries = prepareAppendEntries(database);
  const effects = prepareEffectWrites(database);
  return (change, now) => {
    for (const key of change.cancels ?? []) effects.cancel(key, now);
    for (const write of change.writes) writeRow(write);
    appendEntries(change.entries);
    for (const effect of change.effects) effects.add(effect, now);
  };
}

/** One Change, all or nothing. `stale`: somebody was faster, and nothing was written. */
export function commit(database: Database, apply: () => void): 'done' | 'stale' {
  try {
    inTransaction(database, apply);
    return 'done';
  } catch (error) {
    if (error instanceof Stale) return 'stale';
    throw error;
  }
}
