// An owner approves a token, or a change of it, as it is; before GitHub takes that, somebody revokes the token.
import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active } from '../support/agreed-token.ts';
import { decisionCard, letInByApp, passOften } from '../support/ended-token.ts';
import { isActive, isPending, reads, revoke } from '../support/people.ts';
import type { TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;
const all = { repositorySelection: 'all', repositories: [] } as const;
const refusing = {
  fits: /POST .*personal-access-token-requests/,
  when: 'before',
  times: 1_000,
  answer: { status: 503 },
} as const;

async function approvedAndNotTold(policy?: string) {
  const { world, token } = await active(policy);
  world.github.people.editToken(token.tokenId, all);
  await world.pass({ minutes: 6 });
  world.github.server.faults.add(refusing);
  await world.slack.click(bea.slackId, decisionCard(world, 'nightly-release'), 'approve_pending_token');
  await world.settle();
  await world.pass({ minutes: 1 });
  return { world, token };
}

async function byHolder(world: TestWorld) {
  const said = await world.slack.command(mona.slackId, '/pat revoke nightly-release');
  const form = await world.slack.until(() => said.modal);
  await world.slack.submit(mona.slackId, await world.slack.fill(mona.slackId, form, { reason: 'I pasted it' }));
}

describe('a token whose change an owner approved as it is, and GitHub was not told yet, revoked', () => {
  it.each([
    {
      who: 'by another owner in Slack',
      end: async (world: TestWorld) => void (await revoke(world, carl.slackId, 'PAT-1', 'Leaked in a build log')),
      told: `<@${carl.slackId}> revoked this token (for PAT-1) on 1 March 2027`,
    },
    {
      who: 'by its holder in Slack',
      end: byHolder,
      told: `Its holder <@${mona.slackId}> revoked this token (for PAT-1) on`,
    },
    {
      who: 'by another owner on github.com',
      end: async (world: TestWorld, tokenId: number) => world.github.people.revokeOnGithub(carl.login, tokenId),
      told: 'This token (for PAT-1) lost access to acme before',
    },
  ])('$who, does not come back by that approval', async ({ end, told }) => {
    const { world, token } = await approvedAndNotTold();
    await end(world, token.tokenId);
    await world.settle();
    await world.pass({ minutes: 6 });
    expect(isActive(world, token)).toBe(false);
    world.github.server.faults.clear();
    for (let time = 0; time < 3; time += 1) await passOften(world);
    expect(isActive(world, token)).toBe(false);
    expect(reads(decisionCard(world, 'nightly-release'))).toContain(told);
  });
});

it('of two approvals, one that was given before the token was revoked does not count afterwards', async () => {
  const policy = policyText().replace(
    'approvals_for: { high: 1, critical: 1 }',
    'approvals_for: { high: 2, critical: 2 }',
  );
  const { world, token } = await active(policy);
  world.github.people.editToken(token.tokenId, all);
  await world.pass({ minutes: 6 });
  await world.slack.click(bea.slackId, decisionCard(world, 'nightly-release'), 'approve_pending_token');
  await world.settle();
  expect(isPending(world, token)).toBe(true);
  await byHolder(world);
  await world.settle();
  await passOften(world);
  expect(isActive(world, token)).toBe(false);
  const card = decisionCard(world, 'nightly-release');
  expect(reads(card)).toContain('I pasted it');
  const letIn = letInByApp(world, token);
  await world.slack.click(carl.slackId, card, 'approve_pending_token');
  await world.settle();
  await passOften(world);
  expect(letInByApp(world, token)).toBe(letIn);
});
