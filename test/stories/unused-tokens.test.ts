import type { PostedMessage } from '@countersign/sandbox-slack/state';
import { cast, organization, policyText, type World } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { unusedTable } from '../../src/cli/export-unused.ts';
import { asItIsNow, buttonsOf, cardsAbout, directMessages, lastDirectMessage, reads } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl, dan } = cast;
const policy = policyText('    unused: { after_days: 90 }\n');
const all = { repositorySelection: 'all', expiresAt: null, reason: '' } as const;
const reader = { ...all, permissions: { repository: { contents: 'read' } } } as const;
const admin = { ...all, permissions: { repository: { administration: 'write', contents: 'write' } } } as const;

/** Tokens that were there before Countersign, of people whom GitHub asked for no approval. */
function withOldTokens(tokens: readonly { readonly of: string; readonly name: string; readonly is?: object }[]) {
  return ({ github }: World): void => {
    const found = github.state.organization(organization);
    if (found === undefined) throw new Error('no organization');
    found.approvalRequired = false;
    for (const { of, name, is = reader } of tokens) {
      github.people.createToken(of, organization, { name, ...reader, ...is });
    }
    found.approvalRequired = true;
  };
}

const monas = [
  { of: 'mona', name: 'old-report' },
  { of: 'mona', name: 'old-admin', is: admin },
  { of: 'mona', name: 'old-script' },
];

const asked = (world: TestWorld, slackId: string): readonly PostedMessage[] =>
  world.slack.directMessages(slackId).filter((message) => reads(message).includes('unused token'));

function questionTo(world: TestWorld, slackId: string): PostedMessage {
  const [message, ...others] = asked(world, slackId);
  if (message === undefined || others.length > 0) throw new Error(`asked ${others.length + 1} times`);
  return message;
}

/** The value of the button of this kind that stands under the token's line. */
function carriedUnder(world: TestWorld, message: PostedMessage, tokenName: string, action: string): string {
  const { blocks } = asItIsNow(world, message);
  const at = blocks.findIndex((block) => JSON.stringify(block).includes(tokenName));
  const [buttons] = blocks.slice(at).filter((block) => block.type === 'actions');
  const [found] = (buttons?.elements ?? []).filter((one) => 'action_id' in one && one.action_id === action);
  return found !== undefined && 'value' in found ? String(found.value) : '';
}

const tokenCalled = (world: TestWorld, name: string) => {
  const found = world.github.state.tokens.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no token is called ${name}`);
  return found;
};

const lastReview = (world: TestWorld, words: string): PostedMessage => {
  const card = cardsAbout(world, words).at(-1);
  if (card === undefined) throw new Error(`no message says ${words}`);
  return card;
};

/** As the form offers it. */
const tokenIdOf = (world: TestWorld, name: string): string =>
  carriedUnder(world, questionTo(world, mona.slackId), name, 'keep_token').replace(/\.\d+\.keep$/, '');

async function answer(world: TestWorld, who: string, tokenName: string, action: string, reason: string) {
  const message = questionTo(world, who);
  const value = carriedUnder(world, message, tokenName, action);
  const opened = await world.slack.click(who, message, action, { value });
  const view = await world.slack.until(() => opened.modal);
  const sent = await world.slack.submit(who, await world.slack.fill(who, view, { reason }));
  await world.settle();
  return sent;
}

/** Half past ten on a Monday in New York, half past four in the afternoon in Stockholm, half past eight in the evening in Kolkata. */
const aMondayLater = { days: 91, hours: 5 };

describe('tokens that nobody used for 90 days', () => {
  it('are asked about in one message to their holder, the riskiest first, in their working hours', async () => {
    const world = await startWorld({ policy, prepare: withOldTokens(monas) });
    await world.pass({ days: 89, hours: 23 });
    expect(asked(world, mona.slackId)).toEqual([]);
    await world.pass({ days: 1, hours: 1 });
    // Early in the morning in New York.
    expect(asked(world, mona.slackId)).toEqual([]);
    await world.pass({ hours: 5 });
    const text = reads(questionTo(world, mona.slackId));
    expect(text).toContain('Do you still need these 3 unused tokens for acme?');
    expect(text.indexOf('old-admin')).toBeLessThan(text.indexOf('old-report'));
    expect(text).toContain('“old-report”: never used; high risk, can read the code in all repositories');
    expect(text).toContain('Keep what you need, and revoke the rest. If we don’t hear from you by 14 June 2027');
    await world.pass({ days: 1 });
    await world.restart();
    await world.settle();
    expect(asked(world, mona.slackId)).toHaveLength(1);
  });

  it('that fall due within a week of each other are one more message, a week later', async () => {
    const world = await startWorld({ policy, prepare: withOldTokens(monas.slice(0, 1)) });
    await world.pass({ days: 3 });
    withOldTokens(monas.slice(1))(world);
    await world.settle();
    await world.pass({ days: 88, hours: 5 });
    expect(asked(world, mona.slackId)).toHaveLength(1);
    // A Friday: they have been due since Wednesday.
    await world.pass({ days: 4 });
    expect(asked(world, mona.slackId)).toHaveLength(1);
    await world.pass({ days: 3 });
    expect(asked(world, mona.slackId).map(reads)[1]).toContain('these 2 unused tokens');
  });

  it('are not asked about while GitHub does not show whether they were used', async () => {
    const world = await startWorld({ policy, prepare: withOldTokens(monas) });
    await world.pass({ days: 90, hours: 20 });
    world.github.server.faults.add({
      ...{ fits: /personal-access-tokens/, times: 500, when: 'before' },
      answer: { status: 503 },
    });
    await world.pass({ hours: 9 });
    expect(asked(world, mona.slackId)).toEqual([]);
    for (const { name, tokenId } of world.github.state.tokens) {
      if (name !== 'old-admin') world.github.people.useToken(tokenId);
    }
    world.github.server.faults.clear();
    await world.pass({ hours: 1 });
    const text = reads(questionTo(world, mona.slackId));
    expect(text).toContain('this unused token');
    expect(text).toContain('old-admin');
  });

  it('are kept with a reason, revoked, or dropped without a word when they are used again', async () => {
    const world = await startWorld({ policy, prepare: withOldTokens(monas) });
    await world.pass(aMondayLater);
    const message = questionTo(world, mona.slackId);
    const now = (): string => reads(asItIsNow(world, message));
    expect((await answer(world, mona.slackId, 'old-report', 'keep_token', ' ')).errors).toEqual({
      reason: 'Please fill this in.',
    });
    expect(
      (await answer(world, mona.slackId, 'old-report', 'keep_token', 'The yearly report.')).errors,
    ).toBeUndefined();
    expect(now()).toContain('these 2 unused tokens');
    expect(now()).toContain(`“old-report”: <@${mona.slackId}> kept it on 31 May 2027`);
    expect(now()).toContain('The yearly report.');
    const { length } = directMessages(world, mona.slackId);
    await world.pass({ hours: 1 });
    world.github.people.useToken(tokenCalled(world, 'old-script').tokenId);
    await world.pass({ hours: 1 });
    expect(now()).toContain('“old-script” is used again');
    expect(directMessages(world, mona.slackId)).toHaveLength(length);
    await answer(world, mona.slackId, 'old-admin', 'revoke_token', 'Nobody needs it.');
    expect(tokenCalled(world, 'old-admin').grant).toBeNull();
    expect(now()).toContain('You don’t need to do anything about your unused tokens for acme');
    expect(buttonsOf(asItIsNow(world, message))).toEqual([]);
    // Ninety days without use after it was kept, and as long after the other was used.
    await world.pass({ days: 89 });
    expect(asked(world, mona.slackId)).toHaveLength(1);
    await world.pass({ days: 2 });
    const again = asked(world, mona.slackId).at(-1);
    expect(again === undefined ? '' : reads(again)).toContain('these 2 unused tokens');
    // What is asked again is answered there alone.
    expect(buttonsOf(asItIsNow(world, message))).toEqual([]);
    expect(now()).toContain('We asked about your unused tokens for acme');
    expect(now()).toContain('“old-report”: our newer message asks about it');
    expect(cardsAbout(world, 'unused token')).toEqual([]);
  });

  it('go to the owners without an answer, with a word where nobody could be asked', async () => {
    const tokens = [...monas.slice(0, 2), { of: 'ghost', name: 'old-ghost' }];
    const world = await startWorld({
      policy,
      prepare: (made) => {
        made.github.people.addUser('ghost');
        made.github.people.addMember('ghost', organization);
        withOldTokens(tokens)(made);
      },
    });
    // Nobody can be asked about the ghost's: the owners are, at once.
    await world.pass({ days: 91 });
    const [early] = cardsAbout(world, 'unused token');
    expect(early === undefined ? '' : reads(early)).toContain('1 unused token for acme: is it still needed?');
    expect(early === undefined ? '' : reads(early)).toContain(
      'Its holder can’t be reached in Slack, so we couldn’t ask them.',
    );
    await world.pass({ hours: 5 });
    await world.pass({ days: 13 });
    expect(cardsAbout(world, 'unused token')).toHaveLength(1);
    await world.pass({ days: 1 });
    const cards = cardsAbout(world, '3 unused tokens for acme: are they still needed?');
    expect(cards).toHaveLength(2);
    const [, late] = cards;
    const text = late === undefined ? '' : reads(late);
    expect(text).toContain('We asked their holders and got no answer. The holder of 1 can’t be reached in Slack');
    expect(text.indexOf('old-admin')).toBeLessThan(text.indexOf('old-report'));
    // It can still be kept, and both messages follow.
    await answer(world, mona.slackId, 'old-report', 'keep_token', 'The yearly report.');
    expect(cardsAbout(world, '2 unused tokens for acme: are they still needed?')).toHaveLength(2);
  });

  it('go to the owners at once where Slack lets nobody write to their holder', async () => {
    const world = await startWorld({ policy, prepare: withOldTokens(monas) });
    world.slack.server.faults.add({
      ...{ fits: 'chat.postMessage', when: 'before' },
      answer: { status: 200, body: { ok: false, error: 'user_not_visible' } },
    });
    await world.pass(aMondayLater);
    expect(asked(world, mona.slackId)).toEqual([]);
    expect(cardsAbout(world, 'We couldn’t send')).toEqual([]);
    const text = reads(lastReview(world, '3 unused tokens for acme: are they still needed?'));
    expect(text).toContain('Their holders can’t be reached in Slack, so we couldn’t ask anybody.');
    await world.pass({ days: 20 });
    expect(cardsAbout(world, 'unused token')).toHaveLength(1);
  });

  it('of a machine user are asked about to its sponsor', async () => {
    const world = await startWorld({ policy, prepare: withOldTokens([{ of: 'acme-ci', name: 'old-ci' }]) });
    await world.pass(aMondayLater);
    const text = reads(questionTo(world, bea.slackId));
    expect(text).toContain('acme-ci’s “old-ci”: never used');
    expect(text).toContain('You get this as the sponsor of this machine user.');
    await answer(world, bea.slackId, 'old-ci', 'keep_token', 'The yearly build.');
    expect(reads(questionTo(world, bea.slackId))).toContain('The yearly build.');
  });

  it('are nobody else’s to keep, and are kept once', async () => {
    const world = await startWorld({ policy, prepare: withOldTokens(monas) });
    await world.pass(aMondayLater);
    const message = questionTo(world, mona.slackId);
    const value = carriedUnder(world, message, 'old-report', 'keep_token');
    const opened = await world.slack.click(dan.slackId, message, 'keep_token', { force: true, value });
    const view = await world.slack.until(() => opened.modal);
    const filled = await world.slack.fill(dan.slackId, view, { reason: 'Mine.' });
    const refused = await world.slack.submit(dan.slackId, filled);
    expect(JSON.stringify(refused.view?.blocks)).toContain('isn’t an owner now. Nothing was decided.');
    await answer(world, mona.slackId, 'old-report', 'keep_token', 'The yearly report.');
    const late = await world.slack.click(mona.slackId, message, 'keep_token', { force: true, value });
    const twice = await world.slack.fill(mona.slackId, await world.slack.until(() => late.modal), { reason: 'Again.' });
    const told = await world.slack.submit(mona.slackId, twice);
    expect(JSON.stringify(told.view?.blocks)).toContain('somebody kept it');
  });

  it('are asked about where we only observe, and revoked on GitHub', async () => {
    const observed = policyText('    mode: observe\n    unused: { after_days: 90 }\n');
    const world = await startWorld({ policy: observed, prepare: withOldTokens(monas) });
    await world.pass(aMondayLater);
    const message = questionTo(world, mona.slackId);
    expect(reads(message)).toContain('Delete on GitHub what you don’t need: we only observe.');
    expect(new Set(buttonsOf(message))).toEqual(new Set(['keep_token']));
  });

  it('are left alone unless the policy says so', async () => {
    const world = await startWorld({ prepare: withOldTokens(monas) });
    await world.pass(aMondayLater);
    await world.pass({ days: 30 });
    expect(asked(world, mona.slackId)).toEqual([]);
    expect(cardsAbout(world, 'unused token')).toEqual([]);
  });

  it('are revoked by an owner all at once, but for those that stay, each told by itself', async () => {
    const world = await startWorld({
      policy,
      prepare: withOldTokens([...monas, { of: 'dan-dev', name: 'dans-old' }]),
    });
    await world.pass({ days: 91 });
    await world.pass({ hours: 5 });
    await world.pass({ days: 15 });
    const card = lastReview(world, '4 unused tokens for acme');
    const opened = await world.slack.click(carl.slackId, card, 'revoke_unused');
    const view = await world.slack.until(() => opened.modal);
    expect(reads(view as never)).toContain(
      'These 4 tokens lose access to acme immediately, unless you keep them below.',
    );
    expect(reads(view as never)).toContain('mona’s “old-admin”');
    const kept = tokenIdOf(world, 'old-report');
    const send = async (answers: Record<string, string | string[]>) =>
      world.slack.submit(carl.slackId, await world.slack.fill(carl.slackId, view, answers));
    expect((await send({ keep: [kept] })).errors).toEqual({
      keep_reason: 'Please fill this in.',
      reason: 'Please fill this in.',
    });
    // GitHub fails for one of them, in the middle.
    world.github.server.faults.add({
      fits: /^POST .*personal-access-tokens/,
      when: 'before',
      answer: { status: 500 },
    });
    const sent = await send({ keep: [kept], keep_reason: 'Audit in autumn.', reason: 'Nobody answered.' });
    expect(reads(sent.view as never)).toContain('We’re revoking 3 tokens on GitHub');
    expect(reads(sent.view as never)).toContain('Kept: / - mona’s “old-report”');
    await world.settle();
    await world.pass({ minutes: 30 });
    const granted = world.github.state.tokens.filter(({ grant }) => grant !== null).map(({ name }) => name);
    expect(granted).toEqual(['old-report']);
    expect(reads(asItIsNow(world, card))).toBe('No unused token for acme needs a decision.');
    expect(lastDirectMessage(world, dan.slackId)).toContain('Nobody answered.');
    expect(reads(questionTo(world, mona.slackId))).toContain('Audit in autumn.');
    const failed = world.github.server.calls.filter(({ name, status }) => name.startsWith('POST') && status === 500);
    expect(failed).toHaveLength(1);
    // Sent again, it finds nothing to do.
    const late = await world.slack.click(carl.slackId, card, 'revoke_unused', { force: true, value: '1.1' });
    expect(late.modal).toBeUndefined();
    const table = (await unusedTable(world.database.place)).split('\r\n');
    expect(table).toHaveLength(6);
    expect(table).toContain(
      `acme,old-report,${tokenCalled(world, 'old-report').tokenId},mona,2027-05-31T14:30:00.000Z,${mona.slackId},2027-06-15T14:30:00.000Z,kept,2027-06-15T14:30:00.000Z,slack:${carl.slackId},Audit in autumn.`,
    );
    expect(
      table.filter((line) => line.includes(`revoked,2027-06-15T14:30:00.000Z,slack:${carl.slackId}`)),
    ).toHaveLength(3);
  });

  it('are revoked by owners only, and only those that the form showed', async () => {
    const world = await startWorld({ policy, prepare: withOldTokens(monas) });
    await world.pass(aMondayLater);
    await world.pass({ days: 15 });
    const card = lastReview(world, '3 unused tokens for acme');
    const opened = await world.slack.click(carl.slackId, card, 'revoke_unused');
    const form = await world.slack.fill(carl.slackId, await world.slack.until(() => opened.modal), {
      reason: 'Nobody answered.',
    });
    world.github.people.setRole(carl.login, organization, 'member');
    const refused = await world.slack.submit(carl.slackId, form);
    expect(reads(refused.view as never)).toContain('isn’t an owner now. Nothing was decided.');
    world.github.people.setRole(carl.login, organization, 'admin');
    const again = await world.slack.click(carl.slackId, card, 'revoke_unused');
    const view = await world.slack.until(() => again.modal);
    await answer(world, mona.slackId, 'old-report', 'keep_token', 'The yearly report.');
    await world.slack.submit(carl.slackId, await world.slack.fill(carl.slackId, view, { reason: 'Nobody answered.' }));
    await world.settle();
    const granted = world.github.state.tokens.filter(({ grant }) => grant !== null).map(({ name }) => name);
    expect(granted).toEqual(['old-report']);
  });

  it('are decided forty in one form, and the others in the next', async () => {
    const tokens = Array.from({ length: 45 }, (_, place) => ({ of: 'ghost', name: `old-${place}` }));
    const world = await startWorld({
      policy,
      prepare: (made) => {
        made.github.people.addUser('ghost');
        made.github.people.addMember('ghost', organization);
        withOldTokens(tokens)(made);
      },
    });
    await world.pass(aMondayLater);
    const card = lastReview(world, '45 unused tokens for acme');
    expect(reads(card)).toContain('and 20 more');
    for (const left of [5, 0]) {
      const opened = await world.slack.click(carl.slackId, card, 'revoke_unused');
      const view = await world.slack.until(() => opened.modal);
      const form = await world.slack.fill(carl.slackId, view, { reason: 'Nobody answered.' });
      const sent = await world.slack.submit(carl.slackId, form);
      expect(reads(sent.view as never)).toContain(`We’re revoking ${left === 5 ? 40 : 5} tokens on GitHub`);
      await world.settle();
      await world.pass({ minutes: 5 });
      expect(world.github.state.tokens.filter(({ grant }) => grant !== null)).toHaveLength(left);
    }
    expect(reads(asItIsNow(world, card))).toBe('No unused token for acme needs a decision.');
  });
});
