import { describe, expect, it } from 'vitest';
import { change, entry, noon } from '../sample-rows.ts';
import { openTestStore } from './open-test-store.ts';

const count = 12;

function trail(length: number) {
  return Array.from({ length }, (_, index) =>
    entry({
      at: noon + index,
      subject: `PAT-${index % 3}`,
      data: { revision: index, names: ['payments', 'é🚀'], none: null },
    }),
  );
}

describe('the trail', () => {
  it('of nothing holds', async () => {
    expect(await (await openTestStore()).store.firstBrokenEntry()).toBeNull();
  });

  it('holds over many commits, and over a new start', async () => {
    const { store, reopen } = await openTestStore();
    for (const one of trail(count)) await store.commit(change({ entries: [one] }), noon);
    const again = await reopen();
    await again.commit(change({ entries: trail(3) }), noon);
    expect(await again.firstBrokenEntry()).toBeNull();
  });

  it('is read to its end where it is longer than a page', async () => {
    const { store, disarm, meddle } = await openTestStore();
    await store.commit(change({ entries: trail(1_203) }), noon);
    expect(await store.firstBrokenEntry()).toBeNull();
    await disarm();
    await meddle("UPDATE entries SET actor = 'policy' WHERE seq = 1203");
    expect(await store.firstBrokenEntry()).toBe(1_203);
  });

  it('follows the entries of a finished effect as well', async () => {
    const { store } = await openTestStore();
    const effects = [{ kind: 'review_pending_token', key: 'k', pendingTokenId: 'p', act: 'deny' }] as const;
    await store.commit(change({ entries: trail(2), effects }), noon);
    const [leased] = await store.leaseEffects(noon, 1_000, 1, new Set());
    if (leased === undefined) throw new Error('nothing is due');
    await store.finishEffect(leased, { as: 'done' }, change({ entries: trail(2) }), noon);
    expect(await store.firstBrokenEntry()).toBeNull();
  });

  it.each([
    { what: 'changed', sql: "UPDATE entries SET actor = 'policy'" },
    { what: 'changed, not even to what it is', sql: 'UPDATE entries SET at = at' },
    { what: 'removed', sql: 'DELETE FROM entries WHERE seq = 2' },
  ])('refuses that an entry is $what', async ({ sql }) => {
    const { store, meddle } = await openTestStore();
    await store.commit(change({ entries: trail(3) }), noon);
    await expect(meddle(sql)).rejects.toThrow(/audit trail/);
  });
});

describe('with nothing to keep entries as they are', () => {
  it.each([
    { what: 'another actor', sql: "UPDATE entries SET actor = 'policy' WHERE seq = 4", broken: 4 },
    { what: 'another instant', sql: 'UPDATE entries SET at = at + 1 WHERE seq = 4', broken: 4 },
    { what: 'data that read the same', sql: "UPDATE entries SET data = data || ' ' WHERE seq = 4", broken: 4 },
    { what: 'the hash before it', sql: 'UPDATE entries SET prev_hash = hash WHERE seq = 4', broken: 4 },
    { what: 'another number', sql: 'UPDATE entries SET seq = -4 WHERE seq = 4', broken: 1 },
    {
      what: 'a number far below all others',
      sql: 'UPDATE entries SET seq = -9007199254740993 WHERE seq = 4',
      broken: 1,
    },
    { what: 'nothing left of it', sql: 'DELETE FROM entries WHERE seq = 4', broken: 4 },
  ])('the trail shows an entry that was given $what', async ({ sql, broken }) => {
    const { store, disarm, meddle } = await openTestStore();
    await store.commit(change({ entries: trail(count) }), noon);
    await disarm();
    await meddle(sql);
    expect(await store.firstBrokenEntry()).toBe(broken);
  });
});
