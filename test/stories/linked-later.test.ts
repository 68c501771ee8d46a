import { cast, organization, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { directMessages, usualToken } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { dan, carl } = cast;
/** Dan lives in Kolkata; a Wednesday 14 days before the end. */
const nineInKolkata = Date.parse('2027-03-17T03:30:00Z');
const ends = new Date('2027-03-31T12:00:00Z');
const minuteMs = 60_000;

const reminded = (world: TestWorld, slackId: string): readonly string[] =>
  directMessages(world, slackId).filter((text) => /expires in 14 days/.test(text));

const passUntil = (world: TestWorld, at: number): Promise<unknown> =>
  world.pass({ minutes: (at - world.now()) / minuteMs });

/** There before the policy knows whose it is. */
async function seenBefore(policy: string, login: string): Promise<TestWorld> {
  const world = await startWorld({ policy });
  const token = world.github.people.createToken(login, organization, usualToken(world, { expiresAt: ends }));
  world.github.people.reviewOnGithub(carl.login, token.tokenId, 'approve');
  await world.pass({ minutes: 6 });
  return world;
}

describe('whoever a token belongs to only after it was seen', () => {
  it('is reminded once, at nine in their own morning, where the policy links them', async () => {
    const world = await seenBefore(policyText().replace(`  ${dan.slackId}: dan-dev\n`, ''), dan.login);
    await world.restart(policyText());
    await passUntil(world, nineInKolkata - 10 * minuteMs);
    expect(reminded(world, dan.slackId)).toEqual([]);
    await world.pass({ minutes: 12 });
    expect(reminded(world, dan.slackId)).toHaveLength(1);
    await world.pass({ hours: 7 });
    expect(reminded(world, dan.slackId)).toHaveLength(1);
  });

  it('is reminded at nine in their own morning of a machine user that they stand for', async () => {
    const stoodFor = policyText().replace(/acme-ci: \S+/, `acme-ci: ${dan.slackId}`);
    const world = await seenBefore(policyText().replace(/machine_users:\n {2}acme-ci: \S+\n/, ''), 'acme-ci');
    await world.restart(stoodFor);
    await passUntil(world, nineInKolkata - 10 * minuteMs);
    expect(reminded(world, dan.slackId)).toEqual([]);
    await world.pass({ minutes: 12 });
    expect(reminded(world, dan.slackId)).toHaveLength(1);
  });
});
