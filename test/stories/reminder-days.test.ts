import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, directMessages, makeToken } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona } = cast;
const dayMs = 86_400_000;
const changed = policyText('    reminders: [30, 1]\n');

const reminded = (world: TestWorld): readonly string[] =>
  directMessages(world, mona.slackId).flatMap((text) => /expires? (?:in \d+ days|today|tomorrow)/.exec(text) ?? []);

async function withToken(): Promise<TestWorld> {
  const world = await startWorld();
  await askForToken(world, mona.slackId, { lifetime: '60' });
  await approve(world, '· PAT-1');
  await makeToken(world, { expiresAt: new Date(world.now() + 60 * dayMs) });
  return world;
}

async function passDays(world: TestWorld, days: number): Promise<void> {
  for (let half = 0; half < days * 2; half += 1) await world.pass({ hours: 12 });
}

describe('reminder days that the policy changes', () => {
  it('hold for tokens that were there before: on the new days, and not on those that are gone', async () => {
    const world = await withToken();
    await world.restart(changed);
    await passDays(world, 33);
    expect(reminded(world)).toHaveLength(1);
    await passDays(world, 25);
    expect(reminded(world)).toHaveLength(1);
    await passDays(world, 2);
    expect(reminded(world)).toEqual(['expires in 30 days', 'expires tomorrow']);
  });

  it('are not told twice of a day that was told, though it leaves the list and comes back while its morning is still to come', async () => {
    const world = await withToken();
    await askForToken(world, mona.slackId, { lifetime: '60', token_name: 'second' });
    await approve(world, '· PAT-2');
    const second = await makeToken(world, { name: 'second', expiresAt: new Date(world.now() + 60 * dayMs) });
    await passDays(world, 46);
    await world.pass({ hours: 4 });
    const told = reminded(world);
    expect(told).toEqual(['expire in 14 days']);
    // It is half past six there: the morning of that day is still to come. What was told was told of both tokens, of which one is left.
    world.slack.addPerson({ id: mona.slackId, name: 'mona', realName: 'Mona Reyes', tz: 'America/Los_Angeles' });
    world.github.people.deleteToken(second.tokenId);
    await world.restart(changed);
    await world.pass({ minutes: 6 });
    await world.restart(policyText());
    await world.pass({ minutes: 6 });
    await passDays(world, 1);
    expect(reminded(world)).toEqual(told);
  });
});
