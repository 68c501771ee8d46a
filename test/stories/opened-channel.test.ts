import { cast, channel } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { cardOf, cardsAbout, makeToken, reads, usualToken } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, carl } = cast;
const secret = 'payments';

/** A card of every kind that names a private repository. */
async function withCards(): Promise<TestWorld> {
  const world = await startWorld();
  await askForToken(world, mona.slackId);
  await makeToken(world, { name: 'unasked' }, 'dan-dev');
  world.github.people.createToken(carl.login, 'acme', usualToken(world, { name: 'own' }));
  await world.settle();
  const named = world.slack.messagesIn(channel).filter((message) => reads(message).includes(secret));
  expect(named).toHaveLength(3);
  return world;
}

const shown = (world: TestWorld): string =>
  world.slack
    .messagesIn(channel)
    .map(({ text, ...more }) => `${text} ${JSON.stringify(more.blocks)}`)
    .join('\n');

describe('a channel that was private when its cards were posted', () => {
  it('names no private repository any more as soon as it is shared', async () => {
    const world = await withCards();
    world.slack.share(channel);
    await world.slack.event({ type: 'channel_shared', connected_team_id: 'T0OTHER', channel });
    await world.bot().idle();
    expect(shown(world)).not.toContain(secret);
    expect(reads(cardOf(world, 'PAT-1'))).toContain('1 private repository, named in Details');
    expect(reads(cardOf(world, 'PAT-1'))).toContain('website');
  });

  it.each([
    ['is made public', (world: TestWorld) => world.slack.makePublic(channel)],
    ['is shared, and the event is lost', (world: TestWorld) => world.slack.share(channel)],
  ])('names none a minute after it %s', async (_, open) => {
    const world = await withCards();
    open(world);
    await world.wake('hidePrivateNames');
    expect(shown(world)).not.toContain(secret);
    const updates = () => world.slack.server.calls.filter(({ name }) => name === 'chat.update').length;
    const before = updates();
    await world.wake('hidePrivateNames');
    expect(updates()).toBe(before);
  });

  it('is looked at at a start too', async () => {
    const world = await withCards();
    world.slack.makePublic(channel);
    await world.restart();
    await world.settle();
    expect(shown(world)).not.toContain(secret);
  });

  it('is looked at again where Slack does not say at first', async () => {
    const world = await withCards();
    world.slack.makePublic(channel);
    world.slack.server.faults.add({ fits: 'conversations.info', when: 'before', answer: { status: 503 } });
    await world.wake('hidePrivateNames');
    await world.wake('hidePrivateNames');
    expect(shown(world)).not.toContain(secret);
    expect(cardsAbout(world, 'PAT-1')).not.toEqual([]);
  });
});
