// A token is ended while a card by which it can be let in does not show that yet: that card decides nothing, and the one that shows it does.
import type { LocalToken } from '@countersign/sandbox-github/state';
import { cast } from '@countersign/sandbox-stage/cast';
import { expect, it } from 'vitest';
import { active, prolonged, refuseRevoke, withDeadline } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { decisionCard, letInByApp, passOften } from '../support/ended-token.ts';
import {
  buttonsOf,
  cardOf,
  cardsAbout,
  directMessages,
  isActive,
  isPending,
  makeToken,
  reads,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;
const all = { repositorySelection: 'all', repositories: [] } as const;
const outdated = 'This changed after the button was shown, so nothing was decided';
const noRedraws = { fits: 'chat.update', when: 'before', times: 1_000, answer: { status: 503 } } as const;

type Card = ReturnType<typeof cardOf>;

/** PAT-1's token is active, and its change to all repositories on hold. */
async function changed(): Promise<{ readonly world: TestWorld; readonly token: LocalToken; readonly card: Card }> {
  const { world, token } = await active(withDeadline);
  world.github.people.editToken(token.tokenId, all);
  await world.pass({ minutes: 6 });
  return { world, token, card: decisionCard(world, token.name) };
}

/** The form is open, and sent by what is answered. */
async function openForm(world: TestWorld, who: string, card: Card, button: string, reason: string) {
  const opened = await world.slack.click(who, card, button);
  const form = await world.slack.fill(who, await world.slack.until(() => opened.modal), { reason });
  return () => world.slack.submit(who, form);
}

/** Answers what they have read of it alone by then. */
async function presses(world: TestWorld, card: Card, button: string): Promise<() => string> {
  const pressed = await world.slack.click(bea.slackId, card, button);
  return () => pressed.ephemeral.map(reads).join();
}

async function expectHeld(world: TestWorld, token: LocalToken, ...facts: readonly RegExp[]): Promise<void> {
  await world.settle();
  world.slack.server.faults.clear();
  await passOften(world);
  expect(isActive(world, token)).toBe(false);
  expect(isPending(world, token)).toBe(true);
  for (const fact of facts) expect(reads(decisionCard(world, token.name))).toMatch(fact);
}

it('is revoked as leaked, and a change of it approved, in one moment', async () => {
  const { world, token, card } = await changed();
  const revoke = await openForm(world, carl.slackId, cardOf(world, '· PAT-1'), 'revoke_token', 'Leaked');
  const letIn = letInByApp(world, token);
  await Promise.all([revoke(), world.slack.click(bea.slackId, card, 'approve_pending_token')]);
  await expectHeld(world, token, /U0CARL00001> revoked this token/, /Reason given then: Leaked/);
  expect(letInByApp(world, token)).toBe(letIn);
});

it('is revoked before the approval of its change was sent: whoever approved that hears that nothing was', async () => {
  const { world, token, card } = await changed();
  const revoke = await openForm(world, carl.slackId, cardOf(world, '· PAT-1'), 'revoke_token', 'Leaked');
  world.github.server.faults.add({
    ...{ fits: /GET .*personal-access-token-requests/, when: 'before', times: 1, answer: { status: 502 } },
  });
  await world.slack.click(bea.slackId, card, 'approve_pending_token');
  await revoke();
  await expectHeld(world, token, /Reason given then: Leaked/);
  expect(directMessages(world, bea.slackId).join('\n')).toContain(
    '“nightly-release” for acme changed before your approval reached GitHub, so nothing was approved. The newest message about it shows what became of it and what it asks for now.',
  );
});

it('was revoked, while Slack took no redraw: the card of before decides nothing, the one that shows it lets it in', async () => {
  const { world, token, card } = await changed();
  const revoke = await openForm(world, carl.slackId, cardOf(world, '· PAT-1'), 'revoke_token', 'Leaked');
  world.slack.server.faults.add(noRedraws);
  await revoke();
  await world.settle();
  await world.pass({ minutes: 6 });
  const read = await presses(world, card, 'approve_pending_token');
  await expectHeld(world, token, /Reason given then: Leaked/);
  expect(read()).toContain(outdated);
  await world.slack.click(bea.slackId, decisionCard(world, token.name), 'approve_pending_token');
  await world.settle();
  await passOften(world);
  expect(isActive(world, token)).toBe(true);
});

it('is revoked by its holder as pasted, and its change approved, in one moment', async () => {
  const { world, token, card } = await changed();
  const said = await world.slack.command(mona.slackId, '/pat revoke PAT-1');
  const form = await world.slack.fill(mona.slackId, await world.slack.until(() => said.modal), {
    reason: 'I pasted it',
  });
  await Promise.all([
    world.slack.submit(mona.slackId, form),
    world.slack.click(bea.slackId, card, 'approve_pending_token'),
  ]);
  await expectHeld(world, token, /Its holder <@U0MONA00001> revoked this token/, /Reason given then: I pasted it/);
});

it.each(['lose', 'deliver'] as const)('is revoked on github.com just before the click (webhooks: %s)', async (mode) => {
  const { world, token, card } = await changed();
  const letIn = letInByApp(world, token);
  world.github.webhooks.mode = mode;
  world.github.people.revokeOnGithub(carl.login, token.tokenId);
  await world.slack.click(bea.slackId, card, 'approve_pending_token');
  await expectHeld(world, token, /lost access to acme before/);
  expect(letInByApp(world, token)).toBe(letIn);
});

it('waits without a request: what was asked for it later is denied, which its card does not show', async () => {
  const world = await startWorld({ policy: withDeadline });
  const token = await makeToken(world);
  const card = decisionCard(world, token.name);
  world.slack.server.faults.add(noRedraws);
  await askForToken(world, mona.slackId);
  await passOften(world);
  const request = cardsAbout(world, '· PAT-1').at(-1) ?? card;
  await (await openForm(world, carl.slackId, request, 'deny_request', 'Never this.'))();
  const read = await presses(world, card, 'approve_pending_token');
  await expectHeld(world, token, /denied PAT-1, which this token waited for/, /Reason given then: Never this\./);
  expect(read()).toContain(outdated);
});

it('goes past what was agreed, and GitHub refused that it is revoked: the flag of before accepts nothing', async () => {
  const { world, token } = await prolonged();
  const flag = (): Card => {
    const found = cardsAbout(world, 'wider than PAT-1').findLast((one) => buttonsOf(one).includes('keep_token'));
    if (found === undefined) throw new Error('nothing offers to accept it');
    return found;
  };
  const before = structuredClone(flag());
  const revoke = await openForm(world, carl.slackId, before, 'revoke_token', 'Leaked');
  world.github.server.faults.add(refuseRevoke);
  world.slack.server.faults.add(noRedraws);
  await revoke();
  await world.settle();
  await world.pass({ minutes: 6 });
  const read = await presses(world, before, 'keep_token');
  await world.settle();
  world.slack.server.faults.clear();
  await passOften(world);
  expect(read()).toContain(outdated);
  expect(directMessages(world, mona.slackId).join('\n')).not.toContain('accepted your token');
  expect(reads(flag())).toContain('revoked this token (for PAT-1)');
  expect(reads(flag())).toContain('but GitHub didn’t carry that out');
  await world.slack.click(bea.slackId, flag(), 'keep_token');
  await world.settle();
  expect(directMessages(world, mona.slackId).join('\n')).toContain('accepted your token');
  expect(isActive(world, token)).toBe(true);
});

it('was let in on github.com before its change was denied here: its flag names that, and so does a word to whoever denied it', async () => {
  const { world, token, card } = await changed();
  world.github.webhooks.mode = 'lose';
  world.github.people.reviewOnGithub(carl.login, token.tokenId, 'approve');
  await (await openForm(world, bea.slackId, card, 'deny_pending_token', 'Not all of them'))();
  await world.settle();
  await passOften(world);
  expect(directMessages(world, bea.slackId).join('\n')).toContain(
    '“nightly-release” for acme became active on GitHub before we could deny it for you. It can do all that it asked for. You can revoke it at the newest message about it.',
  );
  const flag = cardsAbout(world, 'wider than PAT-1').findLast((one) => buttonsOf(one).includes('keep_token'));
  const text = flag === undefined ? '' : reads(flag);
  expect(text).toMatch(/U0BEA000001> denied a change of this token.* but GitHub didn’t carry that out/);
  expect(text).toContain('Reason given then: Not all of them');
});
