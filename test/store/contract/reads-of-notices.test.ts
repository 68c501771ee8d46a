import { describe, expect, it } from 'vitest';
import type { GithubUserId, OrganizationId } from '../../../src/domain/ids.ts';
import type { DueNotice } from '../../../src/domain/notices/due-notice.ts';
import type { Ahead } from '../../../src/ports/store.ts';
import { acme, change, dueNotice, noon, write } from '../sample-rows.ts';
import { openTestStore } from './open-test-store.ts';

const other = 2 as OrganizationId;
const ann = { login: 'ann', githubId: 61 as GithubUserId };
const bob = { login: 'bob', githubId: 62 as GithubUserId };
/** An account that took the login of another. */
const second = { login: 'bob', githubId: 63 as GithubUserId };

async function storeWith(list: readonly DueNotice[]) {
  const { store } = await openTestStore();
  const writes = list.map((row, index) => write('due_notices', { ...row, activeTokenId: `a${index}` }));
  for (let from = 0; from < writes.length; from += 500) {
    await store.commit(change({ writes: writes.slice(from, from + 500) }), noon);
  }
  return store;
}

function ahead(some: Partial<Ahead> = {}): Ahead {
  return { after: noon, upTo: noon + 10, told: [], endsBefore: 0, ...some };
}

describe('notices that lie ahead', () => {
  const list = [
    dueNotice('due', { holder: bob, dueAt: noon }),
    dueNotice('first', { holder: ann, dueAt: noon + 1 }),
    dueNotice('again', { holder: ann, dueAt: noon + 2 }),
    dueNotice('elsewhere', { holder: ann, dueAt: noon + 10, organizationId: other }),
    dueNotice('claimed', { holder: bob, dueAt: noon + 3, status: 'claimed' }),
    dueNotice('last', { holder: second, dueAt: noon + 10 }),
    dueNotice('later', { holder: bob, dueAt: noon + 11 }),
  ];

  it('are named by their holders, each of an organization once', async () => {
    const store = await storeWith(list);
    const found = (await store.holdersAhead(ahead())).map(({ organizationId, holder }) => [
      organizationId,
      holder.githubId,
    ]);
    expect(found.toSorted()).toEqual([
      [acme, 61],
      [acme, 63],
      [other, 61],
    ]);
    expect(await store.holdersAhead(ahead({ after: noon + 10 }))).toEqual([]);
  });

  it('are read of the holders asked for alone, the earliest first', async () => {
    const store = await storeWith(list);
    const idsOf = async (...holders: readonly (typeof ann)[]) =>
      (await store.noticesAhead(ahead(), holders)).map(({ id }) => id);
    expect(await idsOf(ann)).toEqual(['first', 'again', 'elsewhere']);
    expect(await idsOf(bob)).toEqual([]);
    expect(await idsOf(second, bob)).toEqual(['last']);
    expect(await idsOf()).toEqual([]);
  });

  it('are, of an organization that was told today, those of tokens that end before its next message', async () => {
    const ends = noon + 100;
    const store = await storeWith([
      dueNotice('ends before', { holder: ann, dueAt: noon + 1, expiresAt: ends - 1 }),
      dueNotice('ends then', { holder: bob, dueAt: noon + 1, expiresAt: ends }),
      dueNotice('has ended', { holder: bob, dueAt: noon + 1, expiresAt: ends - 1, threshold: 'expired' }),
      dueNotice('elsewhere', { holder: bob, dueAt: noon + 1, expiresAt: ends, organizationId: other }),
    ]);
    const told = ahead({ told: [acme], endsBefore: ends });
    const holders = (await store.holdersAhead(told)).map(({ organizationId, holder }) => [
      organizationId,
      holder.githubId,
    ]);
    expect(holders.toSorted()).toEqual([
      [acme, 61],
      [other, 62],
    ]);
    expect((await store.noticesAhead(told, [ann, bob])).map(({ id }) => id)).toEqual(['elsewhere', 'ends before']);
    const both = ahead({ told: [other, acme], endsBefore: ends });
    expect((await store.noticesAhead(both, [ann, bob])).map(({ id }) => id)).toEqual(['ends before']);
  });

  it('are gone through to the end, however many they are', async () => {
    const store = await storeWith(
      Array.from({ length: 5_001 }, (_, index) =>
        dueNotice(`n${String(index).padStart(5, '0')}`, { holder: index < 5_000 ? ann : bob, dueAt: noon + 5 }),
      ),
    );
    expect((await store.holdersAhead(ahead())).map(({ holder }) => holder.login)).toEqual(['ann', 'bob']);
  });
});
