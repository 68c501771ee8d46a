import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/ports/store.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { change, entry, noon } from '../sample-rows.ts';
import { migrationsFolder } from './temporary-store.ts';

const count = 12;
const columns = ['seq', 'at', 'actor', 'act', 'subject', 'data', 'prev_hash', 'hash'] as const;
type Row = Record<(typeof columns)[number], number | string | Buffer>;

function trail(length: number) {
  return Array.from({ length }, (_, index) =>
    entry({
      at: noon + index,
      subject: `PAT-${index % 3}`,
      data: { revision: index, names: ['payments', 'é🚀'], none: null },
    }),
  );
}

describe('with the triggers dropped', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-chain-'));
  const path = join(folder, 'store.db');
  let store: Store;
  let raw: Sqlite.Database;
  let original: readonly Row[];

  beforeAll(async () => {
    store = await openStore(path, migrationsFolder);
    await store.commit(change({ entries: trail(count) }), noon);
    raw = new Sqlite(path);
    raw.pragma('synchronous = OFF');
    raw.exec('DROP TRIGGER entries_never_change; DROP TRIGGER entries_never_go');
    original = raw.prepare<[], Row>('SELECT * FROM entries ORDER BY seq').all();
  });
  afterAll(async () => {
    raw.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function brokenIn(rows: readonly Row[]): Promise<number | null> {
    const insert = raw.prepare(`INSERT INTO entries (${columns.join()}) VALUES (${columns.map(() => '?').join()})`);
    raw.transaction(() => {
      raw.exec('DELETE FROM entries');
      for (const row of rows) insert.run(...columns.map((column) => row[column]));
    })();
    return store.firstBrokenEntry();
  }

  const index = fc.nat(count - 1);
  const value = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.double({ noNaN: true }),
    fc.constantFrom('', '0', 'null', '{}', '{"revision":1}', 'policy', Buffer.from('PAT-1'), Number.POSITIVE_INFINITY),
    fc.tuple(index, fc.constantFrom(...columns)).map(([at, column]) => ({ at, column })),
  );

  it('is as it was while nobody touches it', async () => {
    expect(await brokenIn(original)).toBeNull();
  });

  it('shows any change of any field of any entry, at that entry', async () => {
    await fc.assert(
      fc.asyncProperty(
        index,
        fc.constantFrom(...columns.filter((name) => name !== 'seq')),
        value,
        async (at, column, put) => {
          const changed = typeof put === 'object' && 'column' in put ? (original[put.at]?.[put.column] ?? '') : put;
          const before = original[at]?.[column];
          fc.pre(String(changed) !== String(before) || Buffer.isBuffer(changed));
          // What the column's affinity makes equal is no change.
          fc.pre(column !== 'at' || Number(changed) !== before);
          const rows = original.map((row, position) => (position === at ? { ...row, [column]: changed } : row));
          expect(await brokenIn(rows)).toBe(at + 1);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('shows that one character of an entry is another', async () => {
    const texts = columns.filter((name) => name !== 'seq' && name !== 'at');
    await fc.assert(
      fc.asyncProperty(
        index,
        fc.constantFrom(...texts),
        fc.nat(),
        fc.string({ minLength: 1, maxLength: 1 }),
        async (at, column, place, put) => {
          const text = String(original[at]?.[column]);
          const where = place % text.length;
          fc.pre(text[where] !== put && put !== '\u0000');
          const changed = text.slice(0, where) + put + text.slice(where + 1);
          const rows = original.map((row, position) => (position === at ? { ...row, [column]: changed } : row));
          expect(await brokenIn(rows)).toBe(at + 1);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('shows that an entry before the last has gone, whether or not the others are numbered anew', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(count - 2), fc.boolean(), async (at, isRenumbered) => {
        const left = original.filter((_, position) => position !== at);
        const rows = isRenumbered ? left.map((row, position) => ({ ...row, seq: position + 1 })) : left;
        expect(await brokenIn(rows)).toBe(at + 1);
      }),
      { numRuns: 60 },
    );
  });

  it('shows that entries stand in another order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...Array(count).keys()], { minLength: count }), async (order) => {
        fc.pre(order.some((from, position) => from !== position));
        const rows = order.map((from, position) => ({ ...(original[from] as Row), seq: position + 1 }));
        expect(await brokenIn(rows)).toBe(order.findIndex((from, position) => from !== position) + 1);
      }),
      { numRuns: 100 },
    );
  });

  it.each([-5, 0, 99, -Number.MAX_SAFE_INTEGER])('shows an entry that was put in as number %i', async (seq) => {
    expect(await brokenIn([...original, { ...(original[3] as Row), seq }])).toBe(seq > 0 ? count + 1 : 1);
  });

  it.each([
    { how: 'written with spaces', data: '{ "names":["payments","é🚀"],"none":null,"revision":4}' },
    { how: 'given a name twice', data: '{"revision":1,"names":["payments","é🚀"],"none":null,"revision":4}' },
    { how: 'put in another order', data: '{"revision":4,"names":["payments","é🚀"],"none":null}' },
  ])('shows data that were $how, although they read the same', async ({ data }) => {
    expect(JSON.parse(data)).toEqual(JSON.parse(String(original[4]?.data)));
    expect(await brokenIn(original.map((row) => (row.seq === 5 ? { ...row, data } : row)))).toBe(5);
  });

  /** By the letter of the README, and not by the store's own code. */
  function sealed(row: Row): Row {
    const { act, actor, at, data, prev_hash, seq, subject } = row;
    const texts = [act, actor, prev_hash, subject].map((text) => JSON.stringify(text));
    const text = `{"act":${texts[0]},"actor":${texts[1]},"at":${at},"data":${data},"prev_hash":${texts[2]},"seq":${seq},"subject":${texts[3]}}`;
    return { ...row, hash: createHash('sha256').update(text).digest('hex') };
  }

  it('has the hashes that anybody can work out', () => {
    expect(original.map(sealed)).toEqual(original);
  });

  it('shows an entry that was changed and given a fitting hash by the one after it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(count - 2), async (at) => {
        const forged = sealed({ ...(original[at] as Row), actor: 'policy' });
        expect(await brokenIn(original.map((row, position) => (position === at ? forged : row)))).toBe(at + 2);
      }),
      { numRuns: 30 },
    );
  });

  it('shows that the last entry was numbered anew, although its hash fits', async () => {
    const rows = original.map((row) => (row.seq === count ? sealed({ ...row, seq: 99 }) : row));
    expect(await brokenIn(rows)).toBe(count);
  });

  it('shows an entry that was moved to another number', async () => {
    expect(await brokenIn(original.map((row) => (row.seq === 4 ? { ...row, seq: -4 } : row)))).toBe(1);
    expect(await brokenIn(original.map((row) => (row.seq === 4 ? { ...row, seq: 40 } : row)))).toBe(4);
  });
});
