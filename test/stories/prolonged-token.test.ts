import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active, inChannel, withDeadline } from '../support/agreed-token.ts';
import { approve, cardOf, cardsAbout, isActive, lastDirectMessage, passADay, reads } from '../support/people.ts';
import type { TestWorld } from '../support/start-world.ts';

const dayMs = 86_400_000;
const { mona } = cast;

async function renew(world: TestWorld): Promise<void> {
  const { modal } = await world.slack.command(mona.slackId, '/pat renew PAT-1');
  if (modal === undefined) throw new Error('no page opened');
  expect((await world.slack.submit(mona.slackId, modal)).closed).toBe(true);
  await world.settle();
}

/** Its renewal was approved for 30 days; Mona regenerated it for more. */
async function past(days: number, drift: string) {
  const { world, token } = await active(policyText(`    drift: ${drift}\n`));
  for (let day = 0; day < 17; day += 1) await world.pass({ days: 1 });
  await renew(world);
  await approve(world, '· PAT-2');
  world.github.people.regenerateToken(token.tokenId, new Date(world.now() + days * dayMs));
  await world.pass({ minutes: 6 });
  expect(isActive(world, token)).toBe(true);
  return { world, token };
}

describe('a token that its holder prolonged by more than its renewal was approved for', () => {
  it('is told to the owners after the day that was promised', async () => {
    const { world } = await past(89, '{ grace_days: 14, then: remind }');
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      'If you don’t request it within a day, we tell the owners.',
    );
    for (let day = 0; day < 2; day += 1) await passADay(world);
    expect(cardsAbout(world, 'for acme is wider than')).toHaveLength(1);
  });

  it('can be asked for, as the message offers', async () => {
    const { world } = await past(89, '{ grace_days: 14, then: remind }');
    await renew(world);
    await approve(world, '· PAT-3');
    expect(lastDirectMessage(world, mona.slackId)).toContain('You renewed “nightly-release” (PAT-3)');
  });

  it('is told to them before the policy revokes it', async () => {
    const { world, token } = await past(40, '{ grace_days: 3, then: revoke }');
    for (let day = 0; day < 2; day += 1) await passADay(world);
    expect(isActive(world, token)).toBe(true);
    expect(reads(cardOf(world, 'for acme is wider than'))).toContain('21 March 2027');
  });
});

describe('a token whose holder asks for what they prolonged', () => {
  it('is revoked when the renewal’s card and its copy say, and nobody is reminded of it afterwards', async () => {
    const { world, token } = await active(withDeadline);
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 80 * dayMs));
    await world.pass({ minutes: 6 });
    await renew(world);
    const until =
      /until 4 March 2027[^.]*\. The token is prolonged on GitHub already\. If nobody approves that, we’ll revoke it on 4 March/;
    expect(reads(cardOf(world, '· PAT-2'))).toMatch(until);
    expect(lastDirectMessage(world, mona.slackId)).toMatch(until);
    for (let day = 0; day < 3; day += 1) await passADay(world);
    expect(isActive(world, token)).toBe(false);
    expect(reads(cardOf(world, '· PAT-2'))).not.toContain('we’ll revoke it');
    for (let day = 0; day < 2; day += 1) await passADay(world);
    expect(inChannel(world).join('\n')).not.toContain('still needs a decision');
  });
});

it.each([
  [0, '“nightly-release” goes on as before until 31 March 2027'],
  [80, '“nightly-release” is still wider than approved: regenerate it on GitHub with an end by 31 March 2027'],
])('a renewal that is withdrawn (prolonged by %d days) says what its token is now', async (days, said) => {
  const { world, token } = await active(withDeadline);
  if (days > 0) world.github.people.regenerateToken(token.tokenId, new Date(world.now() + days * dayMs));
  await world.pass({ minutes: 6 });
  await renew(world);
  const { ephemeral } = await world.slack.command(mona.slackId, '/pat withdraw PAT-2');
  const answer = ephemeral.map(reads).join();
  expect(answer).toContain(said);
  expect(answer).not.toContain('delete it');
});
