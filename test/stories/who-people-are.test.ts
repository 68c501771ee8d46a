import { cast, channel } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, cardOf, carriedBy, makeToken, reads, toldPrivately } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;
const guests = 'Guests can’t use Countersign. Please ask a full member of this workspace.';

function makeGuest({ slack }: TestWorld): void {
  slack.addPerson({ id: bea.slackId, name: 'bea', isGuest: 'restricted' });
}

describe('an owner who was made a guest a moment ago', () => {
  it('approves nothing, though Slack told nobody', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await world.slack.command(bea.slackId, '/pat list');
    makeGuest(world);
    const outcome = await approve(world);
    expect(await toldPrivately(world, outcome)).toBe(guests);
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Waiting for an owner');
  });

  it.each([
    ['denies nothing', 'PAT-1', 'deny_request'],
    ['revokes nothing', 'has been active since', 'revoke_token'],
  ])('%s by a form that was opened before', async (_, words, button) => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    if (button === 'revoke_token') {
      await approve(world, 'PAT-1', carl.slackId);
      await makeToken(world);
    }
    await world.slack.command(bea.slackId, '/pat list');
    const opened = await world.slack.click(bea.slackId, cardOf(world, words), button);
    const view = await world.slack.until(() => opened.modal);
    makeGuest(world);
    const answer = await world.slack.submit(bea.slackId, await world.slack.fill(bea.slackId, view, { reason: 'No.' }));
    expect(JSON.stringify(answer.view?.blocks)).toContain(guests);
    await world.settle();
    expect(world.github.state.reviews.length).toBe(button === 'revoke_token' ? 1 : 0);
    expect(reads(cardOf(world, 'PAT-1'))).not.toMatch(/Denied|revoked/);
  });

  it('accepts no token as it is', async () => {
    const world = await startWorld();
    await makeToken(world, { name: 'own' }, carl.login);
    await world.slack.command(bea.slackId, '/pat list');
    makeGuest(world);
    const card = cardOf(world, 'nobody agreed to it here');
    const outcome = await world.slack.click(bea.slackId, card, 'keep_token');
    expect(await toldPrivately(world, outcome)).toBe(guests);
    expect(carriedBy(cardOf(world, 'nobody agreed to it here'), 'keep_token')).not.toBe('');
  });
});

describe('who is asked for while Slack is slow', () => {
  it('is answered in time, and nothing is decided', async () => {
    const world = await startWorld({ patience: 1 });
    await askForToken(world, mona.slackId);
    world.slack.server.faults.add({ fits: 'users.info', when: 'before', answer: 'real', delayMs: 2_500, times: 2 });
    const outcome = await approve(world);
    expect(outcome.timedOut).toBe(false);
    expect(await toldPrivately(world, outcome)).toContain('Slack did not say in time who you are');
    expect(world.github.state.reviews).toHaveLength(0);
  });
});

describe('somebody whom Slack does not know', () => {
  it('is told so, and not that Slack was late', async () => {
    const world = await startWorld();
    world.slack.server.faults.add({
      ...{ fits: 'users.info', when: 'before', times: 9 },
      answer: { status: 200, body: { ok: false, error: 'user_not_found' } },
    });
    const outcome = await world.slack.command(mona.slackId, '/pat request');
    expect(await toldPrivately(world, outcome)).toBe(
      'Slack says that it doesn’t know your account in this workspace, so nothing was changed. Please ask whoever runs Countersign here.',
    );
  });
});

describe('a company on Enterprise Grid', () => {
  const [sister, enterprise] = ['T0SISTER000', 'E0ACME00000'];

  it('asks and decides as members of our workspace, whichever their home is', async () => {
    const world = await startWorld({
      prepare: ({ slack }) => {
        const memberOf = [slack.state.teamId, sister];
        slack.joinEnterprise(enterprise);
        slack.addPerson({ id: mona.slackId, name: 'mona', teamId: sister, memberOf });
        slack.addPerson({ id: bea.slackId, name: 'bea', teamId: enterprise, memberOf });
      },
    });
    await askForToken(world, mona.slackId);
    await approve(world);
    await makeToken(world);
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Its token has been active since');
    expect(world.slack.messagesIn(channel).length).toBe(1);
  });
});
