import { expect, it } from 'vitest';
import type { Change, Rows } from '../../../src/domain/change.ts';
import type { Store } from '../../../src/ports/store.ts';
import { bea, mona, otto } from '../../support/sample-people.ts';
import { pendingRequest } from '../../support/sample-requests.ts';
import { acme, activeToken, appHome, noon } from '../sample-rows.ts';
import { openTestStore } from './open-test-store.ts';

const none: ReadonlySet<string> = new Set();
const nothing: Change = { writes: [], entries: [], effects: [] };

function homeOf(slackId: Rows['homes']['slackId'], some: Partial<Rows['homes']> = {}) {
  const row = appHome({ slackId, isPublished: true, showsOthers: false, ...some });
  return { table: 'homes', was: null, row } as const;
}

/** Whose Homes are to be published. */
async function due(store: Store): Promise<readonly string[]> {
  const leased = await store.leaseEffects(noon, 1_000, 50, none);
  for (const one of leased) await store.finishEffect(one, { as: 'done' }, nothing, noon);
  return leased.map(({ effect }) => (effect.kind === 'publish_home' ? effect.slackId : effect.kind)).toSorted();
}

async function storeWithHomes(): Promise<Store> {
  const { store } = await openTestStore();
  const linked = { ...mona, version: 1, linkedAt: noon, proof: 'policy', by: null } as const;
  await store.commit({ ...nothing, writes: [{ table: 'people', was: null, row: linked }] }, noon);
  const writes = [homeOf(mona.slackId), homeOf(bea.slackId, { showsOthers: true }), homeOf(otto.slackId)];
  await store.commit({ ...nothing, writes }, noon);
  return store;
}

it('a step has the Homes published of whoever it concerns, and of who sees what is others’', async () => {
  const store = await storeWithHomes();
  expect(await due(store)).toEqual([]);
  await store.commit({ ...nothing, writes: [{ table: 'token_requests', was: null, row: pendingRequest(1) }] }, noon);
  expect(await due(store)).toEqual([bea.slackId, mona.slackId]);
});

it('several steps are one publishing, and one that is under way is done again', async () => {
  const store = await storeWithHomes();
  const ask = (number: number) =>
    store.commit({ ...nothing, writes: [{ table: 'token_requests', was: null, row: pendingRequest(number) }] }, noon);
  await ask(1);
  await ask(2);
  const leased = await store.leaseEffects(noon, 1_000, 50, none);
  expect(leased).toHaveLength(2);
  await ask(3);
  for (const one of leased) await store.finishEffect(one, { as: 'done' }, nothing, noon);
  expect(await due(store)).toEqual([bea.slackId, mona.slackId]);
});

it('a Home that nobody sees any more is published to no more, whatever happens', async () => {
  const store = await storeWithHomes();
  const row = appHome({ slackId: mona.slackId, version: 2, isPublished: false });
  await store.commit({ ...nothing, writes: [{ table: 'homes', was: 1, row }] }, noon);
  await store.commit({ ...nothing, writes: [{ table: 'token_requests', was: null, row: pendingRequest(1) }] }, noon);
  expect(await due(store)).toEqual([bea.slackId]);
  expect((await store.homes()).map(({ slackId }) => slackId)).toEqual([bea.slackId, otto.slackId]);
});

it('whoever loses their link has their Home published', async () => {
  const store = await storeWithHomes();
  const row = { ...mona, version: 1, linkedAt: noon, proof: 'policy', by: null } as const;
  await store.commit({ ...nothing, writes: [{ table: 'people', was: 1, row, removes: true }] }, noon);
  expect(await due(store)).toContain(mona.slackId);
});

it('ended and unclaimed tokens are found, the newest first', async () => {
  const { store } = await openTestStore();
  const grant = (id: string, patId: number, some: Partial<Rows['active_tokens']>) => {
    const row = activeToken(id, { patId: patId as Rows['active_tokens']['patId'], ...some });
    return { table: 'active_tokens', was: null, row } as const;
  };
  const writes = [
    grant('a', 1, { status: 'active', agreement: null, firstSeenAt: noon }),
    grant('b', 2, { status: 'exceeding', agreement: null, firstSeenAt: noon + 1 }),
    grant('c', 3, { status: 'active' }),
    grant('d', 4, { status: 'revoked', changedAt: noon }),
    grant('e', 5, { status: 'expired', agreement: null, changedAt: noon + 1 }),
  ];
  await store.commit({ ...nothing, writes }, noon);
  const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
  expect(ids(await store.endedTokensOf(mona.githubId, 5))).toEqual(['e', 'd']);
  expect(ids(await store.endedTokensOf(mona.githubId, 1))).toEqual(['e']);
  const { count, newest } = await store.unclaimedTokens(acme, 1);
  expect([count, ids(newest)]).toEqual([2, ['b']]);
});
