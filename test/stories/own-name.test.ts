import { randomBytes } from 'node:crypto';
import { textOf } from '@countersign/sandbox-slack/read-aloud';
import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import type { GithubUserId } from '../../src/domain/ids.ts';
import type { Store } from '../../src/ports/store.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { allowOwnToken, ownKeys, startWorldWithOwnTokens } from '../support/own-token.ts';
import { approve, cardOf, directMessages, isActive, isPending, makeToken, reads, revoke } from '../support/people.ts';
import type { TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;
const posts = /^POST .*personal-access-token-requests/;
const renewals = /^POST \/login\/oauth\/access_token/;

function rowOf(world: TestWorld, store: Store, { login }: { readonly login: string }) {
  return store.reviewerToken(world.github.state.user(login).id as GithubUserId);
}

/** Mona asks, Bea approves, and the token is made; whom GitHub names for it. */
async function approvedAs(world: TestWorld, tokenName = 'nightly-release'): Promise<readonly string[]> {
  await askForToken(world, mona.slackId, { token_name: tokenName });
  await approve(world, tokenName, bea.slackId);
  const token = await makeToken(world, { name: tokenName });
  await world.settle();
  expect(isActive(world, token)).toBe(true);
  return world.github.state.reviews.filter(({ tokenId }) => tokenId === token.tokenId).map(({ by }) => by);
}

/** As whom GitHub was called, by the trail. */
async function sent(world: TestWorld, store: Store) {
  const pending = (
    await Promise.all(
      world.github.state.tokens.map(({ tokenId, organization }) =>
        store.pendingTokensOfToken(organization.account.id as never, tokenId as never),
      ),
    )
  ).flat();
  const entries = await store.entriesAbout(
    pending.map(({ id }) => `pending_token:${id}`),
    100,
  );
  return entries
    .filter(({ act }) => act === 'pending_token.send')
    .map(({ data }) => data)
    .toReversed();
}

const toldOf = (world: TestWorld): readonly string[] =>
  directMessages(world, bea.slackId).filter((message) => message.includes('GitHub token'));

describe('what a reviewer decides, who allows the use of their own token', () => {
  it('is approved in their name on GitHub, with the request and where it was decided', async () => {
    const { world, store } = await startWorldWithOwnTokens();
    await allowOwnToken(world, store(), bea);
    expect(await approvedAs(world)).toEqual(['bea-owner']);
    expect(world.github.state.reviews.map(({ reason }) => reason)).toEqual([
      'Approved by @bea-owner via Countersign, PAT-1',
    ]);
    expect(await sent(world, store())).toMatchObject([{ as: 'reviewer', login: 'bea-owner' }]);
    expect(reads(cardOf(world, 'PAT-1'))).toContain('GitHub names bea-owner.');
    const details = await world.slack.click(carl.slackId, cardOf(world, 'PAT-1'), 'request_details');
    await world.settle();
    const view = await world.slack.until(() =>
      details.modal !== undefined && !textOf(details.modal).includes('One moment') ? details.modal : undefined,
    );
    expect(textOf(view)).toContain('GitHub names bea-owner.');
  });

  it('is denied in their name, and its card says so', async () => {
    const { world, store } = await startWorldWithOwnTokens();
    await allowOwnToken(world, store(), carl);
    await makeToken(world, { name: 'unasked' });
    const outcome = await world.slack.click(carl.slackId, cardOf(world, 'unasked'), 'deny_pending_token');
    const view = await world.slack.until(() => outcome.modal);
    await world.slack.submit(carl.slackId, await world.slack.fill(carl.slackId, view, { reason: 'Nobody needs it.' }));
    await world.settle();
    expect(world.github.state.reviews).toMatchObject([{ act: 'deny', by: 'carl-owner', reason: 'Nobody needs it.' }]);
    expect(reads(cardOf(world, 'unasked'))).toContain(`Denied by <@${carl.slackId}>. GitHub names carl-owner.`);
  });

  it('is revoked in their name, and its card says so', async () => {
    const { world, store } = await startWorldWithOwnTokens();
    await allowOwnToken(world, store(), carl);
    await approvedAs(world);
    await revoke(world, carl.slackId, 'PAT-1', 'It leaked.');
    await world.settle();
    expect(world.github.state.reviews.map(({ act, by }) => `${act} ${by}`)).toEqual([
      'approve app',
      'revoke carl-owner',
    ]);
    expect(reads(cardOf(world, 'Revoked by'))).toContain('GitHub names carl-owner.');
  });

  it('is carried out by the App where it is a holder’s own', async () => {
    const { world, store } = await startWorldWithOwnTokens();
    await approvedAs(world);
    await allowOwnToken(world, store(), mona);
    await world.slack.command(mona.slackId, '/pat revoke PAT-1');
    await world.settle();
    expect(world.github.state.reviews.at(-1)).toMatchObject({ by: 'app' });
  });
});

describe('a token that is about to end', () => {
  it('is exchanged for the next, which is used from then on', async () => {
    const { world, store } = await startWorldWithOwnTokens();
    const first = await allowOwnToken(world, store(), bea);
    const before = await rowOf(world, store(), bea);
    await world.pass({ hours: 9 });
    expect(await approvedAs(world)).toEqual(['bea-owner']);
    const after = await rowOf(world, store(), bea);
    expect(after).toMatchObject({ heldUntil: null, givenAt: before?.givenAt });
    expect(after?.accessEndsAt).toBe(first.accessEndsAt + 9 * 3_600_000);
    expect(after?.refresh).not.toBe(before?.refresh);
    expect(await approvedAs(world, 'another')).toEqual(['bea-owner']);
    expect(world.github.server.calls.filter(({ name }) => renewals.test(name))).toHaveLength(1);
    expect(toldOf(world)).toEqual([]);
  });

  it('is exchanged once GitHub answers again, and nobody is named instead meanwhile', async () => {
    const { world, store } = await startWorldWithOwnTokens();
    await allowOwnToken(world, store(), bea);
    await world.pass({ hours: 9 });
    world.github.server.faults.add({ fits: renewals, times: 2, when: 'before', answer: { status: 503 } });
    await askForToken(world, mona.slackId);
    await approve(world, 'PAT-1', bea.slackId);
    const token = await makeToken(world);
    expect(isPending(world, token)).toBe(true);
    await world.pass({ minutes: 5 });
    await world.pass({ minutes: 5 });
    expect(world.github.state.reviews).toMatchObject([{ by: 'bea-owner' }]);
  });
});

type Trouble = {
  readonly what: string;
  readonly why: string;
  readonly bring: (world: TestWorld, store: () => Store) => Promise<void> | void;
  readonly told: string;
  readonly isKept?: true;
};

const troubles: readonly Trouble[] = [
  {
    what: 'that its owner took back',
    why: 'revoked',
    bring: (world) => world.github.state.userTokens.endAllOf(world.github.state.user('bea-owner')),
    told: 'GitHub no longer accepts it, so our GitHub App acts for you in acme.',
  },
  {
    what: 'that ended, and whose next one GitHub does not give',
    why: 'revoked',
    bring: async (world) => {
      world.github.state.userTokens.endAllOf(world.github.state.user('bea-owner'));
      await world.pass({ hours: 9 });
    },
    told: 'GitHub no longer accepts it, so our GitHub App acts for you in acme.',
  },
  {
    what: 'that was not used for six months',
    why: 'expired',
    bring: (world) => world.pass({ days: 185 }),
    told: 'It wasn’t used for six months and expired, so our GitHub App acts for you in acme.',
  },
  ...[403, 404].map(
    (status): Trouble => ({
      what: `whose owner GitHub refuses with ${status}`,
      why: 'refused',
      bring: (world) => world.github.server.faults.add({ fits: posts, when: 'before', answer: { status } }),
      told: 'GitHub didn’t let you do this with it, so our GitHub App acts for you in acme.',
      isKept: true,
    }),
  ),
  {
    what: 'that GitHub does not renew for us',
    why: 'not_renewed',
    bring: async (world) => {
      await world.pass({ hours: 9 });
      const body = { error: 'incorrect_client_credentials', error_description: 'ghr_which_nobody_should_see_0123' };
      world.github.server.faults.add({ fits: renewals, when: 'before', answer: { status: 200, body } });
    },
    told: 'GitHub didn’t renew it, so our GitHub App acts for you in acme.',
    isKept: true,
  },
  {
    what: 'whose key is not there',
    why: 'unreadable',
    bring: async (world) => {
      world.setEncryptionKeys([randomBytes(32).toString('base64')]);
      await world.restart();
    },
    told: 'It can’t be decrypted any more, so our GitHub App acts for you in acme.',
    isKept: true,
  },
  {
    what: 'that was changed in the database',
    why: 'unreadable',
    bring: async (world, store) => {
      const row = await rowOf(world, store(), bea);
      if (row === null) throw new Error('it was not kept');
      const changed = { ...row, version: row.version + 1, access: `AAAA${row.access.slice(4)}` };
      const writes = [{ table: 'reviewer_tokens', was: row.version, row: changed }] as const;
      await store().commit({ writes, entries: [], effects: [] }, world.now());
    },
    told: 'It can’t be decrypted any more, so our GitHub App acts for you in acme.',
  },
  {
    what: 'that was another reviewer’s, and was moved to their row',
    why: 'unreadable',
    bring: async (world, store) => {
      await allowOwnToken(world, store(), carl);
      const [beas, carls] = [await rowOf(world, store(), bea), await rowOf(world, store(), carl)];
      if (beas === null || carls === null) throw new Error('they were not kept');
      const { keyId, access, refresh } = carls;
      const moved = { ...beas, version: beas.version + 1, keyId, access, refresh };
      const writes = [{ table: 'reviewer_tokens', was: beas.version, row: moved }] as const;
      await store().commit({ writes, entries: [], effects: [] }, world.now());
    },
    told: 'It can’t be decrypted any more, so our GitHub App acts for you in acme.',
  },
];

describe('a token', () => {
  it.each(troubles)('$what gives way to the App; its owner is told once, and the trail says so', async (trouble) => {
    const { world, store } = await startWorldWithOwnTokens();
    await allowOwnToken(world, store(), bea);
    await trouble.bring(world, store);
    expect(await approvedAs(world)).toEqual(['app']);
    expect((await sent(world, store())).at(-1)).toMatchObject({ as: 'app', login: 'bea-owner', why: trouble.why });
    expect(toldOf(world)).toHaveLength(1);
    expect(toldOf(world)[0]).toContain(trouble.told);
    expect((await rowOf(world, store(), bea)) !== null).toBe(trouble.isKept === true);
    if (trouble.why !== 'not_renewed') expect(await approvedAs(world, 'another')).toEqual(['app']);
    expect(toldOf(world)).toHaveLength(1);
  });

  it('whose key is given again is used again', async () => {
    const { world, store } = await startWorldWithOwnTokens();
    await allowOwnToken(world, store(), bea);
    const newKey = randomBytes(32).toString('base64');
    world.setEncryptionKeys([newKey]);
    await world.restart();
    expect(await approvedAs(world)).toEqual(['app']);
    world.setEncryptionKeys([newKey, ...ownKeys]);
    await world.restart();
    expect(await approvedAs(world, 'another')).toEqual(['bea-owner']);
  });

  it('whose owner GitHub refused is tried again a day later', async () => {
    const { world, store } = await startWorldWithOwnTokens();
    await allowOwnToken(world, store(), bea);
    world.github.server.faults.add({ fits: posts, when: 'before', answer: { status: 403 } });
    expect(await approvedAs(world)).toEqual(['app']);
    await world.pass({ hours: 25 });
    expect(await approvedAs(world, 'another')).toEqual(['bea-owner']);
  });
});

describe('a review in a person’s name whose answer says nothing certain', () => {
  it.each([
    ['is lost', 'drop'],
    ['is 401 all the same', { status: 401 }],
    ['is 403 all the same', { status: 403 }],
    ['is 502 all the same', { status: 502 }],
  ] as const)('because it %s is known by GitHub’s lists, and is not sent again', async (_, answer) => {
    const { world, store } = await startWorldWithOwnTokens();
    await allowOwnToken(world, store(), bea);
    world.github.server.faults.add({ fits: posts, when: 'after', answer });
    expect(await approvedAs(world)).toEqual(['bea-owner']);
    expect(world.github.server.calls.filter(({ name }) => posts.test(name))).toHaveLength(1);
    expect(await sent(world, store())).toMatchObject([{ as: 'reviewer' }]);
  });
});
