import { cast, channel, policyText, type World } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, buttonsOf, cardOf, isActive, lastDirectMessage, makeToken, reads } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl, dan } = cast;

/** Two for what is of high risk, and this person stands for acme-ci. */
function twoFor(sponsor: string): string {
  return policyText()
    .replace(/ +approvals_for:.*\n/, '')
    .replace(`acme-ci: ${bea.slackId}`, `acme-ci: ${sponsor}`);
}

const threeOwners = ({ slack, github }: World): void => {
  github.people.setRole(dan.login, 'acme', 'admin');
  const members = [bea, carl, dan].map(({ slackId }) => slackId);
  slack.addChannel({ id: channel, name: 'token-reviews', isPrivate: true, members });
  slack.inviteBot(channel);
};

const makeWide = (world: TestWorld, login: string) =>
  makeToken(world, { name: 'first', permissions: { repository: { administration: 'write' } } }, login);

async function approveAsItIs(world: TestWorld, slackId: string): Promise<string> {
  await world.slack.click(slackId, cardOf(world, '“first”'), 'approve_pending_token');
  await world.settle();
  return reads(cardOf(world, '“first”'));
}

describe('an approval that was given before', () => {
  it('does not count any more for a token once its owner is no full member of the Slack workspace; the card names who let it in', async () => {
    const world = await startWorld({ policy: twoFor(mona.slackId), prepare: threeOwners });
    const token = await makeWide(world, mona.login);
    expect(await approveAsItIs(world, bea.slackId)).toContain(`1 of 2: <@${bea.slackId}> approved.`);
    world.slack.addPerson({ id: bea.slackId, name: 'bea', isGuest: 'restricted' });
    expect(await approveAsItIs(world, carl.slackId)).toContain(`1 of 2: <@${carl.slackId}> approved.`);
    expect(isActive(world, token)).toBe(false);
    expect(await approveAsItIs(world, dan.slackId)).toContain(
      `Approved by <@${carl.slackId}> and <@${dan.slackId}>. It is active.`,
    );
    expect(lastDirectMessage(world, mona.slackId)).toContain(`<@${carl.slackId}> and <@${dan.slackId}> approved`);
  });

  it('does not count for a machine user whom its giver stands for by now', async () => {
    const world = await startWorld({ policy: twoFor(mona.slackId), prepare: threeOwners });
    const token = await makeWide(world, 'acme-ci');
    await approveAsItIs(world, bea.slackId);
    await world.restart(twoFor(bea.slackId));
    expect(await approveAsItIs(world, carl.slackId)).toContain(`1 of 2: <@${carl.slackId}> approved.`);
    expect(isActive(world, token)).toBe(false);
  });

  it('goes back to the reviewers where whoever gave it was deactivated in Slack before GitHub was told', async () => {
    const world = await startWorld({});
    await askForToken(world, mona.slackId);
    await approve(world);
    world.slack.deactivate(bea.slackId);
    const token = await makeToken(world);
    expect(isActive(world, token)).toBe(false);
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toContain('approve_request');
  });
});
