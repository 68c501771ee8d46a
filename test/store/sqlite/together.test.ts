import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../src/ports/fault.ts';
import { change, draft, entry, noon, post, write } from '../sample-rows.ts';
import { openTemporaryStore, rawConnection } from './temporary-store.ts';

const draftOf = (id: string) => change({ writes: [write('drafts', draft(id))], entries: [entry()] });

/** What another connection sees: that alone is written. */
function seenFrom(path: string) {
  const raw = rawConnection(path);
  return {
    drafts: () =>
      raw
        .prepare<[], { id: string }>('SELECT id FROM drafts ORDER BY id')
        .all()
        .map(({ id }) => id),
    entries: () =>
      raw
        .prepare<[], { seq: number }>('SELECT seq FROM entries ORDER BY seq')
        .all()
        .map(({ seq }) => seq),
  };
}

describe('commits that are asked for at once', () => {
  it('are written as if one after another, however many they are', async () => {
    const { store, path } = await openTemporaryStore();
    const ids = Array.from({ length: 70 }, (_, index) => `d${index}`);
    const done = await Promise.all(ids.map((id) => store.commit(draftOf(id), noon)));
    expect(new Set(done)).toEqual(new Set(['done']));
    const seen = seenFrom(path);
    expect(seen.drafts()).toEqual(ids.toSorted());
    expect(seen.entries()).toEqual(ids.map((_, index) => index + 1));
    expect(await store.firstBrokenEntry()).toBeNull();
  });

  it('take nothing from each other where one is stale', async () => {
    const { store, path } = await openTemporaryStore();
    const asked = ['one', 'two', 'one', 'three'].map((id) => store.commit(draftOf(id), noon));
    expect(await Promise.all(asked)).toEqual(['done', 'done', 'stale', 'done']);
    const seen = seenFrom(path);
    expect(seen.drafts()).toEqual(['one', 'three', 'two']);
    expect(seen.entries()).toEqual([1, 2, 3]);
  });

  it('take nothing from each other where one fails by a bug', async () => {
    const { store, path } = await openTemporaryStore();
    const bug = { ...draftOf('bug'), entries: [entry({ data: { at: Number.NaN } })] };
    const asked = [store.commit(draftOf('one'), noon), store.commit(bug, noon), store.commit(draftOf('two'), noon)];
    const ends = await Promise.allSettled(asked);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(seenFrom(path).drafts()).toEqual(['one', 'two']);
  });

  it('are answered when they are on the disk, and not before', async () => {
    const { store, path } = await openTemporaryStore();
    const seen = seenFrom(path);
    const first = store.commit(draftOf('one'), noon).then(() => seen.drafts());
    const second = store.commit(draftOf('two'), noon).then(() => seen.drafts());
    expect(seen.drafts()).toEqual([]);
    expect(await Promise.all([first, second])).toEqual([
      ['one', 'two'],
      ['one', 'two'],
    ]);
  });

  it('are written together where one comes a turn of the event loop later: the disk is waited for once', async () => {
    const { store, path } = await openTemporaryStore();
    const seen = seenFrom(path);
    const first = store.commit(draftOf('one'), noon).then(() => seen.drafts());
    await setImmediate();
    const second = store.commit(draftOf('two'), noon);
    expect(await first).toEqual(['one', 'two']);
    await second;
    const third = store.commit(draftOf('three'), noon).then(() => seen.drafts());
    await setImmediate();
    const fourth = store.commit(draftOf('four'), noon);
    expect(await third).toEqual(['four', 'one', 'three', 'two']);
    await fourth;
  });

  it('all fail where the file is somebody else’s at the time, and none of them is written', async () => {
    const { store, path } = await openTemporaryStore();
    const raw = rawConnection(path);
    raw.exec('BEGIN IMMEDIATE');
    const ends = await Promise.allSettled(['one', 'two'].map((id) => store.commit(draftOf(id), noon)));
    raw.exec('ROLLBACK');
    const faults = ends.map((end) => (end.status === 'rejected' ? (end.reason as Fault).code : 'done'));
    expect(faults).toEqual(['busy', 'busy']);
    expect(seenFrom(path).drafts()).toEqual([]);
    expect(await store.commit(draftOf('one'), noon)).toBe('done');
  });

  it('are written before the store is closed', async () => {
    const { store, path } = await openTemporaryStore();
    const asked = store.commit(change({ effects: [post('news')], writes: [write('drafts', draft('last'))] }), noon);
    await store.close();
    expect(await asked).toBe('done');
    expect(seenFrom(path).drafts()).toEqual(['last']);
  });
});
