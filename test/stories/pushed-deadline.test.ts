import type { LocalToken } from '@countersign/sandbox-github/state';
import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active, withDeadline } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, cardOf, isActive, makeToken, passWithoutOutage, reads } from '../support/people.ts';
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
  await passWithoutOutage(world, hours);
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
});
