import { goTo, nameGlobally } from '@countersign/sandbox-slack/grid';
import { textOf } from '@countersign/sandbox-slack/read-aloud';
import { policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../src/config/policy-file.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { homeText, openHome } from '../support/home-of.ts';
import { bea, carl, dan, globalIdOf, mona, named, onGrid, orgWide, sister } from '../support/on-grid.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  directMessages,
  lastDirectMessage,
  makeToken,
  reads,
  toldPrivately,
} from '../support/people.ts';
import { home, type Json } from '../support/raw-slack.ts';
import { linkBySignIn, say } from '../support/sign-in.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const names = ({ slack }: TestWorld, who: { readonly slackId: string }, isGlobal = true): void =>
  nameGlobally(slack.state, who.slackId, isGlobal);
/** The modal that a command of Bea's opens. */
async function shown(world: TestWorld, typed: string): Promise<string> {
  const outcome = await world.slack.command(bea.slackId, typed);
  return textOf(await world.slack.until(() => outcome.modal));
}
const couldNotCheck = 'We couldn’t check with Slack who you are';

describe('one person with two ids on Enterprise Grid', () => {
  it('does not approve their own request by coming with the other id and another account', async () => {
    const world = await startWorld({ hasSignIn: true, policy: named([carl], 'not'), prepare: onGrid() });
    await askForToken(world, bea.slackId);
    names(world, bea);
    await linkBySignIn(world, bea.slackId, carl.login).catch(() => undefined);
    const outcome = await approve(world, 'PAT-1', bea.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).not.toContain('Approved by');
    expect(await toldPrivately(world, outcome)).toContain('This is your own request');
  });

  it('is named once by the policy: two accounts for one person are refused at a start, and when the file is read again', async () => {
    const twice = policyText().replace(/^people:\n/m, `people:\n  ${globalIdOf(bea.slackId)}: dan-dev\n`);
    const without = twice.replace(/^ {2}U0DAN000001: .*\n/m, '');
    const problem = `policy.yml: people: ${globalIdOf(bea.slackId)} and ${bea.slackId} are the same person in Slack; name them once`;
    await expect(startWorld({ policy: without, prepare: onGrid() })).rejects.toMatchObject({ problems: [problem] });
    const world = await startWorld({ prepare: onGrid() });
    expect(await world.bot().takePolicy(parsePolicy(without, 'policy.yml'))).toBe(false);
    await world.settle();
    expect(reads(cardOf(world, 'policy'))).toContain('are the same person in Slack; name them once');
  });

  it('reads the same list, draft and Home by either id, and hears of it once', async () => {
    const world = await startWorld({ prepare: onGrid() });
    await openHome(world, mona.slackId);
    await askForToken(world, mona.slackId);
    const before = await say(world, mona.slackId, '/pat list');
    names(world, mona);
    expect(await say(world, mona.slackId, '/pat list')).toBe(before);
    expect(before).toContain('PAT-1');
    await approve(world);
    await openHome(world, mona.slackId);
    expect(homeText(world, mona.slackId)).toContain('nightly-release');
    expect(directMessages(world, mona.slackId).filter((text) => text.includes('approved'))).toHaveLength(1);
    expect(await world.database.rows('SELECT slack_id FROM homes')).toEqual([{ slack_id: globalIdOf(mona.slackId) }]);
    names(world, mona, false);
    expect(await shown(world, '/pat tokens @mona')).toBe(await shown(world, '/pat tokens mona'));
  });

  it('is let in as nobody while Slack does not say who comes by an id that it never told of', async () => {
    const world = await startWorld({ prepare: onGrid() });
    await askForToken(world, mona.slackId);
    world.slack.addPerson({ id: 'U0LOCAL0001', name: 'carla', globalId: 'W0LOCAL0001', memberOf: [home, sister] });
    const down = { fits: 'users.info', when: 'before', answer: { status: 503, body: 'busy' }, times: 99 } as const;
    world.slack.server.faults.add(down);
    expect(await say(world, 'U0LOCAL0001', '/pat list')).toContain(couldNotCheck);
  });

  it('has one account where both ids were linked before their workspace joined, and decides on nothing that they asked as the other', async () => {
    const world = await startWorld({ hasSignIn: true, policy: named([bea, carl], 'not') });
    const other = globalIdOf(bea.slackId);
    world.slack.addPerson({ id: other, name: 'bea-again' });
    await linkBySignIn(world, bea.slackId, bea.login);
    await linkBySignIn(world, other, carl.login);
    await askForToken(world, other);
    world.slack.state.people.delete(other);
    onGrid()(world);
    await world.restart();
    expect(world.logLines.map(({ what }) => what)).toContain(
      'one person in Slack was linked twice; the second link has ended',
    );
    names(world, bea);
    expect(await toldPrivately(world, await approve(world, 'PAT-1', bea.slackId))).toContain('your own request');
    expect(reads(cardOf(world, 'PAT-1'))).not.toContain('Approved by');
  });

  it('keeps what was theirs when their workspace joins an enterprise, and has it by the new id alone', async () => {
    const world = await startWorld({ hasSignIn: true, policy: named([mona], 'not') });
    await linkBySignIn(world, mona.slackId, mona.login);
    await askForToken(world, mona.slackId);
    orgWide(world);
    await world.restart();
    await world.restart();
    world.slack.server.calls.length = 0;
    names(world, mona);
    expect(await say(world, mona.slackId, '/pat list')).toContain('PAT-1');
    expect(await say(world, mona.slackId, '/pat link')).toContain('mona');
    await openHome(world, mona.slackId);
    expect(await world.database.rows("SELECT slack_id FROM people WHERE login = 'mona'")).toEqual([
      { slack_id: mona.slackId },
    ]);
    await approve(world);
    await world.slack.command(bea.slackId, '/pat audit');
    await makeToken(world);
    await world.pass({ days: 17 });
    expect(lastDirectMessage(world, mona.slackId)).toContain('“nightly-release” for acme expires in 13 days');
    expect([...world.slack.state.files.values()].map(({ isShared }) => isShared)).toEqual([true]);
    // A token of the whole enterprise need not know the id that her workspace had for her.
    const asked = world.slack.server.calls.flatMap(({ body }) => Object.values((body ?? {}) as Json));
    for (const { slackId } of [mona, bea]) {
      expect(asked).toContain(globalIdOf(slackId));
      expect(asked).not.toContain(slackId);
    }
  });
});

describe('an installation for the whole enterprise', () => {
  it('is asked in one workspace, approves in another, reminds, and renews', async () => {
    const world = await startWorld({ prepare: orgWide });
    const { slack } = world;
    for (const who of [mona, bea]) names(world, who);
    await askForToken(world, mona.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`<@${globalIdOf(mona.slackId)}> requests`);
    goTo(slack.state, bea.slackId, sister);
    await approve(world, 'PAT-1', bea.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`Approved by <@${globalIdOf(bea.slackId)}>`);
    await makeToken(world);
    await world.pass({ days: 17 });
    expect(lastDirectMessage(world, mona.slackId)).toContain('“nightly-release” for acme expires in 13 days');
    goTo(slack.state, mona.slackId, sister);
    names(world, mona, false);
    const reminder = slack.directMessages(mona.slackId).findLast((one) => buttonsOf(one).includes('renew_token'));
    if (reminder === undefined) throw new Error('nobody was reminded');
    const outcome = await slack.click(mona.slackId, reminder, 'renew_token');
    expect((await slack.submit(mona.slackId, await slack.until(() => outcome.modal))).closed).toBe(true);
    await world.settle();
    expect(await toldPrivately(world, await approve(world, 'PAT-2', mona.slackId))).not.toContain('Approved');
    await approve(world, 'PAT-2', bea.slackId);
    expect(reads(cardOf(world, 'PAT-2'))).toContain(`Approved by <@${globalIdOf(bea.slackId)}>`);
  });

  it('asks the workspace that has it who is in a user group, whichever of their ids it lists', async () => {
    const policy = policyText('    reviewers: ["slack:S0ONCALL001"]\n');
    const world = await startWorld({ policy, prepare: orgWide });
    const { groups } = world.slack.state;
    groups?.set('S0ONCALL001', { handle: 'on-call', members: [dan.slackId], isDisabled: false, teamId: sister });
    await askForToken(world, mona.slackId);
    names(world, dan);
    await approve(world, 'PAT-1', dan.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`Approved by <@${globalIdOf(dan.slackId)}>`);
  });

  it('lets nobody decide by a user group while it is approved for no workspace that it could ask', async () => {
    const policy = policyText('    reviewers: ["slack:S0ONCALL001"]\n');
    const world = await startWorld({ policy, prepare: onGrid([]) });
    world.slack.state.groups?.set('S0ONCALL001', { handle: 'on-call', members: [dan.slackId], isDisabled: false });
    await askForToken(world, mona.slackId);
    expect(await toldPrivately(world, await approve(world, 'PAT-1', dan.slackId))).toContain('We couldn’t check');
  });

  it('keeps the account of whoever only left one of its workspaces, and ends it when they leave the last', async () => {
    const world = await startWorld({ hasSignIn: true, policy: named([mona], 'not'), prepare: orgWide });
    await linkBySignIn(world, mona.slackId, mona.login);
    const { slack } = world;
    const left = async (memberOf: readonly string[], isDeactivated: boolean) => {
      const person = slack.state.people.get(mona.slackId);
      if (person !== undefined) slack.state.people.set(mona.slackId, { ...person, memberOf, isDeactivated });
      await slack.event({ type: 'user_change', user: { ...slack.describePerson(mona.slackId), deleted: true } });
      await world.settle();
      return world.database.rows("SELECT slack_id FROM people WHERE login = 'mona'");
    };
    expect(await left([sister], false)).toEqual([{ slack_id: globalIdOf(mona.slackId) }]);
    expect(await left([], true)).toEqual([]);
  });
});
