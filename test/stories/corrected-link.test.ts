import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import {
  approve,
  cardOf,
  cardsAbout,
  isPending,
  lastDirectMessage,
  makeToken,
  reads,
  toldPrivately,
} from '../support/people.ts';
import { startWorld } from '../support/start-world.ts';

const { mona, dan, carl, bea } = cast;

/** The policy with these people's accounts given to one another. */
function mixedUp(...people: readonly { readonly slackId: string; readonly login: string }[]): string {
  return people.reduce(
    (text, { slackId, login }, index) =>
      text.replace(`${slackId}: ${login}`, `${slackId}: ${people[(index + 1) % people.length]?.login ?? ''}`),
    policyText(),
  );
}

/** Carl decides as Bea. */
const mistaken = mixedUp(carl, bea, dan);

describe('an approval that was given under a wrong link', () => {
  it('goes back to the reviewers when the policy is corrected, and the token that comes is held', async () => {
    const world = await startWorld({ policy: mistaken });
    await askForToken(world, mona.slackId);
    await approve(world, 'PAT-1', carl.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`Approved by <@${carl.slackId}>`);
    await world.restart(policyText());
    expect(reads(cardOf(world, 'PAT-1'))).not.toContain('Approved by');
    expect(reads(cardOf(world, 'PAT-1'))).toMatch(
      /It has been back since .* <@U0CARL00001> approved it, but is no longer linked to the same GitHub account\./,
    );
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      'is waiting for a decision again. <@U0CARL00001> approved it, but is no longer linked to the same GitHub account.',
    );
    const token = await makeToken(world);
    expect(isPending(world, token)).toBe(true);
    expect(world.github.state.reviews).toEqual([]);
    await approve(world, 'PAT-1', bea.slackId);
    expect(world.github.activeTokens('acme')).toContain(token);
  });

  it('goes back when the link is taken out of the policy', async () => {
    const world = await startWorld({ policy: mistaken });
    await askForToken(world, mona.slackId);
    await approve(world, 'PAT-1', carl.slackId);
    await world.restart(mistaken.replace(/^ {2}U0CARL.*\n/m, ''));
    expect(reads(cardOf(world, 'PAT-1'))).not.toContain('Approved by');
  });

  it('lets no token in, though its call to GitHub had been tried already', async () => {
    const world = await startWorld({ policy: mistaken });
    await askForToken(world, mona.slackId);
    await approve(world, 'PAT-1', carl.slackId);
    const review = /^POST .*personal-access-token-requests\/\d+$/;
    world.github.server.faults.add({ fits: review, when: 'before', times: 100, answer: { status: 503 } });
    const token = await makeToken(world);
    world.github.server.faults.clear();
    await world.restart(policyText());
    await world.pass({ minutes: 2 });
    expect(isPending(world, token)).toBe(true);
    expect(world.github.state.reviews).toEqual([]);
    expect(reads(cardOf(world, 'PAT-1'))).not.toContain('Approved by');
  });

  it('stays where the approver’s link is as it was, whoever else is linked anew', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world, 'PAT-1', bea.slackId);
    await world.restart(mixedUp(carl, dan));
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`Approved by <@${bea.slackId}>`);
    expect(cardsAbout(world, 'PAT-1')).toHaveLength(1);
  });
});

describe('a link that was corrected to an account that GitHub does not know', () => {
  const corrected = (person: { readonly slackId: string; readonly login: string }): string =>
    policyText().replace(`${person.slackId}: ${person.login}`, `${person.slackId}: somebody-els`);

  it('is no link any more: approvals that were given under it go back, and the token that comes is held', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world, 'PAT-1', carl.slackId);
    await world.restart(corrected(carl));
    expect(reads(cardOf(world, 'PAT-1'))).not.toContain('Approved by');
    const token = await makeToken(world);
    expect(isPending(world, token)).toBe(true);
    expect(world.github.state.reviews).toEqual([]);
  });

  it('shows nobody what was the other account’s: neither the list, nor a form filled in as it was, nor a guide', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world, 'PAT-1');
    await world.restart(corrected(mona));
    const { slack } = world;
    const list = await toldPrivately(world, await slack.command(mona.slackId, '/pat list'));
    expect(list).not.toContain('nightly-release');
    const again = await slack.clickRaw(mona.slackId, { actionId: 'request_again', value: '1.1' });
    expect(await toldPrivately(world, again)).toContain('You have no request “PAT-1”.');
    expect(again.modal).toBeUndefined();
    const guide = await slack.command(mona.slackId, '/pat guide PAT-1');
    expect(await toldPrivately(world, guide)).toContain('You have no request PAT-1.');
  });

  it('is told nothing more of that account’s tokens', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world, 'PAT-1');
    await makeToken(world);
    await world.restart(corrected(mona));
    const before = world.slack.directMessages(mona.slackId).length;
    for (let day = 0; day < 29; day += 1) await world.pass({ days: 1 });
    expect(world.slack.directMessages(mona.slackId)).toHaveLength(before);
  });
});
