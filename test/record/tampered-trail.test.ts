import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Anchor, examineTrail } from '../../src/store/examine-trail.ts';
import { openReadOnly, type ReadOnlyDatabase } from '../../src/store/open-read-only.ts';
import { openStore } from '../../src/store/open-store.ts';
import { isWhole } from '../support/share.ts';
import { migrationsFolder } from '../support/start-world.ts';

/** `npm run prove` tries all; each `npm test` so many of them. */
const changes = isWhole ? 10_000 : 250;
const length = 24;

type Row = {
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
  readonly act: string;
  readonly subject: string;
  readonly data: string;
  readonly prev_hash: string;
  readonly hash: string;
};
type Trail = readonly Row[];

const folder = mkdtempSync(join(tmpdir(), 'countersign-tampered-'));
const path = join(folder, 'trail.db');
let written: Trail = [];
let tampering: Sqlite.Database;
let reading: ReadOnlyDatabase;

/** Entries as the program writes them, with texts that are easily confused. */
beforeAll(async () => {
  const store = await openStore(path, migrationsFolder);
  const texts = ['nightly-ci', 'nightly–ci', '=1', '', 'ünïcode 🙂', 'a\nb', '0', 'null', 'é', 'é'];
  for (let at = 0; at < length; at += 1) {
    const data = { name: texts[at % texts.length], count: at % 3, list: [at, `${at}`], nothing: null };
    const entry = {
      at: 1_800_000_000_000 + at * 1_000,
      actor: 'slack:U0MONA',
      act: 'request.review',
      subject: `PAT-${at % 7}`,
      data,
    };
    await store.commit({ writes: [], entries: [entry], effects: [] }, entry.at);
  }
  await store.close();
  tampering = new Sqlite(path);
  tampering.exec('DROP TRIGGER entries_never_change; DROP TRIGGER entries_never_go; PRAGMA synchronous = OFF');
  written = tampering.prepare('SELECT * FROM entries ORDER BY seq').all() as Trail;
  reading = openReadOnly(path);
});

afterAll(async () => {
  await reading.close();
  tampering.close();
  rmSync(folder, { recursive: true });
});

function write(trail: Trail): void {
  const insert = tampering.prepare(
    'INSERT INTO entries (seq, at, actor, act, subject, data, prev_hash, hash) VALUES (@seq, @at, @actor, @act, @subject, @data, @prev_hash, @hash)',
  );
  tampering.transaction(() => {
    tampering.exec('DELETE FROM entries');
    for (const row of trail) insert.run(row);
  })();
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

/** The entry with the hash that the rule gives it; nothing of it comes from the program. */
function hashed({ hash: _, ...rest }: Row): Row {
  const text = JSON.stringify(sorted({ ...rest, data: JSON.parse(rest.data) }));
  return { ...rest, hash: createHash('sha256').update(text).digest('hex') };
}

/** Chained anew from an entry on, by whoever knows the rule. */
function chained(trail: Trail, from: number): Trail {
  const made: Row[] = [];
  for (const [at, row] of trail.entries()) {
    made.push(at < from ? row : hashed({ ...row, prev_hash: made.at(-1)?.hash ?? '0'.repeat(64) }));
  }
  return made;
}

const columns = ['at', 'actor', 'act', 'subject', 'data', 'prev_hash', 'hash'] as const;
const place = fc.nat(length - 1);
const other = fc.oneof(
  fc.string(),
  fc.constantFrom('', ' ', '0', 'null', '{}', 'PAT-1', 'slack:U0MONA', '{"count":0}', '0'.repeat(64)),
);

/** The text with one character put in, taken out or changed. */
function slightly(text: string, at: number, how: 'add' | 'drop' | 'turn'): string {
  const here = at % (text.length + 1);
  const [before, after] = [text.slice(0, here), text.slice(here)];
  if (how === 'add') return `${before} ${after}`;
  if (how === 'drop') return before + after.slice(1);
  return before + (after === '' ? 'x' : String.fromCodePoint((after.codePointAt(0) ?? 0) ^ 1)) + after.slice(1);
}

function changed(trail: Trail, at: number, some: Partial<Record<keyof Row, string | number>>): Trail {
  return trail.map((row, index) => (index === at ? ({ ...row, ...some } as Row) : row));
}

const oneField = fc
  .record({
    at: place,
    column: fc.constantFrom(...columns),
    how: fc.constantFrom('add', 'drop', 'turn', 'other'),
    where: fc.nat(200),
    text: other,
    by: fc.integer({ min: -5, max: 5 }),
  })
  .map(({ at, column, how, where, text, by }) => (trail: Trail): Trail => {
    const row = trail[at];
    if (row === undefined) return trail;
    if (column === 'at') return changed(trail, at, { at: row.at + by });
    return changed(trail, at, { [column]: how === 'other' ? text : slightly(row[column], where, how as 'add') });
  });
const taken = fc.uniqueArray(place, { minLength: 1, maxLength: 4 }).map(
  (places) =>
    (trail: Trail): Trail =>
      trail.filter((_, index) => !places.includes(index)),
);
const closedUp = taken.map(
  (take) =>
    (trail: Trail): Trail =>
      take(trail).map((row, index) => ({ ...row, seq: index + 1 })),
);
const cut = fc.integer({ min: 0, max: length - 1 }).map(
  (kept) =>
    (trail: Trail): Trail =>
      trail.slice(0, kept),
);
const swapped = fc.tuple(place, place).map(([one, two]) => (trail: Trail): Trail => {
  const [first, second] = [trail[one], trail[two]];
  if (first === undefined || second === undefined) return trail;
  return trail.map((row, index) =>
    index === one ? { ...second, seq: row.seq } : index === two ? { ...first, seq: row.seq } : row,
  );
});
const fieldsSwapped = fc
  .tuple(place, place, fc.constantFrom(...columns))
  .map(([one, two, column]) => (trail: Trail): Trail => {
    const [first, second] = [trail[one]?.[column], trail[two]?.[column]];
    if (first === undefined || second === undefined) return trail;
    return changed(changed(trail, one, { [column]: second }), two, { [column]: first });
  });
// Not behind the last: that would be the trail going on.
const putBetween = fc.tuple(place, fc.nat(length - 2)).map(([copied, at]) => (trail: Trail): Trail => {
  const row = trail[copied];
  if (row === undefined) return trail;
  return [...trail.slice(0, at), row, ...trail.slice(at)].map((one, index) => ({ ...one, seq: index + 1 }));
});
/** All of these, by somebody who chains all that follows anew, so that every hash is right. */
const chainedAnew = fc
  .tuple(fc.oneof(oneField, closedUp, swapped, fieldsSwapped, putBetween), fc.boolean())
  .map(([change, isWholly]) => (trail: Trail): Trail => {
    const after = change(trail);
    if (after.some(({ data }) => !isJson(data))) return trail;
    const first = after.findIndex((row, index) => JSON.stringify(row) !== JSON.stringify(trail[index]));
    return first === -1 ? trail : chained(after, isWholly ? 0 : first);
  });

/** What was changed has its own right hash again, and the next one follows what was there before. */
const hashedAlone = fc
  .oneof(oneField, closedUp, swapped, fieldsSwapped, putBetween)
  .map((change) => (trail: Trail): Trail => {
    const after = change(trail);
    if (after.some(({ data }) => !isJson(data))) return trail;
    return after.map((row, at) => (JSON.stringify(row) === JSON.stringify(trail[at]) ? row : hashed(row)));
  });

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const anchorOf = (trail: Trail): Anchor => {
  const last = trail.at(-1);
  if (last === undefined) throw new Error('nothing was written');
  return { seq: last.seq, hash: last.hash };
};

describe('the audit trail', () => {
  it('holds as it was written', async () => {
    write(written);
    expect(await examineTrail(reading, anchorOf(written))).toEqual({ is: 'whole', last: anchorOf(written) });
  });

  // What is added behind the anchor by somebody who chains it rightly is a trail that went on: the next anchor is for that.
  it(`shows every one of ${changes} changes, those chained anew by the hash that was kept elsewhere`, async () => {
    const tally = new Map<string, number>();
    const any = fc.oneof(oneField, taken, closedUp, cut, swapped, fieldsSwapped, putBetween, hashedAlone, chainedAnew);
    const anchor = anchorOf(written);
    await fc.assert(
      fc.asyncProperty(any, async (change) => {
        const after = change(written);
        // A swap with itself changes nothing.
        fc.pre(JSON.stringify(after) !== JSON.stringify(written));
        write(after);
        const { is } = await examineTrail(reading, anchor);
        tally.set(is, (tally.get(is) ?? 0) + 1);
        expect(is).not.toBe('whole');
      }),
      { numRuns: changes },
    );
    expect([...tally.keys()].sort()).toEqual(['changed', 'cut_at_anchor', 'written_anew']);
    expect([...tally.values()].reduce((sum, count) => sum + count, 0)).toBe(changes);
  }, 120_000);
});
