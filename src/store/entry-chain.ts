import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { desc, sql } from 'drizzle-orm';
import { entries } from '../../db/schema.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Entry } from '../domain/change.ts';
import type { Database } from './database.ts';

/** What the first entry follows. */
const genesis = '0'.repeat(64);
/** Read at once, before others have their turn. */
const pageSize = 500;

type Row = typeof entries.$inferSelect;
type Linked = Omit<Row, 'data' | 'hash'> & { readonly data: unknown };

/** SHA-256 over the entry and the hash before it: no entry can change, move or go without breaking the next one (T17). */
function hashOf({ seq, at, actor, act, subject, data, prevHash }: Linked): string {
  const text = canonicalJson({ seq, at, actor, act, subject, data, prev_hash: prevHash });
  return createHash('sha256').update(text).digest('hex');
}

/** Appends entries inside the caller's transaction. Throws where their data has no canonical form: NaN, a date, a hole. */
export function prepareAppendEntries({ drizzle }: Database): (added: readonly Entry[]) => void {
  const last = drizzle
    .select({ seq: entries.seq, hash: entries.hash })
    .from(entries)
    .orderBy(desc(entries.seq))
    .limit(1)
    .prepare();
  const insert = drizzle
    .insert(entries)
    .values({
      seq: sql.placeholder('seq'),
      at: sql.placeholder('at'),
      actor: sql.placeholder('actor'),
      act: sql.placeholder('act'),
      subject: sql.placeholder('subject'),
      data: sql.placeholder('data'),
      prevHash: sql.placeholder('prevHash'),
      hash: sql.placeholder('hash'),
    })
    .prepare();
  return (added) => {
    if (added.length === 0) return;
    const head = last.get();
    let seq = head?.seq ?? 0;
    let prevHash = head?.hash ?? genesis;
    for (const { at, actor, act, subject, data } of added) {
      seq += 1;
      const hash = hashOf({ seq, at, actor, act, subject, data, prevHash });
      insert.run({ seq, at, actor, act, subject, data: canonicalJson(data), prevHash, hash });
      prevHash = hash;
    }
  };
}

function isIntact(row: Row, seq: number, prevHash: string): boolean {
  try {
    const data: unknown = JSON.parse(row.data);
    return (
      row.seq === seq &&
      row.prevHash === prevHash &&
      canonicalJson(data) === row.data &&
      hashOf({ ...row, data }) === row.hash
    );
  } catch {
    // No JSON, or a value of another type than we write.
    return false;
  }
}

/** The newest entry's seq and hash; null where the trail is empty. */
export function lastEntry({ drizzle }: Database): { readonly seq: number; readonly hash: string } | null {
  const row = drizzle.select().from(entries).orderBy(desc(entries.seq)).limit(1).get();
  return row === undefined ? null : { seq: row.seq, hash: row.hash };
}

/** The first seq whose entry is missing or does not hold, or null. Reads page by page; entries that are added meanwhile count too. */
export async function firstBrokenEntry({ sqlite }: Database): Promise<number | null> {
  const page = sqlite.prepare<[number, number], Row>(
    'SELECT seq, at, actor, act, subject, data, prev_hash AS prevHash, hash FROM entries WHERE seq > ? ORDER BY seq LIMIT ?',
  );
  // Below every seq, so that an entry put before the first is found.
  let after = Number.NEGATIVE_INFINITY;
  let seq = 0;
  let prevHash = genesis;
  for (;;) {
    const rows = page.all(after, pageSize);
    for (const row of rows) {
      seq += 1;
      if (!isIntact(row, seq, prevHash)) return seq;
      prevHash = row.hash;
    }
    if (rows.length < pageSize) return null;
    after = seq;
    await setImmediate();
  }
}
