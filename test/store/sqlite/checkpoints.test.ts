import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { change, draft, entry, noon, write } from '../sample-rows.ts';
import { openTemporaryStore, rawConnection } from './temporary-store.ts';

/** A row of about so many pages, each of which stands in the journal first. */
const rowOf = (id: string, pages: number) =>
  change({
    writes: [write('drafts', draft(id, { answers: { purpose: 'x'.repeat(pages * 4_096) } }))],
    entries: [entry()],
  });

/** Pages of the journal that are not in the file yet, as another program sees them. */
function waitingIn(path: string): () => number {
  const look = rawConnection(path).prepare<[], { log: number; checkpointed: number }>('PRAGMA wal_checkpoint(noop)');
  return () => {
    const { log = 0, checkpointed = 0 } = look.get() ?? {};
    return log - checkpointed;
  };
}

describe('the journal of a database', () => {
  it('is brought into the file before the next commit, and not in the midst of the one that fills it', async () => {
    const { store, path } = await openTemporaryStore();
    const waiting = waitingIn(path);
    const size = statSync(path).size;
    await store.commit(rowOf('large', 1_200), noon);
    expect({ isInJournal: waiting() >= 1_000, size: statSync(path).size }).toEqual({ isInJournal: true, size });
    await store.commit(rowOf('small', 1), noon);
    expect(waiting()).toBeLessThan(100);
    expect(statSync(path).size).toBeGreaterThan(1_200 * 4_096);
  });

  it('never grows for long, however much is written at once', async () => {
    const { store, path } = await openTemporaryStore();
    await Promise.all(Array.from({ length: 200 }, (_, index) => store.commit(rowOf(`d${index}`, 50), noon)));
    // One group of commits may come on top of what is brought at once.
    expect(statSync(`${path}-wal`).size).toBeLessThan(10_000_000);
    expect(await store.firstBrokenEntry()).toBeNull();
  });

  it('may stay as it is while another program reads, and no commit waits for that', async () => {
    const { store, path } = await openTemporaryStore();
    const waiting = waitingIn(path);
    const reader = rawConnection(path);
    reader.exec('BEGIN; SELECT * FROM drafts');
    for (const id of ['one', 'two', 'three']) expect(await store.commit(rowOf(id, 600), noon)).toBe('done');
    expect(waiting()).toBeGreaterThan(1_000);
    reader.exec('COMMIT');
    await store.commit(rowOf('four', 1), noon);
    expect(waiting()).toBeLessThan(1_000);
  });
});
