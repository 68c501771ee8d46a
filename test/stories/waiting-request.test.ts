import { cast, channel } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, passWithoutOutage, reads } from '../support/people.ts';
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
    expect(reminders(world)[0]).toContain('PAT-1, mona’s “nightly-release”: expires in 4 days, on 8 March 2027');
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
