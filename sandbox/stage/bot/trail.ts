import { createHash } from 'node:crypto';

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
