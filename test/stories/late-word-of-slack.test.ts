import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active } from '../support/agreed-token.ts';
import { buttonsOf, cardsAbout, reads } from '../support/people.ts';
import { linkBySignIn, say } from '../support/sign-in.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona } = cast;
const signedIn = policyText().replace(new RegExp(`^ {2}${mona.slackId}: .*\n`, 'm'), '');
const linked = 'You are linked to mona on GitHub already.';

/** What is so in Slack. */
function isIn(world: TestWorld, isDeactivated: boolean): void {
  const { people } = world.slack.state;
  const known = people.get(mona.slackId);
  if (known === undefined) throw new Error('no Mona');
  people.set(mona.slackId, { ...known, isDeactivated });
}

/** What an event says, whatever is so. */
async function says(world: TestWorld, deleted: boolean): Promise<void> {
  await world.slack.event({ type: 'user_change', user: { ...world.slack.describePerson(mona.slackId), deleted } });
  await world.settle();
}

const told = (world: TestWorld) => cardsAbout(world, 'was deactivated in Slack');

describe('somebody who signed in, and of whom Slack says late that they were deactivated', () => {
  const start = async () => {
    const world = await startWorld({ hasSignIn: true, policy: signedIn });
    await linkBySignIn(world, mona.slackId, 'mona');
    return world;
  };

  it('stays linked where they are back by then', async () => {
    const world = await start();
    await says(world, true);
    expect(await say(world, mona.slackId, '/pat link')).toContain(linked);
  });

  it('stays linked while Slack does not say whether it is so, and no longer once it does', async () => {
    const world = await start();
    isIn(world, true);
    world.slack.server.faults.add({ fits: 'users.info', when: 'before', times: 3, answer: { status: 503, body: '' } });
    await world.slack.event({ type: 'user_change', user: world.slack.describePerson(mona.slackId) });
    const people = () => world.database.rows("SELECT slack_id FROM people WHERE login = 'mona'");
    expect(await people()).toHaveLength(1);
    for (let look = 0; look < 3; look += 1) await world.pass({ minutes: 6 });
    expect(await people()).toEqual([]);
  });
});

describe('whoever was told of as deactivated', () => {
  it('is not told of as back by a word of Slack’s that came late', async () => {
    const { world } = await active();
    isIn(world, true);
    await says(world, true);
    const before = told(world).map(buttonsOf);
    await says(world, false);
    expect(told(world).map(reads).join()).not.toContain('active in Slack again');
    expect(told(world).map(buttonsOf)).toEqual(before);
  });

  it('is told of as back within the hour where no word of it came, whoever says who they are', async () => {
    const { world } = await active();
    isIn(world, true);
    await says(world, true);
    expect(told(world)).toHaveLength(1);
    isIn(world, false);
    await world.pass({ minutes: 61 });
    expect(told(world).map(reads)[0]).toContain('They’ve been active in Slack again since');
    isIn(world, true);
    await says(world, true);
    expect(told(world)).toHaveLength(2);
  });
});
