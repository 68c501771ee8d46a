import { authorizeClassic } from '@countersign/sandbox-github/classic-tokens';
import { textOf } from '@countersign/sandbox-slack/read-aloud';
import type { PostedMessage } from '@countersign/sandbox-slack/state';
import { cast, channel, organization, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { acts, type PersonActName } from '../../src/domain/decisions/acts.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { topView } from '../support/browse-tokens.ts';
import { adjust, ownOffer } from '../support/offers.ts';
import { approve, buttonsOf, cardOf, carriedBy, makeToken, reads, toldPrivately } from '../support/people.ts';
import { ask, ownQuestion } from '../support/questions.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';
import { approvedRequest, choice, pressAsShown, question } from '../support/whose-token.ts';

const { mona, bea, carl, dan } = cast;
const guests = 'Guests can’t use Countersign. Please ask a full member of this workspace.';

/** The requester's own copy of what they asked for. */
function ownCopy(world: TestWorld, name: string): PostedMessage {
  const copy = world.slack
    .directMessages(mona.slackId)
    .find((message) => textOf(message).split('\n')[0]?.endsWith(`for acme · ${name}*`));
  if (copy === undefined) throw new Error(`Mona has no copy of ${name}`);
  return copy;
}

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
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toContain('approve_request');
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
    const card = cardOf(world, 'nobody approved it here');
    const outcome = await world.slack.click(bea.slackId, card, 'keep_token');
    expect(await toldPrivately(world, outcome)).toBe(guests);
    expect(carriedBy(cardOf(world, 'nobody approved it here'), 'keep_token')).not.toBe('');
  });
});

describe('whoever was made a guest a moment ago', () => {
  it('decides nothing by any act, on what is theirs or on what is others’', async () => {
    const world = await startWorld({
      policy: policyText('    classic: { allowed: true }\n'),
      prepare: ({ github }) => {
        const acme = github.state.organization(organization);
        if (acme !== undefined) acme.credentials = [];
        github.state.app.permissions.organization_administration = 'write';
      },
    });
    const quick = { note: 'quick', lastEight: 'ccccdddd', scopes: ['repo'], expiresAt: null };
    authorizeClassic(world.github.state, organization, mona.login, quick);
    await world.pass({ hours: 1 });
    const { slack } = world;
    const button = (who: string, message: () => PostedMessage, id: string) => async () =>
      toldPrivately(world, await slack.click(who, message(), id));
    // The form is open before the change.
    const form = async (
      who: string,
      message: PostedMessage,
      id: string,
      answers: Record<string, string> = { reason: 'No.' },
    ) => {
      const opened = await slack.click(who, message, id);
      const view = await slack.fill(who, await slack.until(() => opened.modal), answers);
      return async () => JSON.stringify((await slack.submit(who, view)).view?.blocks ?? []);
    };
    await approvedRequest(world, 'PAT-1', 'release-notes');
    await makeToken(world, { name: 'release-notes' });
    await approvedRequest(world, 'PAT-2', 'another');
    const less = { permissions: { repository: { contents: 'read' } }, repositories: ['website'] };
    await makeToken(world, { name: 'quick-hack', ...less });
    await makeToken(world, { name: 'wider', repositorySelection: 'all', repositories: [] });
    await makeToken(world, { name: 'own' }, carl.login);
    await askForToken(world, mona.slackId, { token_name: 'third' });
    await askForToken(world, dan.slackId, { token_name: 'dans', repositories: ['website'] });
    await ask(world, carl.slackId, 'What for?', '· PAT-4');
    await adjust(world, { lifetime: '7', reason: 'A week is enough.' }, carl.slackId, '· PAT-3');
    const classic = { token_kind: 'classic', classic_reason: 'packages', classic_scopes: ['read:packages'] };
    await askForToken(world, mona.slackId, { ...classic, token_name: 'publish' });
    await approve(world, '· PAT-5');
    const asked = question(world, 'quick-hack');
    const answer = choice(asked, /PAT-2\b/);
    const wider = () => cardOf(world, 'token “wider”');
    const opened = await slack.click(bea.slackId, cardOf(world, 'token “own”'), 'request_details');
    const isShown = () => opened.modal !== undefined && buttonsOf(opened.modal).includes('remind_holder');
    const story = await slack.until(() => (isShown() ? opened.modal : undefined));
    const deeds: Readonly<Record<PersonActName, () => Promise<string>>> = {
      approve_request: button(bea.slackId, () => cardOf(world, '· PAT-3'), 'approve_request'),
      // Bea has Details open, which come first: this form opens after them.
      deny_request: async () => (await form(bea.slackId, cardOf(world, '· PAT-3'), 'deny_request'))(),
      withdraw_request: async () => toldPrivately(world, await slack.command(mona.slackId, '/pat withdraw PAT-3')),
      // Whoever has a form open opens no second one: this one opens when hers is sent.
      ask_requester: async () =>
        (await form(bea.slackId, cardOf(world, '· PAT-3'), 'ask_requester', { question: 'Why?' }))(),
      answer_question: await form(dan.slackId, ownQuestion(world, dan.slackId), 'answer_question', { answer: 'So.' }),
      // The form itself is opened for nobody who may not decide.
      adjust_request: async () => {
        const opened = await slack.click(bea.slackId, cardOf(world, '· PAT-3'), 'adjust_request');
        const isSaid = () => JSON.stringify(opened.modal?.blocks).includes(guests);
        return slack.until(() => (isSaid() ? JSON.stringify(opened.modal?.blocks) : undefined));
      },
      accept_offer: button(mona.slackId, () => ownOffer(world), 'accept_offer'),
      approve_pending_token: button(bea.slackId, wider, 'approve_pending_token'),
      deny_pending_token: await form(carl.slackId, wider(), 'deny_pending_token'),
      answer_pending_token: async () => toldPrivately(world, await pressAsShown(world, mona.slackId, asked, answer)),
      accept_token: button(bea.slackId, () => cardOf(world, 'token “own”'), 'keep_token'),
      // Nobody is asked about it: who may answer is looked at first.
      keep_token: async () => {
        const card = cardOf(world, 'token “own”');
        const value = `${carriedBy(card, 'keep_token')}.keep`;
        const opened = await slack.click(carl.slackId, card, 'keep_token', { force: true, value });
        const view = await slack.fill(carl.slackId, await slack.until(() => opened.modal), { reason: 'Yearly.' });
        return JSON.stringify((await slack.submit(carl.slackId, view)).view?.blocks ?? []);
      },
      revoke_token: await form(mona.slackId, ownCopy(world, 'PAT-1'), 'revoke_token'),
      let_token_end: async () => {
        const copy = ownCopy(world, 'PAT-1');
        const forced = { force: true, value: carriedBy(copy, 'revoke_token') };
        return toldPrivately(world, await slack.click(mona.slackId, copy, 'let_token_end', forced));
      },
      remind_holder: async () => {
        await slack.click(bea.slackId, story, 'remind_holder');
        return slack.until(() => (textOf(topView(world, bea.slackId)).includes(guests) ? guests : undefined));
      },
      make_classic: async () => {
        const message = slack.directMessages(mona.slackId).find((one) => buttonsOf(one).includes('classic_made'));
        if (message === undefined) throw new Error('nothing asks whether it was made');
        return (await form(mona.slackId, message, 'classic_made', { last_eight: '7f3a9c01' }))();
      },
      revoke_classic_token: async () =>
        (await form(carl.slackId, cardOf(world, 'classic token “quick”'), 'revoke_token'))(),
    };
    for (const { slackId } of [mona, bea, carl, dan]) await slack.command(slackId, '/pat list');
    for (const { slackId, login } of [mona, bea, carl, dan])
      slack.addPerson({ id: slackId, name: login, isGuest: 'restricted' });
    const reviews = world.github.state.reviews.length;
    const told = new Map([['remind_holder', (await deeds.remind_holder()).includes(guests)]]);
    const { remind_holder: _, ...others } = deeds;
    for (const [act, deed] of Object.entries(others)) told.set(act, (await deed()).includes(guests));
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(Object.keys(acts).map((act) => [act, true])));
    await world.settle();
    expect(world.github.state.reviews).toHaveLength(reviews);
  });
});

describe('who is asked for while Slack is slow', () => {
  it('is answered in time, and nothing is decided', async () => {
    const world = await startWorld({ patience: 1 });
    await askForToken(world, mona.slackId);
    world.slack.server.faults.add({ fits: 'users.info', when: 'before', answer: 'real', delayMs: 2_500, times: 2 });
    const outcome = await approve(world);
    expect(outcome.timedOut).toBe(false);
    expect(await toldPrivately(world, outcome)).toContain('We couldn’t check with Slack who you are');
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
      'Slack doesn’t know your account in this workspace, so nothing was changed. Ask an admin of this Slack workspace.',
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
