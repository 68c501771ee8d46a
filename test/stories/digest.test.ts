import { cast, channel, organization } from '@countersign/sandbox-stage/cast';
import { expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, cardsAbout, makeToken, reads } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, carl } = cast;
const digests = (world: TestWorld): readonly string[] => cardsAbout(world, 'The week at acme').map(reads);

/** The world begins on a Monday at half past nine: the first digest that is told is the next Monday's. */
async function withTokens() {
  const world = await startWorld();
  await world.wake('digest');
  await askForToken(world, mona.slackId, { lifetime: '30' });
  await approve(world);
  await makeToken(world, { expiresAt: new Date(world.now() + 20 * 86_400_000) });
  return world;
}

it('tells the channel on Monday what needs a look, and the same week nothing more', async () => {
  const world = await withTokens();
  const wide = world.github.people.createToken('mona', 'acme', {
    ...{ name: 'everything', permissions: { repository: { contents: 'write' } }, repositorySelection: 'all' },
    ...{ expiresAt: new Date(world.now() + 25 * 86_400_000), reason: 'For now.' },
  });
  expect(wide.name).toBe('everything');
  await world.settle();
  await world.pass({ days: 6, hours: 23 });
  await world.wake('digest');
  expect(digests(world)).toEqual([]);
  await world.pass({ hours: 1 });
  await world.wake('digest');
  const [told, ...others] = digests(world);
  expect(others).toEqual([]);
  expect(told).toContain('1 token expires within 14 days');
  expect(told).toContain('mona’s “nightly-release”: 21 March 2027 (in 13 days)');
  expect(told).toContain('1 token waits for a decision, the oldest since 1 March 2027');
  expect(told).toContain('/pat tokens shows every token, with its whole story.');
  expect(told).not.toContain('Gone since');
  for (let day = 0; day < 6; day += 1) {
    await world.pass({ days: 1 });
    await world.wake('digest');
  }
  await world.restart();
  await world.wake('digest');
  expect(digests(world)).toHaveLength(1);
});

it('says nothing in a week in which there is nothing to say', async () => {
  const world = await startWorld();
  await world.wake('digest');
  const before = world.slack.messagesIn(channel).length;
  await world.pass({ days: 7 });
  await world.wake('digest');
  await world.pass({ days: 7 });
  await world.wake('digest');
  expect(world.slack.messagesIn(channel)).toHaveLength(before);
});

it('comes once, and late, after weeks in which the program did not run', async () => {
  const world = await withTokens();
  world.moveClock(17 * 86_400);
  await world.restart();
  await world.wake('digest');
  await world.wake('digest');
  expect(digests(world)).toHaveLength(1);
  expect(digests(world)[0]).toContain('1 token expires within 14 days');
});

it('waits until GitHub has shown its lists again', async () => {
  const world = await withTokens();
  await world.pass({ days: 6, hours: 20 });
  world.github.server.faults.add({
    fits: /personal-access-tokens/,
    times: 500,
    when: 'before',
    answer: { status: 503 },
  });
  await world.pass({ hours: 5 });
  await world.wake('digest');
  expect(digests(world)).toEqual([]);
  world.github.server.faults.clear();
  await world.pass({ hours: 1 });
  await world.wake('digest');
  expect(digests(world)).toHaveLength(1);
});

it('names who left, and how many tokens lost access', async () => {
  const world = await withTokens();
  await askForToken(world, mona.slackId, { token_name: 'second' });
  world.github.people.removeMember(mona.login, organization, carl.login);
  await world.pass({ minutes: 30 });
  await world.pass({ days: 7 });
  await world.wake('digest');
  const [told] = digests(world);
  expect(told).toContain('Gone since the last digest');
  expect(told).toContain('mona left the organization');
  expect(told).toContain('1 token lost access');
});

it('is off where the policy says so, or on the day and in the zone that it names', async () => {
  const world = await startWorld();
  const policyOf = (digest: string): string => world.policy.replace(/^( +)channel:.*$/m, `$&\n$1digest: ${digest}`);
  await world.wake('digest');
  await askForToken(world, mona.slackId);
  await world.restart(policyOf('{ day: off }'));
  await world.pass({ days: 5 });
  await world.wake('digest');
  expect(digests(world)).toEqual([]);
  // Saturday, half past nine in UTC: half past six in the evening in Tokyo.
  await world.restart(policyOf('{ day: saturday, zone: Asia/Tokyo }'));
  await world.wake('digest');
  expect(digests(world)).toHaveLength(1);
  expect(digests(world)[0]).toContain('1 request waits for a decision');
});
