import { cast, channel, organization, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import {
  asItIsNow,
  buttonsOf,
  cardOf,
  cardsAbout,
  carriedBy,
  lastDirectMessage,
  reads,
  toldPrivately,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl, dan, nell, gus } = cast;
const claimOf = 'says that their GitHub account is';

/** Nobody but the two owners is linked: everybody else has to be vouched for. */
const twoOwners = policyText()
  .replace(/ {2}U0(?:MONA|DAN|GUS)\w+: .*\n/g, '')
  .replace(/machine_users:[\s\S]*/, '');

async function worldOf(policy = twoOwners): Promise<TestWorld> {
  return startWorld({ policy });
}

async function say(world: TestWorld, slackId: string, words: string): Promise<string> {
  const told = await toldPrivately(world, await world.slack.command(slackId, words));
  await world.settle();
  return told;
}

async function press(
  world: TestWorld,
  slackId: string,
  button: 'vouch_person' | 'refuse_person',
  card = cardOf(world, claimOf),
  value = carriedBy(card, button),
): Promise<string> {
  const outcome = await world.slack.click(slackId, card, button, { force: true, value });
  await world.settle();
  return outcome.ephemeral.length === 0 ? '' : toldPrivately(world, outcome);
}

/** What the trail says that happened to Claims and links. */
async function trailOf(world: TestWorld): Promise<readonly string[]> {
  const entries = await world.bot().entries();
  return entries.filter(({ act }) => /^claim\.|^person\./.test(act)).map(({ act, actor }) => `${act} by ${actor}`);
}

describe('somebody who can’t sign in', () => {
  it('says who they are, an owner confirms it, and they can request a token', async () => {
    const world = await worldOf();
    world.github.state.setProfile(mona.login, { name: 'Mona Reyes', createdAt: new Date('2019-03-04') });
    world.slack.addPerson({
      ...{ id: mona.slackId, name: 'mona', realName: 'Mona Reyes', title: 'Release engineer' },
      ...{ tz: mona.zone, displayName: 'mo' },
    });
    expect(await say(world, mona.slackId, '/pat link mona')).toBe(
      'We asked the owners of acme to confirm that you are mona on GitHub. One of them has to. We’ll tell you here.',
    );
    const card = cardOf(world, claimOf);
    expect(reads(card)).toBe(
      [
        `*<@${mona.slackId}> says that their GitHub account is mona · acme*`,
        'On GitHub: mona, “Mona Reyes”, member of acme, account since 4 March 2019 / In Slack: “Mona Reyes”, shown as “mo”, title “Release engineer”',
        'Anybody can type any name. Confirm only if you have asked this person yourself.',
        '[Confirm account] [Refuse]',
      ].join('\n'),
    );
    expect(buttonsOf(card)).toEqual(['vouch_person', 'refuse_person']);
    expect(await press(world, bea.slackId, 'vouch_person')).toBe('');
    expect(reads(asItIsNow(world, card))).toBe(
      `<@${bea.slackId}> confirmed that <@${mona.slackId}> is mona on GitHub.`,
    );
    expect(buttonsOf(asItIsNow(world, card))).toEqual([]);
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      `You are linked to mona on GitHub now. <@${bea.slackId}> confirmed it.`,
    );
    const opened = await world.slack.command(mona.slackId, '/pat request');
    expect(await world.slack.until(() => opened.modal)).toBeDefined();
  });
});
