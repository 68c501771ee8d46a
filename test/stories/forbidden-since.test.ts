import { textOf } from '@countersign/sandbox-slack/read-aloud';
import type { OpenView } from '@countersign/sandbox-slack/state';
import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { openHome } from '../support/home-of.ts';
import { acceptOffer, adjust, ownOffer } from '../support/offers.ts';
import {
  approve,
  asItIsNow,
  buttonsOf,
  cardOf,
  carriedBy,
  isActive,
  makeToken,
  passWithoutOutage,
  reads,
  toldPrivately,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;
const dayMs = 86_400_000;

/** The cast's policy with a rule, which refuses unless it says otherwise. */
function denying(when: string, then = 'outcome: deny'): string {
  const rule = `    rules:\n      - { name: Closed, reason: Ask in March., when: ${when}, then: { ${then} } }\n`;
  return policyText().replace(/ +approvals_for:.*\n/, `    approvals_for: { high: 1, critical: 1 }\n${rule}`);
}

/** Details, as Bea opens them from the card that mentions it. */
async function details(world: TestWorld, words: string): Promise<OpenView> {
  const opened = await world.slack.click(bea.slackId, cardOf(world, words), 'request_details');
  return world.slack.until(() =>
    opened.modal !== undefined && !textOf(opened.modal).includes('One moment') ? opened.modal : undefined,
  );
}

const said = 'The rule “Closed” forbids it: Ask in March.';

describe('a request that the policy forbids since it was sent', () => {
  it('is approved nowhere: Details say which rule forbids it, and offer all but Approve, as the card does', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await world.restart(denying('{ permissions: { any: ["contents:write"] } }'));
    const opened = await details(world, 'PAT-1');
    expect(textOf(opened)).toContain(`${said} Nobody can approve this request.`);
    expect(buttonsOf(opened)).toEqual(['deny_request', 'adjust_request', 'ask_requester']);
    const outcome = await world.slack.click(bea.slackId, cardOf(world, 'PAT-1'), 'approve_request');
    await world.settle();
    expect(await toldPrivately(world, outcome)).toContain(said);
    const card = cardOf(world, 'PAT-1');
    expect(reads(card)).toContain(`${said} Nobody can approve this request.`);
    expect(buttonsOf(card)).toEqual([...buttonsOf(opened), 'request_details']);
  });

  it('is approved nowhere, too, where the rule looks at who asks and not at what the token can do', async () => {
    const world = await startWorld();
    await askForToken(world, carl.slackId);
    await world.restart(denying('{ requester: [owner] }'));
    expect(buttonsOf(await details(world, 'PAT-1'))).not.toContain('approve_request');
    await world.slack.click(bea.slackId, cardOf(world, 'PAT-1'), 'approve_request');
    await world.settle();
    const card = cardOf(world, 'PAT-1');
    expect(reads(card)).toContain(`${said} Nobody can approve this request.`);
    expect(buttonsOf(card)).not.toContain('approve_request');
  });
});

describe('a token that a rule forbids', () => {
  const policy = denying('{ permissions: { any: ["administration:write"] } }');
  const wide = { name: 'admin', permissions: { repository: { administration: 'write' } } };

  it('is approved nowhere: its card and its Details say which rule forbids it, and offer to deny it', async () => {
    const world = await startWorld({ policy });
    const token = await makeToken(world, wide);
    const card = cardOf(world, '“admin”');
    expect(reads(card)).toContain(said);
    expect(buttonsOf(card)).toEqual(['deny_pending_token', 'request_details']);
    const opened = await details(world, '“admin”');
    expect(textOf(opened)).toContain(said);
    expect(buttonsOf(opened)).toEqual(['deny_pending_token']);
    const value = carriedBy(opened, 'deny_pending_token');
    const forced = await world.slack.click(bea.slackId, card, 'approve_pending_token', { force: true, value });
    await world.settle();
    expect(await toldPrivately(world, forced)).toContain(`Nobody can approve “admin” here. ${said}`);
    expect(isActive(world, token)).toBe(false);
  });
});

describe('an active token for which a rule wants several people', () => {
  const policy = denying('{ kind: [unasked] }', 'approvals: 2');
  const lonely = 'The rule “Closed” wants 2 reviewers, so one can’t accept it alone.';
  const way = 'Its holder can narrow it, or request it so that several can decide.';

  it('is accepted by no click: its card and its Details say why, and the way there is to it', async () => {
    const world = await startWorld({ policy });
    await makeToken(world, { name: 'own', permissions: { repository: { contents: 'read' } } }, carl.login);
    const card = cardOf(world, 'token “own”');
    expect(reads(card)).toContain(`${lonely} ${way}`);
    expect(buttonsOf(card)).toEqual(['revoke_token', 'request_details']);
    const opened = await details(world, 'token “own”');
    expect(textOf(opened)).toContain(`${lonely} ${way}`);
    expect(buttonsOf(opened)).toEqual(['remind_holder', 'revoke_token']);
    const value = carriedBy(opened, 'revoke_token');
    const forced = await world.slack.click(bea.slackId, card, 'keep_token', { force: true, value });
    await world.settle();
    expect(await toldPrivately(world, forced)).toContain(`The rule “Closed” wants 2 reviewers for “own”`);
    expect(reads(cardOf(world, 'token “own”'))).toContain(lonely);
  });

  it('is approved by those several once its holder requests it, as its card says', async () => {
    const world = await startWorld({ policy: denying('{ lifetime: { at_least_days: 60 } }', 'approvals: 2') });
    await askForToken(world, mona.slackId);
    await approve(world);
    const token = await makeToken(world);
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 80 * dayMs));
    await world.pass({ minutes: 6 });
    // Its holder is asked first, and says nothing for a day.
    await passWithoutOutage(world, 24.5);
    expect(reads(cardOf(world, 'token “nightly-release”'))).toContain(`${lonely} ${way}`);
    await askForToken(world, mona.slackId, { lifetime: '90' });
    await approve(world, 'PAT-2', bea.slackId);
    await approve(world, 'PAT-2', carl.slackId);
    await world.pass({ minutes: 6 });
    expect(reads(cardOf(world, 'token “nightly-release”'))).toContain('It’s within what was approved.');
    expect(buttonsOf(cardOf(world, 'token “nightly-release”'))).toEqual(['revoke_token', 'request_details']);
  });
});

describe('an offer that the policy forbids since it was made', () => {
  it('is accepted nowhere: its message, the list and Home say why and what to do, and the next offer is', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await adjust(world, { permissions: ['contents:read'], reason: 'Tags are enough.' });
    const message = ownOffer(world);
    await world.restart(denying('{ permissions: { any: ["contents:read"] } }'));
    const late = await world.slack.click(mona.slackId, message, 'accept_offer');
    await world.settle();
    expect(await toldPrivately(world, late)).toBe(
      `The policy no longer allows what <@${bea.slackId}> offered on PAT-1. ${said} Nothing was approved. Ask them for another offer, or withdraw your request.`,
    );
    const why = `${said} So you can’t accept this offer. Ask <@${bea.slackId}> for another one, or withdraw your request.`;
    const now = asItIsNow(world, message);
    expect(reads(now)).toContain(why);
    expect(buttonsOf(now)).toEqual(['withdraw_request', 'request_details']);
    const listed = await toldPrivately(world, await world.slack.command(mona.slackId, '/pat list'));
    expect(listed).toContain(why);
    expect(listed).not.toContain('[Accept]');
    const home = await openHome(world, mona.slackId);
    expect(home).toContain(why);
    expect(home).not.toContain('[Accept]');
    await adjust(world, { permissions: ['pull_requests:read'], reason: 'No code, then.' });
    expect(buttonsOf(ownOffer(world))).toContain('accept_offer');
    await acceptOffer(world);
    expect(reads(cardOf(world, '· PAT-1'))).toContain(`Approved by <@${bea.slackId}>`);
  });
});
