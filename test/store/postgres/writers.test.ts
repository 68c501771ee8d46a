import { describe, expect, it } from 'vitest';
import type { Change, Effect } from '../../../src/domain/change.ts';
import type { Store } from '../../../src/ports/store.ts';
import { approvedRequest, pendingRequest } from '../../support/sample-requests.ts';
import { repository } from '../../support/sample-scopes.ts';
import { acme, change, draft, entry, messageCopy, noon, oneOfEach, post, redraw, write } from '../sample-rows.ts';
import { contentOf, migratedDatabase, openTemporaryStore } from './temporary-database.ts';

type Several = { readonly url: string; readonly stores: readonly [Store, Store, ...Store[]] };

/** As many processes would have it: each with connections of its own. */
async function several(count = 4): Promise<Several> {
  const url = await migratedDatabase();
  const [first, second, ...others] = await Promise.all(
    Array.from({ length: count }, async () => (await openTemporaryStore(url)).store),
  );
  if (first === undefined || second === undefined) throw new Error('two at least');
  return { url, stores: [first, second, ...others] };
}

const times = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

describe('several processes that write at once', () => {
  it('append to one chain, in one order, without a gap', async () => {
    const { stores, url } = await several();
    const said = stores.flatMap((store, writer) =>
      times(25).map((index) => store.commit(change({ entries: [entry({ data: { writer, index } }), entry()] }), noon)),
    );
    expect(new Set(await Promise.all(said))).toEqual(new Set(['done']));
    const entries = (await contentOf(url)).entries as readonly { readonly seq: number }[];
    expect(entries.map(({ seq }) => seq)).toEqual(times(200).map((index) => index + 1));
    expect(await stores[0].firstBrokenEntry()).toBeNull();
  });

  it('take one decision on a version, and write nothing of the others', async () => {
    const { stores, url } = await several();
    for (const number of times(20)) {
      const pending = pendingRequest(number + 1, { draftId: `d-${number}` });
      await stores[0].commit(change({ writes: [write('token_requests', pending)] }), noon);
      const decide = (store: Store, index: number) => {
        const row = { ...pending, version: 2, status: index % 2 === 0 ? 'approved' : 'denied' } as const;
        const decision: Change = change({
          writes: [write('token_requests', row, 1)],
          entries: [entry({ data: { index } })],
          effects: [post(`${number}-${index}`)],
        });
        return store.commit(decision, noon);
      };
      const said = await Promise.all(stores.map(decide));
      expect(said.toSorted()).toEqual(['done', 'stale', 'stale', 'stale']);
    }
    const content = await contentOf(url);
    expect(content.entries).toHaveLength(20);
    expect(content.effects).toHaveLength(20);
  });

  it('insert a row once', async () => {
    const { stores, url } = await several();
    const said = await Promise.all(stores.map((store) => store.commit(change({ writes: oneOfEach }), noon)));
    expect(said.toSorted()).toEqual(['done', 'stale', 'stale', 'stale']);
    expect((await contentOf(url)).people).toHaveLength(1);
  });

  it('who want each other’s rows in opposite orders are not told of it: one goes through, then the other is stale', async () => {
    const { stores } = await several(2);
    const rows = (version: number) => ['a', 'b'].map((id) => draft(id, { version }));
    await stores[0].commit(change({ writes: rows(1).map((row) => write('drafts', row)) }), noon);
    for (const index of times(40)) {
      const writes = rows(index + 2).map((row) => write('drafts', row, index + 1));
      const said = await Promise.all([
        stores[0].commit(change({ writes }), noon),
        stores[1].commit(change({ writes: writes.toReversed() }), noon),
      ]);
      expect(said.toSorted()).toEqual(['done', 'stale']);
    }
  });

  it('give each request a number of its own', async () => {
    const { stores } = await several();
    const numbers = await Promise.all(stores.flatMap((store) => times(10).map(() => store.nextRequestNumber())));
    expect(numbers.toSorted((one, other) => one - other)).toEqual(times(40).map((index) => index + 1));
  });

  it('ask for one redraw of a copy, and for none that nobody carries out', async () => {
    const { stores, url } = await several();
    await stores[0].commit(change({ writes: [write('message_copies', messageCopy('1'))] }), noon);
    const asked = stores.flatMap((store) => times(10).map(() => store.commit(change({ effects: [redraw] }), noon)));
    await Promise.all(asked);
    const [only, ...more] = (await contentOf(url)).effects ?? [];
    expect(only).toMatchObject({ key: 'redraw:C0CARDS:1780000000.1', state: 'waiting', failures: 0 });
    expect(more).toEqual([]);
  });

  it('draw a message that was posted while another moved its subject on', async () => {
    const { stores } = await several(2);
    for (const index of times(20)) {
      const request = pendingRequest(index + 1, { draftId: `d-${index}` });
      await stores[0].commit(change({ writes: [write('token_requests', request)] }), noon);
      const subject = { of: 'request', number: request.number } as const;
      const copy = messageCopy(`${index}`, { subject, shownVersion: request.version });
      const decided = write('token_requests', { ...request, version: 2, status: 'denied' }, 1);
      const said = await Promise.all([
        stores[0].commit(change({ writes: [write('message_copies', copy)] }), noon),
        stores[1].commit(change({ writes: [decided], effects: [{ kind: 'redraw', subject }] }), noon),
      ]);
      expect(said).toEqual(['done', 'done']);
      expect(await stores[0].isEffectUnsent(`redraw:${copy.channel}:${copy.ts}`)).toBe(true);
    }
  });

  it('replace an organization’s repositories whole, one after the other', async () => {
    const { stores } = await several();
    const lists = stores.map((_, writer) =>
      times(250).map((id) => repository(writer * 1_000 + id + 1, `of-${writer}-${id}`)),
    );
    await Promise.all(stores.map((store, writer) => store.replaceRepositories(acme, lists[writer] ?? [], noon)));
    const names = (await stores[0].searchRepositories(acme, '', 1_000)).map(({ name }) => name.split('-')[1]);
    expect(names).toHaveLength(250);
    expect(new Set(names).size).toBe(1);
  });
});

describe('several outboxes', () => {
  const leaseMs = 60_000;

  /** Leases and ends effects until nothing is due; answers what each did, and fails where a lane ran twice at once. */
  async function drain(stores: readonly Store[], running: Set<string>): Promise<readonly string[]> {
    const done: string[] = [];
    const work = async (store: Store): Promise<void> => {
      for (let idle = 0; idle < 3; ) {
        const leased = await store.leaseEffects(noon, leaseMs, 3, new Set());
        idle = leased.length === 0 ? idle + 1 : 0;
        for (const one of leased) {
          if (running.has(one.lane)) throw new Error(`the lane ${one.lane} runs twice`);
          running.add(one.lane);
        }
        for (const one of leased) {
          // Given up before the end is recorded: as soon as it is, another may take the lane.
          running.delete(one.lane);
          const said = await store.finishEffect(one, { as: 'done' }, change({ entries: [entry()] }), noon);
          if (said === 'done' && one.effect.kind === 'post') done.push(one.effect.key);
        }
      }
    };
    await Promise.all(stores.map(work));
    return done;
  }

  it('carry out every effect once, one at a time in a lane, the oldest first', async () => {
    const { stores } = await several();
    const keys = times(60).map((index) => `${index % 6}-${String(index).padStart(2, '0')}`);
    const effects: readonly Effect[] = keys.map((key) => post(key, `U0${key[0]}`));
    await stores[0].commit(change({ effects }), noon);
    const done = await drain(stores, new Set());
    expect(done.toSorted()).toEqual(keys.toSorted());
    for (const lane of times(6)) {
      const ofLane = done.filter((key) => key.startsWith(`${lane}-`));
      expect(ofLane).toEqual(ofLane.toSorted());
    }
    expect(await stores[0].firstBrokenEntry()).toBeNull();
  });

  it('leave a dead one’s effect alone until its lease has run out, also after a start', async () => {
    const { stores, url } = await several(2);
    await stores[0].commit(change({ effects: [post('news')] }), noon);
    const [dead] = await stores[0].leaseEffects(noon, leaseMs, 1, new Set());
    if (dead === undefined) throw new Error('nothing is due');
    const { store: started } = await openTemporaryStore(url);
    await started.releaseAllLeases();
    expect(await started.leaseEffects(noon + leaseMs - 1, leaseMs, 9, new Set())).toEqual([]);
    expect(await started.leaseEffects(noon + leaseMs, leaseMs, 9, new Set())).toMatchObject([{ attempt: 2 }]);
    expect(await stores[0].finishEffect(dead, { as: 'done' }, change({}), noon)).toBe('stale');
  });

  it('take back what was not sent, or have it sent, and never both', async () => {
    const { stores } = await several(2);
    for (const index of times(20)) {
      const key = `k-${index}`;
      await stores[0].commit(change({ effects: [post(key)] }), noon);
      const row = approvedRequest(index + 1, { draftId: `d-${index}` });
      const [cancelled, leased] = await Promise.all([
        stores[0].commit(change({ cancels: [key], writes: [write('token_requests', row)] }), noon),
        stores[1].leaseEffects(noon, leaseMs, 1, new Set()),
      ]);
      expect([cancelled, leased.length]).toEqual(cancelled === 'done' ? ['done', 0] : ['stale', 1]);
      expect((await stores[0].request(row.number)) === null).toBe(cancelled === 'stale');
      for (const one of leased) await stores[1].finishEffect(one, { as: 'done' }, change({}), noon);
    }
  });
});
