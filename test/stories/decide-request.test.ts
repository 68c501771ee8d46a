import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  deny,
  directMessages,
  isPending,
  lastDirectMessage,
  makeToken,
  reads,
  toldPrivately,
} from '../support/people.ts';
import { startWorld } from '../support/start-world.ts';
import { listed } from '../support/whose-token.ts';

const { mona, bea, carl, dan, gus, nell } = cast;

describe('a request that an owner denies', () => {
  it('asks the reason, shows it on the card with Details alone, and tells the requester', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    expect(await deny(world, 'Please use the deploy key')).toMatchObject({ closed: true });
    const card = cardOf(world, 'PAT-1');
    expect(reads(card)).toContain(`Denied by <@${carl.slackId}> on 1 March 2027 at 09:30 UTC: `);
    expect(reads(card)).toContain('Reason: Please use the deploy key');
    expect(buttonsOf(card)).toEqual(['request_details']);
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      `<@${carl.slackId}> denied your request “nightly-release” (PAT-1) for acme.`,
    );
    expect(lastDirectMessage(world, mona.slackId)).toContain('Reason: Please use the deploy key');
  });

  it('refuses a reason that looks like a credential, at its field', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const answer = await deny(world, `ghp_${'a'.repeat(36)}`);
    expect(answer.errors?.reason).toContain('This looks like a token, key or password');
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toContain('approve_request');
  });
});

describe('who may decide', () => {
  it.each([
    {
      who: 'the requester',
      slackId: mona.slackId,
      said: 'This is your own request, so somebody else has to decide it.',
    },
    {
      who: 'a member who is no owner',
      slackId: dan.slackId,
      said: 'Only owners of acme can decide this. Your GitHub account dan-dev isn’t an owner now.',
    },
    { who: 'a guest', slackId: gus.slackId, said: 'Guests can’t use Countersign.' },
    {
      who: 'somebody who is not linked',
      slackId: nell.slackId,
      said: 'Your Slack account is not linked to a GitHub account yet, so we couldn’t do this.',
    },
  ])('$who may not, and is told so privately', async ({ slackId, said }) => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const outcome = await world.slack.click(slackId, cardOf(world, 'PAT-1'), 'approve_request', {
      force: true,
      value: '1.1',
    });
    expect(await toldPrivately(world, outcome)).toContain(said);
    await world.settle();
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toContain('approve_request');
  });

  it('somebody of another workspace may not, though the policy names them', async () => {
    const stranger = { slackId: 'U0OTHER0001', login: 'visitor' };
    const world = await startWorld({
      policy: policyText().replace('machine_users:', `  ${stranger.slackId}: ${stranger.login}\nmachine_users:`),
      prepare: ({ slack, github }) => {
        slack.addPerson({ id: stranger.slackId, name: 'visitor', isStranger: true, teamId: 'T0OTHERTEAM' });
        github.people.addUser(stranger.login);
        github.people.setRole(stranger.login, 'acme', 'admin');
      },
    });
    await askForToken(world, mona.slackId);
    const outcome = await world.slack.click(stranger.slackId, cardOf(world, 'PAT-1'), 'approve_request', {
      force: true,
      value: '1.1',
    });
    expect(await toldPrivately(world, outcome)).toContain('Only members of this workspace can use Countersign.');
    expect(await toldPrivately(world, await world.slack.command(stranger.slackId, '/pat request'))).toContain(
      'Only members of this workspace',
    );
  });

  it('an owner who was demoted since is refused, live', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    world.github.people.setRole('bea-owner', 'acme', 'member');
    expect(await toldPrivately(world, await approve(world))).toContain('isn’t an owner now. Nothing was decided.');
  });

  it('nothing is decided while GitHub does not say who is an owner, and the person hears so within Slack’s time', async () => {
    const world = await startWorld({ patience: 1 });
    await askForToken(world, mona.slackId);
    world.github.server.faults.add({ fits: /memberships\/bea-owner/, when: 'before', answer: 'real', delayMs: 4_000 });
    const outcome = await world.slack.click(bea.slackId, cardOf(world, 'PAT-1'), 'approve_request');
    expect(outcome.timedOut).toBe(false);
    expect(await toldPrivately(world, outcome)).toContain(
      'We couldn’t check with GitHub that you’re an owner of acme. Nothing was decided.',
    );
    await world.settle();
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toContain('approve_request');
  });

  it('an approval whose approver is no longer an owner when the token comes goes back to the reviewers', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    world.github.people.setRole('bea-owner', 'acme', 'member');
    const token = await makeToken(world);
    expect(isPending(world, token)).toBe(true);
    expect(world.github.state.reviews).toEqual([]);
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toContain('approve_request');
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      'is waiting for a decision again. <@U0BEA000001> approved it, but is no longer an owner or active in Slack.',
    );
    const why =
      'It has been back since 1 March 2027 at 09:30 UTC. <@U0BEA000001> approved it, but is no longer an owner or active in Slack.';
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`to decide, until 8 March 2027 at 09:30 UTC. ${why}`);
    expect(await listed(world, 'PAT-1')).toContain(why);
    await approve(world, 'PAT-1', carl.slackId);
    expect(world.github.state.reviews).toHaveLength(1);
  });
});

describe('two at once', () => {
  it('a hundred clicks on Approve are one decision and one message', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const card = cardOf(world, 'PAT-1');
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, () => world.slack.click(bea.slackId, card, 'approve_request')),
    );
    expect(new Set(outcomes.map(({ httpStatus }) => httpStatus))).toEqual(new Set([200]));
    await world.settle();
    expect(directMessages(world, mona.slackId).filter((text) => text.includes(' approved “'))).toHaveLength(1);
    await makeToken(world);
    expect(world.github.state.reviews).toHaveLength(1);
  });

  it('of an approval and a denial the denial stands, whichever came first, and whoever approves second is told', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const { slack } = world;
    const card = cardOf(world, 'PAT-1');
    const asked = await slack.click(carl.slackId, card, 'deny_request');
    const view = await slack.fill(carl.slackId, await slack.until(() => asked.modal), { reason: 'No' });
    const [approval, denial] = await Promise.all([
      slack.click(bea.slackId, card, 'approve_request'),
      slack.submit(carl.slackId, view),
    ]);
    await world.settle();
    expect(denial.errors).toBeUndefined();
    const text = reads(cardOf(world, 'PAT-1'));
    expect(text).toContain(`Denied by <@${carl.slackId}>`);
    const acts = await world.database.rows("SELECT act FROM entries WHERE act IN ('request.approve', 'request.deny')");
    if (acts.length === 2) expect(text).toContain('after it had been approved');
    else expect(await toldPrivately(world, approval)).toContain(`<@${carl.slackId}> denied PAT-1`);
  });

  it('two tokens for one approval: the first is let in, the second is held', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    const first = await makeToken(world);
    const second = await makeToken(world, { name: 'nightly-release-2' });
    expect(world.github.state.reviews.map(({ tokenId }) => tokenId)).toEqual([first.tokenId]);
    expect(isPending(world, second)).toBe(true);
    expect(reads(cardOf(world, 'nightly-release-2'))).toContain('created the token “');
  });
});

describe('old buttons and strangers’ ids', () => {
  it.each([
    { what: 'another revision', value: '1.9', said: 'This changed after the button was shown' },
    { what: 'a request that does not exist', value: '77.1', said: 'You have no request' },
    { what: 'no value at all', value: 'x', said: 'from another version, so nothing was changed' },
  ])('a click on $what changes nothing and says so', async ({ value, said }) => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const { channelId, ts } = cardOf(world, 'PAT-1');
    const outcome = await world.slack.clickRaw(bea.slackId, {
      actionId: 'approve_request',
      value,
      channelId,
      messageTs: ts,
    });
    expect(await toldPrivately(world, outcome)).toContain(said);
    await world.settle();
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toContain('approve_request');
  });

  it('a button that nobody knows is answered', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const { channelId, ts } = cardOf(world, 'PAT-1');
    const outcome = await world.slack.clickRaw(bea.slackId, {
      actionId: 'explode',
      value: '1.1',
      channelId,
      messageTs: ts,
    });
    expect(outcome.httpStatus).toBe(200);
    expect(await toldPrivately(world, outcome)).toContain('from another version, so nothing was changed');
  });
});
