import { cast, organization, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, buttonsOf, cardsAbout, isActive, makeToken, reads } from '../support/people.ts';
import { linkBySignIn } from '../support/sign-in.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona } = cast;

/** Slack says that Mona changed: gone, or there, or something else about her. */
async function monaIs(world: TestWorld, isDeactivated: boolean): Promise<void> {
  const { people } = world.slack.state;
  const known = people.get(mona.slackId);
  if (known === undefined) throw new Error('no Mona');
  people.set(mona.slackId, { ...known, isDeactivated });
  await world.slack.event({ type: 'user_change', user: world.slack.describePerson(mona.slackId) });
  await world.settle();
}

const told = (world: TestWorld): readonly string[] => cardsAbout(world, 'was deactivated in Slack').map(reads);

describe('somebody who was deactivated in Slack and came back', () => {
  it('is told of again when they are deactivated once more, and once each time', async () => {
    const { world } = await active();
    await monaIs(world, true);
    await monaIs(world, true);
    expect(told(world)).toHaveLength(1);
    await world.pass({ days: 1 });
    await monaIs(world, false);
    await monaIs(world, false);
    expect(told(world)).toHaveLength(1);
    expect(told(world)[0]).toContain('They’ve been active in Slack again since 2 March 2027 at 09:30 UTC.');
    expect(cardsAbout(world, 'was deactivated in Slack').flatMap(buttonsOf)).toEqual([]);
    await world.pass({ days: 1 });
    await monaIs(world, true);
    await monaIs(world, true);
    expect(told(world)).toHaveLength(2);
    expect(told(world)[1]).toContain('was deactivated in Slack: 1 token can still reach acme');
  });

  it('loses their tokens then where the policy says so, though they had kept them the first time', async () => {
    const { world, token } = await active(policyText('    leavers: { tokens: revoke }\n'));
    const review = /POST .*personal-access-tokens\/\d+$/;
    world.github.server.faults.add({ fits: review, when: 'before', times: 2, answer: { status: 500 } });
    await monaIs(world, true);
    await monaIs(world, false);
    for (let pass = 0; pass < 2; pass += 1) await world.pass({ minutes: 6 });
    expect(isActive(world, token)).toBe(true);
    await monaIs(world, true);
    await world.pass({ minutes: 6 });
    expect(isActive(world, token)).toBe(false);
    expect(told(world)).toHaveLength(2);
  });
});

it('who links their account once more before that is told of again too', async () => {
  const policy = policyText().replace(new RegExp(`^ {2}${mona.slackId}: .*\n`, 'm'), '');
  const world = await startWorld({ hasSignIn: true, policy });
  await linkBySignIn(world, mona.slackId, 'mona');
  await askForToken(world, mona.slackId);
  await approve(world);
  await makeToken(world);
  await monaIs(world, true);
  expect(told(world)).toHaveLength(1);
  await monaIs(world, false);
  await linkBySignIn(world, mona.slackId, 'mona');
  expect(told(world)[0]).toContain('They’ve been active in Slack again since');
  await monaIs(world, true);
  expect(told(world)).toHaveLength(2);
});

it('whoever is removed from the organization a second time is told of again', async () => {
  const { world } = await active();
  const gone = () => cardsAbout(world, 'is no longer a member of acme').map(reads);
  world.github.people.removeMember('mona', organization, 'bea-owner');
  await world.settle();
  expect(gone()).toHaveLength(1);
  world.github.people.addMember('mona', organization);
  await world.pass({ minutes: 6 });
  await askForToken(world, mona.slackId);
  await approve(world, 'PAT-2');
  expect(isActive(world, await makeToken(world))).toBe(true);
  world.github.people.removeMember('mona', organization, 'bea-owner');
  await world.settle();
  await world.pass({ minutes: 6 });
  expect(gone()).toHaveLength(2);
});
