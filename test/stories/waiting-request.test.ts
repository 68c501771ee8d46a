import { cast, channel } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import {
  approve,
  buttonsOf,
  carriedBy,
  directMessages,
  passWithoutOutage,
  reads,
  toldPrivately,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, dan } = cast;
const reminders = (world: TestWorld): readonly string[] =>
  world.slack
    .messagesIn(channel)
    .map(reads)
    .filter((text) => text.includes('Half the time to decide has passed.'));

describe('a request that nobody decides', () => {
  it('is brought to the reviewers’ mind once, at half time, with until when', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await world.pass({ days: 3, hours: 11 });
    expect(reminders(world)).toEqual([]);
    await world.pass({ hours: 2 });
    await world.pass({ hours: 24 });
    expect(reminders(world)).toHaveLength(1);
    expect(reminders(world)[0]).toContain('A request for acme still needs a decision');
    expect(reminders(world)[0]).toContain('PAT-1, mona’s “nightly-release”: times out in 4 days, on 8 March 2027');
  });

  it('shares the message with others that are due, and is not in it once it is decided', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await askForToken(world, dan.slackId, { token_name: 'dans', repositories: ['website'] });
    await askForToken(world, mona.slackId, { token_name: 'decided' });
    await approve(world, '· PAT-3');
    await world.pass({ days: 3, hours: 13 });
    expect(reminders(world)).toHaveLength(1);
    expect(reminders(world)[0]).toContain('2 requests for acme still need a decision');
    expect(reminders(world)[0]).not.toContain('PAT-3');
  });

  it('is reminded of before it lapses even after an outage over half of its time', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await world.pass({ days: 8 });
    expect(reminders(world)).toHaveLength(1);
    await passWithoutOutage(world, 25);
    expect(reminders(world)).toHaveLength(1);
  });
});

describe('Remind reviewers', () => {
  const nudges = (world: TestWorld): readonly string[] =>
    world.slack
      .messagesIn(channel)
      .map(reads)
      .filter((text) => text.includes('asks you to look at a request'));
  const copyOf = (world: TestWorld) => {
    const copy = world.slack.directMessages(mona.slackId).findLast((one) => buttonsOf(one).includes('nudge'));
    if (copy === undefined) throw new Error('there is no button to remind the reviewers');
    return copy;
  };

  it('brings the request to the reviewers’ mind at the requester’s wish, once in 24 hours', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const click = async (slackId: string = mona.slackId): Promise<string> => {
      const outcome = await world.slack.click(slackId, copyOf(world), 'nudge');
      await world.settle();
      return toldPrivately(world, outcome);
    };
    expect(await click()).toContain('We reminded the reviewers of PAT-1. You can remind them again tomorrow.');
    expect(nudges(world)).toHaveLength(1);
    expect(nudges(world)[0]).toContain(`<@${mona.slackId}> asks you to look at a request for acme`);
    expect(nudges(world)[0]).toContain('PAT-1, mona’s “nightly-release”');
    await world.pass({ hours: 23 });
    expect(await click()).toContain('The reviewers were reminded of PAT-1 less than a day ago.');
    expect(nudges(world)).toHaveLength(1);
    await world.pass({ hours: 2 });
    expect(await click()).toContain('We reminded the reviewers of PAT-1.');
    expect(nudges(world)).toHaveLength(2);
  });

  it('says on the requester’s own message from when it works again', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    expect(reads(copyOf(world))).not.toContain('You can remind the reviewers again');
    await world.slack.click(mona.slackId, copyOf(world), 'nudge');
    await world.settle();
    expect(reads(copyOf(world))).toContain('You can remind the reviewers again from 2 March 2027 at 09:30 UTC on.');
    await approve(world, 'PAT-1');
    expect(directMessages(world, mona.slackId).join('\n')).not.toContain('You can remind the reviewers again');
  });

  it('is gone once the request is decided, and an old one says who decided it', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const old = copyOf(world);
    await approve(world, 'PAT-1');
    expect(
      await toldPrivately(
        world,
        await world.slack.click(mona.slackId, old, 'nudge', { force: true, value: carriedBy(old, 'nudge') }),
      ),
    ).toContain('PAT-1');
    expect(nudges(world)).toEqual([]);
  });
});
