import { createHash } from 'node:crypto';
import { asc, desc } from 'drizzle-orm';
import { entries } from '../../db/schema.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Entry } from '../domain/change.ts';
import type { Database } from './database.ts';

/** What the first entry follows. */
const genesis = '0'.repeat(64);

type Linked = Omit<Entry, 'data'> & { readonly seq: number; readonly data: unknown; readonly prevHash: string };

/** SHA-256 over the entry and the hash before it: no entry can change, move or go without breaking the next one (T17). */
function hashOf({ seq, at, actor, act, subject, data, prevHash }: Linked): string {
  const text = canonicalJson({ seq, at, actor, act, subject, data, prev_hash: prevHash });
  return createHash('sha256').update(text).digest('hex');
}

/** Appends entries inside the caller's transaction. */
export function appendEntries({ drizzle }: Database, added: readonly Entry[]): void {
  if (added.length === 0) return;
  const last = drizzle.select().from(entries).orderBy(desc(entries.seq)).limit(1).get();
  let seq = last?.seq ?? 0;
  let prevHash = last?.hash ?? genesis;
  for (const { at, actor, act, subject, data } of added) {
    seq += 1;
    const hash = hashOf({ seq, at, actor, act, subject, data, prevHash });
    drizzle
      .insert(entries)
      .values({ seq, at, actor, act, subject, data: canonicalJson(data), prevHash, hash })
      .run();
    prevHash = hash;
  }
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The first seq whose entry is missing or does not hold, or null. */
export function firstBrokenEntry({ drizzle }: Database): number | null {
  const page = 1_000;
  let seq = 0;
  let prevHash = genesis;
  for (;;) {
    const rows = drizzle.select().from(entries).orderBy(asc(entries.seq)).limit(page).offset(seq).all();
    for (const row of rows) {
      seq += 1;
      const data = parsedOrNull(row.data);
      const isIntact =
        row.seq === seq &&
        row.prevHash === prevHash &&
        canonicalJson(data) === row.data &&
        hashOf({ ...row, data }) === row.hash;
      if (!isIntact) return seq;
      prevHash = row.hash;
    }
    if (rows.length < page) return null;
  }
}
