import { hash as digest } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { asc, desc, eq, gt, sql } from 'drizzle-orm';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Entry } from '../domain/change.ts';
import type { Reader, Statement, Steps, Tables } from './engine.ts';
import { mostTogether, nameIn, valuesOf } from './several.ts';
import { hold, rowsOf } from './steps.ts';

/** What the first entry follows. */
const genesis = '0'.repeat(64);
/** Read at once, before others have their turn. */
const pageSize = 500;

type Row = Tables['entries']['$inferSelect'];
type Linked = Omit<Row, 'hash'>;

const last: Statement<{ readonly seq: number; readonly hash: string }> = ({ build, tables: { entries } }) =>
  build.select({ seq: entries.seq, hash: entries.hash }).from(entries).orderBy(desc(entries.seq)).limit(1);

const hashAt: Statement<{ readonly hash: string }> = ({ build, tables: { entries } }) =>
  build
    .select({ hash: entries.hash })
    .from(entries)
    .where(eq(entries.seq, sql.placeholder('seq')));

const columns = ['seq', 'at', 'actor', 'act', 'subject', 'data', 'prevHash', 'hash'] as const;

/** The statements that insert one entry, two, and so on. */
const inserts = Array.from({ length: mostTogether }, (_, count): Statement<unknown> => {
  const rows = Array.from(
    { length: count + 1 },
    (_, index) => Object.fromEntries(columns.map((name) => [name, sql.placeholder(nameIn(index, name))])) as never,
  );
  return ({ build, tables: { entries } }) => build.insert(entries).values(rows);
});

// Without a lower bound, so that an entry put before the first is found, however small its number.
const firstPage: Statement<Row> = ({ build, tables: { entries } }) =>
  build.select().from(entries).orderBy(asc(entries.seq)).limit(pageSize);

const nextPage: Statement<Row> = ({ build, tables: { entries } }) =>
  build
    .select()
    .from(entries)
    .where(gt(entries.seq, sql.placeholder('after')))
    .orderBy(asc(entries.seq))
    .limit(pageSize);

/**
 * SHA-256 over the entry's canonical text, in which its data stand as they are stored, and the hash before it: no entry can change, move or go
 * without breaking the next one (T17).
 */
function hashOf({ seq, at, actor, act, subject, data, prevHash }: Linked): string {
  const text = canonicalJson;
  const who = `"act":${text(act)},"actor":${text(actor)},"at":${text(at)}`;
  const place = `"prev_hash":${text(prevHash)},"seq":${text(seq)},"subject":${text(subject)}`;
  return digest('sha256', `{${who},"data":${data},${place}}`);
}

/**
 * Appends entries. Throws where their data has no canonical form: NaN, a date, a hole. Whoever appends holds the end of the chain until
 * its transaction ends, so this comes last in one.
 */
export function* appendEntries(added: readonly Entry[]): Steps {
  if (added.length === 0) return;
  yield* hold('the end of the chain');
  const [head] = yield* rowsOf(last);
  let seq = head?.seq ?? 0;
  let prevHash = head?.hash ?? genesis;
  const rows = added.map(({ at, actor, act, subject, data: given }): Row => {
    seq += 1;
    const linked = { seq, at, actor, act, subject, data: canonicalJson(given), prevHash };
    prevHash = hashOf(linked);
    return { ...linked, hash: prevHash };
  });
  for (let from = 0; from < rows.length; from += mostTogether) {
    const some = rows.slice(from, from + mostTogether);
    const insert = inserts[some.length - 1];
    if (insert !== undefined) yield* rowsOf(insert, valuesOf(some));
  }
}

function isIntact(row: Row, seq: number, prevHash: string): boolean {
  try {
    return (
      row.seq === seq &&
      row.prevHash === prevHash &&
      canonicalJson(JSON.parse(row.data)) === row.data &&
      hashOf(row) === row.hash
    );
  } catch {
    // No JSON, or a value of another type than we write.
    return false;
  }
}

/** The newest entry's seq and hash; null where the trail is empty. */
export async function lastEntry(engine: Reader): Promise<{ readonly seq: number; readonly hash: string } | null> {
  return (await engine.run(last))[0] ?? null;
}

/** The hash of one entry, which stands for all before it as well; null where there is none. */
export async function entryHash(engine: Reader, seq: number): Promise<string | null> {
  return (await engine.run(hashAt, { seq }))[0]?.hash ?? null;
}

/** The first seq whose entry is missing or does not hold, or null. Reads page by page; entries that are added meanwhile count too. */
export async function firstBrokenEntry(engine: Reader): Promise<number | null> {
  let seq = 0;
  let prevHash = genesis;
  for (;;) {
    const rows = seq === 0 ? await engine.run(firstPage) : await engine.run(nextPage, { after: seq });
    for (const row of rows) {
      seq += 1;
      if (!isIntact(row, seq, prevHash)) return seq;
      prevHash = row.hash;
    }
    if (rows.length < pageSize) return null;
    await setImmediate();
  }
}
