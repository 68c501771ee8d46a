import { randomBytes } from 'node:crypto';
import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import type { GithubUserId } from '../../src/domain/ids.ts';
import type { Store } from '../../src/ports/store.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { allowOwnToken, ownKeys, startWorldWithOwnTokens } from '../support/own-token.ts';
import { approve, directMessages, makeToken } from '../support/people.ts';
import type { TestWorld } from '../support/start-world.ts';

const { mona, bea } = cast;
const beasAccount = (world: TestWorld) => world.github.state.user('bea-owner');
const rowOf = (world: TestWorld, store: Store) => store.reviewerToken(beasAccount(world).id as GithubUserId);

async function approvedAs(world: TestWorld): Promise<readonly string[]> {
  await askForToken(world, mona.slackId);
  await approve(world, 'PAT-1', bea.slackId);
  await makeToken(world);
  return world.github.state.reviews.map(({ by }) => by);
}

describe('keys that are changed', () => {
  it('seal each token anew at the next start, and the older one may go then', async () => {
    const { world, store } = await startWorldWithOwnTokens();
    const oldKeys = ownKeys;
    const newKey = randomBytes(32).toString('base64');
    await allowOwnToken(world, store(), bea);
    const before = await rowOf(world, store());
    world.setEncryptionKeys([newKey, ...oldKeys]);
    await world.restart();
    await world.settle();
    const after = await rowOf(world, store());
    expect(after?.keyId).not.toBe(before?.keyId);
    expect(after).toMatchObject({ givenAt: before?.givenAt, accessEndsAt: before?.accessEndsAt });
    expect(world.logLines.map(({ what }) => what)).toContain(
      'reviewers’ own tokens were encrypted under the first key of ENCRYPTION_KEY',
    );
    world.setEncryptionKeys([newKey]);
    await world.restart();
    expect(await approvedAs(world)).toEqual(['bea-owner']);
  });

  it('leave alone what no key opens', async () => {
    const { world, store } = await startWorldWithOwnTokens();
    await allowOwnToken(world, store(), bea);
    const before = await rowOf(world, store());
    world.setEncryptionKeys([randomBytes(32).toString('base64')]);
    await world.restart();
    await world.wake('tendOwnTokens');
    expect(await rowOf(world, store())).toEqual(before);
  });
});

describe('a reviewer’s own token', () => {
  it.each<{ what: string; why: string; bring: (world: TestWorld) => Promise<void> | void }>([
    {
      what: 'is no owner any more',
      why: 'not_an_owner',
      bring: (world) => world.github.people.setRole('bea-owner', 'acme', 'member'),
    },
    { what: 'is deactivated in Slack', why: 'deactivated', bring: (world) => world.slack.deactivate(bea.slackId) },
    {
      what: 'is no longer linked',
      why: 'unlinked',
      bring: (world) => world.restart(world.policy.replaceAll(/^.*bea-owner.*\n/gm, '')),
    },
  ])('is dropped here and at GitHub once its owner $what', async ({ bring, why }) => {
    const { world, store } = await startWorldWithOwnTokens();
    await allowOwnToken(world, store(), bea);
    await bring(world);
    await world.pass({ minutes: 6 });
    await world.wake('tendOwnTokens');
    expect(await rowOf(world, store())).toBeNull();
    expect(world.github.state.userTokens.countOf(beasAccount(world))).toBe(0);
    const entries = await store().entriesAbout([`slack:${bea.slackId}`], 10);
    expect(entries.find(({ act }) => act === 'reviewer_token.drop')?.data).toMatchObject({ why });
  });

  it('is kept where GitHub can’t be asked whether its owner is one still', async () => {
    const { world, store } = await startWorldWithOwnTokens();
    await allowOwnToken(world, store(), bea);
    world.github.server.faults.add({ fits: /memberships/, times: 9, when: 'before', answer: { status: 503 } });
    await world.wake('tendOwnTokens');
    expect(await rowOf(world, store())).not.toBeNull();
    expect(world.logLines.map(({ what }) => what)).toContain('a reviewer’s own token could not be looked after');
  });

  it('is dropped after six months without a use, and its owner is told what to do', async () => {
    const { world, store } = await startWorldWithOwnTokens();
    await allowOwnToken(world, store(), bea);
    await world.pass({ days: 185 });
    await world.wake('tendOwnTokens');
    expect(await rowOf(world, store())).toBeNull();
    const told = directMessages(world, bea.slackId).filter((message) => message.includes('GitHub token'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('To have GitHub name you again, sign in with /pat link.');
  });
});
