import type { LocalToken } from '@countersign/sandbox-github/state';
import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active, refuseRevoke, withDeadline } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import {
  approve,
  cardOf,
  directMessages,
  isActive,
  makeToken,
  passWithoutOutage,
  reads,
  revoke,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;
const dayMs = 86_400_000;
const wide = ['website', 'payments', 'board-papers'];

async function renew(world: TestWorld, slackId: string): Promise<void> {
  const { modal } = await world.slack.command(slackId, '/pat renew PAT-1');
  expect((await world.slack.submit(slackId, await world.slack.until(() => modal))).closed).toBe(true);
  await world.settle();
}

async function edit(world: TestWorld, token: LocalToken, repositories: readonly string[], hours: number) {
  world.github.people.editToken(token.tokenId, { repositories: [...repositories] });
  await world.pass({ minutes: 6 });
  if (hours > 0) await passWithoutOutage(world, hours);
}

describe('the deadline of a flagged token is not moved by its holder', () => {
  it('who asks for what they prolonged, and takes that back at the last moment', async () => {
    const { world, token } = await active(withDeadline);
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 80 * dayMs));
    await world.pass({ minutes: 6 });
    await renew(world, mona.slackId);
    expect(reads(cardOf(world, '· PAT-2'))).toContain('we’ll revoke it on 4 March');
    await passWithoutOutage(world, 71);
    await world.slack.command(mona.slackId, '/pat withdraw PAT-2');
    await world.pass({ minutes: 6 });
    expect(reads(cardOf(world, 'wider than PAT-1 allows'))).toContain('we’ll revoke it on 4 March');
    expect(isActive(world, token)).toBe(true);
    await passWithoutOutage(world, 2);
    expect(isActive(world, token)).toBe(false);
  });

  it('who lets it expire before, and prolongs it once more, again and again', async () => {
    const world = await startWorld({ policy: withDeadline });
    await askForToken(world, mona.slackId, { lifetime: '7' });
    await approve(world);
    const token = await makeToken(world, { expiresAt: new Date(world.now() + 7 * dayMs) });
    await passWithoutOutage(world, 7 * 24 - 1);
    for (let round = 0; round < 3; round += 1) {
      world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 30 * 3_600_000));
      await passWithoutOutage(world, 31);
    }
    // It was too long for 90 hours, of the 72 that the policy gives.
    expect(isActive(world, token)).toBe(false);
  });

  it('whose renewal a rule allows, again and again', async () => {
    const policy = policyText('    renewal: { same_scope: allow }\n    drift: { grace_days: 3, then: revoke }\n');
    const world = await startWorld({ policy });
    await askForToken(world, bea.slackId);
    await approve(world, '· PAT-1', carl.slackId);
    const token = await makeToken(world, {}, 'bea-owner');
    await edit(world, token, wide, 60);
    await edit(world, token, ['website'], 1);
    await renew(world, bea.slackId);
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 30 * dayMs));
    await world.pass({ minutes: 6 });
    expect(reads(cardOf(world, '· PAT-2'))).toContain('active');
    await edit(world, token, wide, 10);
    expect(isActive(world, token)).toBe(true);
    await passWithoutOutage(world, 4);
    expect(isActive(world, token)).toBe(false);
  });

  describe('an owner,', () => {
    async function flagged() {
      const world = await startWorld({ policy: withDeadline });
      await askForToken(world, bea.slackId);
      await approve(world, '· PAT-1', carl.slackId);
      const token = await makeToken(world, {}, 'bea-owner');
      await edit(world, token, wide, 60);
      return { world, token };
    }

    it.each([
      { how: 'as it was', given: wide },
      { how: 'narrower, and widens it again', given: ['website'] },
    ])('who takes its access away on GitHub and gives it back $how', async ({ given }) => {
      const { world, token } = await flagged();
      world.github.people.revokeOnGithub('bea-owner', token.tokenId);
      await world.pass({ minutes: 6 });
      world.github.people.requestAccess(token.tokenId, {
        permissions: { repository: { contents: 'write', pull_requests: 'read' } },
        ...{ repositorySelection: 'subset', repositories: given },
      });
      await world.pass({ minutes: 6 });
      if (given !== wide) await edit(world, token, wide, 0);
      expect(directMessages(world, bea.slackId).at(-1)).toContain('If it stays so, we’ll revoke it on 4 March 2027');
      await passWithoutOutage(world, 14);
      expect(isActive(world, token)).toBe(false);
    });

    it('whose wish to revoke it GitHub refuses while it is within', async () => {
      const { world, token } = await flagged();
      await edit(world, token, ['website'], 0);
      world.github.server.faults.add({ ...refuseRevoke, times: 1 });
      await revoke(world, bea.slackId, '· PAT-1', 'Mine.');
      await world.settle();
      await edit(world, token, wide, 0);
      expect(reads(cardOf(world, 'wider than PAT-1 allows'))).toContain('we’ll revoke it on 4 March');
      await passWithoutOutage(world, 14);
      expect(isActive(world, token)).toBe(false);
    });
  });
});
