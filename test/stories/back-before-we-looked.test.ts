import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { expect, it } from 'vitest';
import { active, refuseRevoke } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { passOften } from '../support/ended-token.ts';
import { approve, cardOf, cardsAbout, directMessages, isActive, makeToken, reads } from '../support/people.ts';
import { linkBySignIn } from '../support/sign-in.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea } = cast;

async function is(world: TestWorld, slackId: string, isDeactivated: boolean, isTold = true): Promise<void> {
  const { people } = world.slack.state;
  const known = people.get(slackId);
  if (known === undefined) throw new Error('nobody');
  people.set(slackId, { ...known, isDeactivated });
  if (isTold) await world.slack.event({ type: 'user_change', user: world.slack.describePerson(slackId) });
}

/** Slack says that they are deactivated, the program stops before it looks, and they are back before it starts. */
async function backWhileItWasDown(world: TestWorld, slackId: string) {
  await is(world, slackId, true);
  await world.bot().idle();
  await is(world, slackId, false, false);
  world.moveClock(8 * 3600);
  await world.restart();
  await passOften(world);
}

it('whoever was back before the program looked is not told of as deactivated', async () => {
  const { world } = await active();
  await backWhileItWasDown(world, mona.slackId);
  expect(cardsAbout(world, 'was deactivated in Slack').map(reads).join()).toBe('');
});

it('nor where both words came within a moment', async () => {
  const { world } = await active();
  await is(world, mona.slackId, true);
  await world.bot().idle();
  await is(world, mona.slackId, false);
  await world.settle();
  await passOften(world);
  const told = cardsAbout(world, 'was deactivated in Slack').map(reads).join();
  if (told !== '') expect(told).toContain('active in Slack again since');
});

it('what whoever was back by then had approved stays approved', async () => {
  const world = await startWorld();
  await askForToken(world, mona.slackId);
  await approve(world);
  await backWhileItWasDown(world, bea.slackId);
  expect(reads(cardOf(world, '· PAT-1'))).toContain('Waiting for the token to be made');
});

it('the requester of what a deactivated owner approved reads that they have left', async () => {
  const world = await startWorld();
  await askForToken(world, mona.slackId);
  await approve(world);
  await is(world, bea.slackId, true);
  await world.settle();
  await passOften(world);
  expect(directMessages(world, mona.slackId).at(-1)).toContain(
    `is waiting for a decision again. <@${bea.slackId}> approved it, but has left since.`,
  );
});

it('whoever signed in, was deactivated and is back before GitHub could be told keeps their tokens', async () => {
  const policy = policyText('    leavers: { tokens: revoke }\n').replace(
    new RegExp(`^ {2}${mona.slackId}: .*\n`, 'm'),
    '',
  );
  const world = await startWorld({ hasSignIn: true, policy });
  await linkBySignIn(world, mona.slackId, 'mona');
  await askForToken(world, mona.slackId);
  await approve(world);
  const token = await makeToken(world);
  world.github.server.faults.add({ ...refuseRevoke, times: 3, answer: { status: 500 } });
  for (const isDeactivated of [true, false]) {
    await is(world, mona.slackId, isDeactivated);
    await world.settle();
  }
  await passOften(world);
  expect(isActive(world, token)).toBe(true);
});
