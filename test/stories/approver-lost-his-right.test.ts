import { cast, organization } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { openHome } from '../support/home-of.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  directMessages,
  isActive,
  lastDirectMessage,
  makeToken,
  reads,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const dayMs = 86_400_000;
const { mona, bea, carl } = cast;
const renewed = 'You renewed “nightly-release” (PAT-2)';

/** Carl has approved the renewal of Mona's token, loses the right to, and Mona regenerates it. */
async function regenerated(lose: (world: TestWorld) => void) {
  const { world, token } = await active();
  for (let day = 0; day < 17; day += 1) await world.pass({ days: 1 });
  const { modal } = await world.slack.command(mona.slackId, '/pat renew PAT-1');
  if (modal === undefined) throw new Error('no page opened');
  expect((await world.slack.submit(mona.slackId, modal)).closed).toBe(true);
  await world.settle();
  await approve(world, '· PAT-2', carl.slackId);
  lose(world);
  await world.pass({ days: 1 });
  world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 30 * dayMs));
  await world.pass({ minutes: 6 });
  return world;
}

describe('a renewal that was approved by somebody who may approve no more', () => {
  it('renews nothing until another owner approves it', async () => {
    const world = await regenerated(({ github }) => github.people.setRole(carl.login, organization, 'member'));
    const told = directMessages(world, mona.slackId).join('\n');
    expect(told).not.toContain(renewed);
    const why = `<@${carl.slackId}> approved it, but is no longer an owner or active in Slack.`;
    expect(told).toContain(`is waiting for a decision again. ${why} You don’t need to do anything`);
    expect(await openHome(world, mona.slackId)).toContain(why);
    expect(buttonsOf(cardOf(world, '· PAT-2'))).toContain('approve_request');
    await approve(world, '· PAT-2', bea.slackId);
    await world.pass({ minutes: 6 });
    expect(lastDirectMessage(world, mona.slackId)).toContain(renewed);
  });

  it('renews nothing where they were deactivated in Slack', async () => {
    const world = await regenerated(({ slack }) => slack.deactivate(carl.slackId));
    expect(directMessages(world, mona.slackId).join('\n')).not.toContain(renewed);
    expect(buttonsOf(cardOf(world, '· PAT-2'))).toContain('approve_request');
  });

  it('renews nothing while GitHub does not say whether they still may', async () => {
    const world = await regenerated(({ github }) => {
      github.server.faults.add({
        fits: new RegExp(`/memberships/${carl.login}`),
        when: 'before',
        times: 10_000,
        answer: { status: 502 },
      });
    });
    expect(directMessages(world, mona.slackId).join('\n')).not.toContain(renewed);
    world.github.server.faults.clear();
    await world.pass({ minutes: 12 });
    expect(directMessages(world, mona.slackId).join('\n')).toContain(renewed);
  });
});

it('an owner’s token that GitHub lets in by itself rests on no approval of somebody who is no owner any more', async () => {
  const world = await startWorld();
  await askForToken(world, bea.slackId);
  await approve(world, '· PAT-1', carl.slackId);
  world.github.people.setRole(carl.login, organization, 'member');
  await world.pass({ days: 1 });
  const token = await makeToken(world, {}, bea.login);
  await world.pass({ minutes: 6 });
  expect(isActive(world, token)).toBe(true);
  const card = reads(cardOf(world, '· PAT-1'));
  expect(card).not.toContain('Approved by');
  expect(card).not.toContain('Its token has been active');
});
