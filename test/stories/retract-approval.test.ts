import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  carriedBy,
  deny,
  isActive,
  isPending,
  lastDirectMessage,
  makeToken,
  reads,
  sendDenial,
  toldPrivately,
  usualToken,
} from '../support/people.ts';
import { startWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;

describe('an approval that a reviewer takes back', () => {
  it('before a token was made is a denial, told to the requester, and no token is let in under it', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    expect(buttonsOf(cardOf(world, '· PAT-1'))).toEqual(['deny_request', 'request_details']);
    await deny(world, 'I had misread it.', '· PAT-1', bea.slackId);
    expect(reads(cardOf(world, '· PAT-1'))).toContain(`Denied by <@${bea.slackId}>`);
    expect(reads(cardOf(world, '· PAT-1'))).toContain('after it had been approved');
    expect(lastDirectMessage(world, mona.slackId)).toContain('I had misread it.');
    const token = await makeToken(world);
    expect(isPending(world, token)).toBe(true);
    expect(world.slack.directMessages(mona.slackId).flatMap(buttonsOf)).not.toContain('create_on_github');
  });

  it('by its requester is refused', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    world.github.people.setRole('mona', 'acme', 'admin');
    const card = cardOf(world, '· PAT-1');
    const value = carriedBy(card, 'deny_request');
    const asked = await world.slack.click(mona.slackId, card, 'deny_request', { force: true, value });
    const view = await world.slack.until(() => asked.modal);
    const answer = await world.slack.submit(mona.slackId, await world.slack.fill(mona.slackId, view, { reason: 'x' }));
    expect(reads(answer.view as never)).toContain('This is your own request');
  });

  it('while its token is on its way, and GitHub was not called yet, denies the token as well', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    // The outbox is busy with another token, so that the call for this one has not been leased.
    await askForToken(world, mona.slackId, { token_name: 'first' });
    await approve(world, '· PAT-2');
    const wasDenied = Promise.withResolvers<void>();
    world.github.server.intercept = async ({ name }, moment) => {
      if (moment === 'before' && /^POST .*personal-access-token-requests\/\d+$/.test(name)) await wasDenied.promise;
    };
    const first = world.github.people.createToken('mona', 'acme', usualToken(world, { name: 'first' }));
    const token = world.github.people.createToken('mona', 'acme', usualToken(world));
    await world.github.webhooks.idle();
    await world.bot().wake('followHints');
    await world.slack.until(() =>
      reads(cardOf(world, '· PAT-1')).includes('is being approved there') ? true : undefined,
    );
    await sendDenial(world, 'Stop.', '· PAT-1');
    wasDenied.resolve();
    await world.settle();
    expect(isActive(world, first)).toBe(true);
    expect(isActive(world, token)).toBe(false);
    expect(isPending(world, token)).toBe(false);
    expect(world.github.state.reviews.map(({ act, tokenId }) => [act, tokenId])).toEqual([
      ['approve', first.tokenId],
      ['deny', token.tokenId],
    ]);
    expect(reads(cardOf(world, '· PAT-1'))).toContain(`Denied by <@${carl.slackId}>`);
  });

  it('after GitHub was called is refused, and the same place offers to revoke', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    const card = cardOf(world, '· PAT-1');
    const asked = await world.slack.click(carl.slackId, card, 'deny_request');
    const view = await world.slack.fill(carl.slackId, await world.slack.until(() => asked.modal), { reason: 'Stop.' });
    const token = await makeToken(world);
    const answer = await world.slack.submit(carl.slackId, view);
    expect(reads(answer.view as never)).toContain('you can revoke it with /pat revoke PAT-1.');
    expect(isActive(world, token)).toBe(true);
    expect(buttonsOf(cardOf(world, '· PAT-1'))).toEqual(['revoke_token', 'request_details']);
  });

  it('whoever approves after a denial is told who denied', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const card = cardOf(world, '· PAT-1');
    const value = carriedBy(card, 'approve_request');
    await deny(world, 'No.');
    const late = await world.slack.click(bea.slackId, card, 'approve_request', { force: true, value });
    expect(await toldPrivately(world, late)).toContain(`<@${carl.slackId}> denied PAT-1`);
  });
});
