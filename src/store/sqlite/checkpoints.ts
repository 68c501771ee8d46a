import type Sqlite from 'better-sqlite3';
import { Fault } from '../../ports/fault.ts';
import { asFault } from './database.ts';

/** Pages of the journal, of 4 KiB each: to bring so many into the file takes some ten milliseconds. */
const pagesAtOnce = 1_000;
/** SQLite does it by itself in the midst of a commit where the journal has grown to so many all the same. */
export const mostPages = 4 * pagesAtOnce;

type Journal = { readonly log: number; readonly checkpointed: number };

/** Brings what was written from the journal into the file: in a turn of its own, since at the end of a commit it would make that twice as long. */
export function checkpointsOn(sqlite: Sqlite.Database) {
  const statement = (how: 'noop' | 'passive') => sqlite.prepare<[], Journal>(`pragma wal_checkpoint(${how})`);
  // Made at the first write: a file that is only looked at may be no database at all.
  let made: Readonly<Record<'look' | 'bring', ReturnType<typeof statement>>> | null = null;

  return {
    /** Answers whether it was due. Where the disk refuses, all of it stays in the journal, and the next turn tries again. */
    ifDue: (): boolean => {
      try {
        made ??= { look: statement('noop'), bring: statement('passive') };
        const { log, checkpointed } = made.look.get() ?? { log: 0, checkpointed: 0 };
        if (log - checkpointed < pagesAtOnce) return false;
        made.bring.get();
        return true;
      } catch (error) {
        if (asFault(error) instanceof Fault) return false;
        throw error;
      }
    },
  };
}
