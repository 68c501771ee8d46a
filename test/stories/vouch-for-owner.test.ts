import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, buttonsOf, cardOf, lastDirectMessage, reads, toldPrivately } from '../support/people.ts';
import type { TestWorld } from '../support/start-world.ts';
import {
  claimCards,
  claimOf,
  makeRole,
  press,
  say,
  toldOf,
  trailOf,
  twoOwners,
  vouchingWorld,
} from '../support/vouching.ts';

const { mona, bea, carl, dan, nell } = cast;

describe('where no owner is linked', () => {
  const nobody = `${twoOwners.split('people:')[0]}people:\n  ${dan.slackId}: dan-dev\n`;

  it('nobody could confirm, and whoever asks hears which owners to talk to', async () => {
    const world = await vouchingWorld(nobody);
    expect(await say(world, mona.slackId, '/pat link mona')).toBe(
      'No owner of acme is linked in Slack yet, so nothing was sent. Ask an owner (bea-owner and carl-owner) to be listed under people in the policy first.',
    );
    expect(claimCards(world)).toBe(0);
  });

  it('an owner’s account needs two others', async () => {
    const world = await vouchingWorld(twoOwners.replace(/ {2}U0CARL.*\n/, ''));
    expect(await say(world, carl.slackId, '/pat link carl-owner')).toContain(
      'Two owners have to confirm this, and only one of acme is linked in Slack yet',
    );
  });
});

describe('nobody vouches for themselves', () => {
  it('from the Slack account that claims', async () => {
    const world = await vouchingWorld();
    await say(world, mona.slackId, '/pat link mona');
    expect(await toldOf(world, mona.slackId, 'vouch_person')).toContain('not linked to a GitHub account yet');
    expect(reads(cardOf(world, claimOf))).toContain('Confirm only if');
  });

  it('for their own account from a second Slack account: it can’t even be claimed', async () => {
    const world = await vouchingWorld();
    world.slack.addPerson({ id: 'U0BEA000002', name: 'bea2' });
    expect(await say(world, 'U0BEA000002', '/pat link bea-owner')).toContain(
      'The policy says that bea-owner is somebody else’s',
    );
    expect(claimCards(world)).toBe(0);
  });

  it('a member for another member', async () => {
    const world = await vouchingWorld(twoOwners.replace('people:\n', `people:\n  ${dan.slackId}: dan-dev\n`));
    await say(world, mona.slackId, '/pat link mona');
    expect(await toldOf(world, dan.slackId, 'vouch_person')).toContain('Only owners of acme can decide this.');
    expect(await toldOf(world, dan.slackId, 'refuse_person')).toContain('Only owners of acme can decide this.');
    expect(await trailOf(world)).toEqual([`claim.open by ${mona.slackId}`]);
  });
});

/** Three owners are linked; Dan owns the organization too, and is not. */
async function ownerClaims(): Promise<TestWorld> {
  const world = await vouchingWorld(twoOwners.replace('people:\n', `people:\n  ${mona.slackId}: mona\n`));
  makeRole(world, 'mona', 'admin');
  makeRole(world, 'dan-dev', 'admin');
  await say(world, dan.slackId, '/pat link dan-dev');
  return world;
}

describe('an account that owns the organization', () => {
  it('is confirmed by two owners, and by one it is not', async () => {
    const world = await ownerClaims();
    expect(reads(cardOf(world, claimOf))).toContain('The account owns acme, so two owners have to confirm.');
    await press(world, bea.slackId, 'vouch_person');
    expect(reads(cardOf(world, claimOf))).toContain(`<@${bea.slackId}> confirmed this. One more owner has to.`);
    expect(await say(world, dan.slackId, '/pat list')).toContain('not linked to a GitHub account yet');
    expect(await toldOf(world, bea.slackId, 'vouch_person')).toBe(
      'You have already confirmed this. Another owner has to confirm it too.',
    );
    await press(world, carl.slackId, 'vouch_person');
    expect(lastDirectMessage(world, dan.slackId)).toContain(
      `You are linked to dan-dev on GitHub now. <@${bea.slackId}> and <@${carl.slackId}> confirmed it.`,
    );
    await askForToken(world, mona.slackId);
    await approve(world, 'PAT-1', dan.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Approved');
  });

  it('is not confirmed by somebody who was demoted between two clicks', async () => {
    const world = await ownerClaims();
    await press(world, bea.slackId, 'vouch_person');
    makeRole(world, 'bea-owner', 'member');
    await press(world, carl.slackId, 'vouch_person');
    expect(reads(cardOf(world, claimOf))).toContain(`<@${carl.slackId}> confirmed this. One more owner has to.`);
    expect(await trailOf(world)).not.toContain('person.link by countersign');
    await press(world, mona.slackId, 'vouch_person');
    expect(lastDirectMessage(world, dan.slackId)).toContain(`<@${carl.slackId}> and <@${mona.slackId}> confirmed it.`);
  });

  it('is not confirmed by somebody whose own link went to another person between two clicks', async () => {
    const world = await ownerClaims();
    await press(world, bea.slackId, 'vouch_person');
    const corrected = twoOwners
      .replace(bea.slackId, nell.slackId)
      .replace('people:\n', `people:\n  ${mona.slackId}: mona\n`);
    await world.restart(corrected);
    await press(world, carl.slackId, 'vouch_person');
    expect(reads(cardOf(world, claimOf))).toContain(`<@${carl.slackId}> confirmed this. One more owner has to.`);
    // The same account from another Slack user is the same owner, who has not confirmed by now.
    await press(world, nell.slackId, 'vouch_person');
    expect(lastDirectMessage(world, dan.slackId)).toContain(`<@${carl.slackId}> and <@${nell.slackId}> confirmed it.`);
  });

  it('is linked until the policy says otherwise, and what was approved under it goes back', async () => {
    const world = await ownerClaims();
    for (const { slackId } of [bea, carl]) await press(world, slackId, 'vouch_person');
    await askForToken(world, mona.slackId);
    await approve(world, 'PAT-1', dan.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`Approved by <@${dan.slackId}>`);
    const given = `people:\n  ${mona.slackId}: mona\n  ${nell.slackId}: dan-dev\n`;
    await world.restart(twoOwners.replace('people:\n', given));
    await world.settle();
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toContain('approve_request');
    expect(lastDirectMessage(world, mona.slackId)).toContain('is waiting for a decision again');
  });

  it('is not confirmed by an owner who was demoted a moment ago', async () => {
    const world = await ownerClaims();
    makeRole(world, 'bea-owner', 'member');
    expect(await toldOf(world, bea.slackId, 'vouch_person')).toContain('Only owners of acme can decide this.');
    expect(await trailOf(world)).toEqual([`claim.open by ${dan.slackId}`]);
  });

  it('waits where GitHub does not say what the first owner is by now', async () => {
    const world = await ownerClaims();
    await press(world, bea.slackId, 'vouch_person');
    world.github.server.faults.add({
      ...{ fits: /memberships\/bea-owner/, when: 'before', times: 9 },
      answer: { status: 502 },
    });
    expect(await toldOf(world, carl.slackId, 'vouch_person')).toBe(
      'We couldn’t check with GitHub what dan-dev is now. Nothing was changed. Please try again in a minute.',
    );
  });

  it('that became one while the claim waited needs two after all', async () => {
    const world = await vouchingWorld();
    await say(world, mona.slackId, '/pat link mona');
    makeRole(world, 'mona', 'admin');
    await press(world, bea.slackId, 'vouch_person');
    expect(reads(cardOf(world, claimOf))).toContain('One more owner has to.');
    expect(await trailOf(world)).not.toContain('person.link by countersign');
  });
});

describe('a member whom one owner confirmed, and who is an owner now', () => {
  it('decides nothing until a second owner confirms', async () => {
    const world = await vouchingWorld(twoOwners.replace('people:\n', `people:\n  ${dan.slackId}: dan-dev\n`));
    await say(world, mona.slackId, '/pat link mona');
    await press(world, bea.slackId, 'vouch_person');
    makeRole(world, 'mona', 'admin');
    await askForToken(world, dan.slackId, { repositories: ['website'] });
    const refused = await world.slack.click(mona.slackId, cardOf(world, 'PAT-1'), 'approve_request');
    expect(await toldPrivately(world, refused)).toBe(
      'Only one owner confirmed that you are mona, and two have to before you can decide for acme. Nothing was decided. Ask with /pat link mona.',
    );
    const once = 'Only one owner confirmed that you are mona';
    expect(await say(world, mona.slackId, '/pat audit')).toContain(once);
    expect(await say(world, mona.slackId, '/pat status')).not.toContain('wait');
    expect(await say(world, mona.slackId, '/pat link mona')).toContain('Two of them have to');
    await press(world, bea.slackId, 'vouch_person');
    await press(world, carl.slackId, 'vouch_person');
    expect(await say(world, mona.slackId, '/pat status')).toContain('1 request waits');
    await approve(world, 'PAT-1', mona.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Approved');
  });
});
