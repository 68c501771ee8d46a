import { createHash } from 'node:crypto';
import Sqlite from 'better-sqlite3';

export type EntryRow = {
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
  readonly act: string;
  readonly subject: string;
  readonly data: string;
  readonly prev_hash: string;
  readonly hash: string;
};

/** Keys in order, so that the same entry always has the same hash. `data` already is canonical. */
function hashOf({ seq, at, actor, act, subject, data, prev_hash }: EntryRow): string {
  const quoted = JSON.stringify;
  const text = `{"act":${quoted(act)},"actor":${quoted(actor)},"at":${at},"data":${data},"prev_hash":${quoted(prev_hash)},"seq":${seq},"subject":${quoted(subject)}}`;
  return createHash('sha256').update(text).digest('hex');
}

/** What the first entry carries instead of the hash of one before it. */
export const firstHash = '0'.repeat(64);

/** Whether the entry holds, and carries the hash of the one before it. */
export function isLinked(row: EntryRow, hashBefore: string): boolean {
  return row.hash === hashOf(row) && row.prev_hash === hashBefore;
}

/** Prints the audit trail as it stands in the database, and whether it is whole; reads the file alone, not through the program. */
export function tellTrail(databasePath: string, out: (line: string) => void): void {
  const database = new Sqlite(databasePath, { readonly: true });
  const rows = database.prepare<[], EntryRow>('SELECT * FROM entries ORDER BY seq').all();
  database.close();
  for (const { seq, at, actor, act, subject } of rows) {
    out(`${String(seq).padStart(4)}  ${new Date(at).toISOString()}  ${act.padEnd(28)} ${subject.padEnd(54)} ${actor}`);
  }
  const isWhole = rows.every((row, index) => isLinked(row, rows[index - 1]?.hash ?? firstHash));
  out(
    `\n${rows.length} entries; each carries the hash of the one before it, and ${isWhole ? 'all of them hold' : 'THEY DO NOT HOLD'}.`,
  );
  out(`It is the table "entries" of ${databasePath}`);
}
