import { cast, channel, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { adjust, ownOffer } from '../support/offers.ts';
import {
  asItIsNow,
  buttonsOf,
  cardOf,
  cardsAbout,
  carriedBy,
  directMessages,
  isActive,
  lastDirectMessage,
  passWithoutOutage,
  reads,
  revoke,
  toldPrivately,
} from '../support/people.ts';
import { requestFor, sendRaw } from '../support/raw-slack.ts';
import type { TestWorld } from '../support/start-world.ts';

const dayMs = 86_400_000;
const { mona, bea, carl, dan } = cast;
const allowed = policyText('    renewal: { same_scope: allow }\n');

/** Mona's reminder, two weeks before the end. */
async function reminded(policy = allowed) {
  const { world, token } = await active(policy);
  await world.pass({ days: 16, hours: 6 });
  const reminder = world.slack.directMessages(mona.slackId).findLast((one) => buttonsOf(one).includes('renew_token'));
  if (reminder === undefined) throw new Error('nobody was reminded');
  return { world, token, reminder };
}

async function pageOf(world: TestWorld, message: Parameters<typeof buttonsOf>[0] & { ts: string }) {
  const outcome = await world.slack.click(mona.slackId, message as never, 'renew_token');
  return world.slack.until(() => outcome.modal);
}

/** The same page once more, before Slack has closed it: what it is answered. */
async function sendAgain(world: TestWorld, page: Awaited<ReturnType<typeof pageOf>>): Promise<string> {
  const request = requestFor({ kind: 'submission', id: page.callbackId }, mona.slackId, channel, 'x');
  const view = { ...(request.view as object), private_metadata: page.privateMetadata, state: { values: page.values } };
  return (await sendRaw(world, { kind: 'submission' }, { ...request, view })).body;
}

/** The words of the page that answers what was sent. */
async function send(world: TestWorld, page: Awaited<ReturnType<typeof pageOf>>): Promise<string> {
  const { view } = await world.slack.submit(mona.slackId, page);
  await world.settle();
  return view === undefined ? '' : reads(view as never);
}

describe('a renewal', () => {
  it('is nobody else’s: a colleague who presses the holder’s buttons is told nothing and changes nothing', async () => {
    const { world, reminder } = await reminded();
    for (const button of ['renew_token', 'let_token_end']) {
      const value = carriedBy(reminder, button);
      const outcome = await world.slack.click(dan.slackId, reminder, button, { force: true, value });
      const said = await toldPrivately(world, outcome);
      expect(said).not.toContain('nightly-release');
      expect(outcome.modal).toBeUndefined();
    }
    const named = await world.slack.command(dan.slackId, '/pat renew PAT-1');
    expect(await toldPrivately(world, named)).not.toContain('nightly-release');
    expect(cardsAbout(world, 'PAT-2')).toEqual([]);
    // She herself may name it as she likes, and is reminded as before.
    const own = await world.slack.command(mona.slackId, '/pat renew “Nightly-release”');
    expect((await world.slack.until(() => own.modal)).callbackId).toBe('renew_token');
    const unknown = await world.slack.command(mona.slackId, '/pat renew something-else');
    expect(await toldPrivately(world, unknown)).toContain('You have no request or token named “something-else”.');
    await askForToken(world, mona.slackId, { token_name: 'second' });
    const waiting = await world.slack.command(mona.slackId, '/pat renew PAT-2');
    expect(await toldPrivately(world, waiting)).toContain('PAT-2 has no active token, so there is nothing to renew.');
    const others = await world.slack.command(dan.slackId, '/pat renew PAT-2');
    expect(await toldPrivately(world, others)).toContain('You have no request PAT-2.');
    const bare = await world.slack.command(mona.slackId, '/pat renew');
    expect(await toldPrivately(world, bare)).toContain(
      'Which one? Send its number or its name, for example: /pat renew PAT-12.',
    );
    const before = directMessages(world, mona.slackId).length;
    await world.pass({ days: 7 });
    expect(directMessages(world, mona.slackId).length).toBeGreaterThan(before);
  });

  it('is of the token that was shown: a page that is older than a change sends nothing, nor does an old button let it end', async () => {
    const { world, token, reminder } = await reminded();
    const page = await pageOf(world, reminder);
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 5 * dayMs));
    await world.pass({ minutes: 6 });
    expect(await send(world, page)).toContain('changed');
    expect(cardsAbout(world, 'PAT-2')).toEqual([]);
    const value = carriedBy(reminder, 'let_token_end');
    const outcome = await world.slack.click(mona.slackId, reminder, 'let_token_end', { force: true, value });
    expect(await toldPrivately(world, outcome)).not.toContain('We won’t remind you');
  });

  it('is one at a time: of two pages that are sent at once, one is', async () => {
    const { world, reminder } = await reminded(policyText());
    const page = await pageOf(world, reminder);
    const [first, other] = await Promise.all([world.slack.submit(mona.slackId, page), sendAgain(world, page)]);
    await world.settle();
    const said = [first.closed ? '' : JSON.stringify(first.view), other];
    expect(said.filter((text) => text?.includes('You are renewing “nightly-release” already: see PAT-2'))).toHaveLength(
      1,
    );
    expect(cardsAbout(world, 'renews “nightly-release”')).toHaveLength(1);
  });

  it('of a token that was revoked meanwhile is refused', async () => {
    const { world, token, reminder } = await reminded();
    const page = await pageOf(world, reminder);
    await revoke(world, bea.slackId, 'PAT-1', 'It leaked.');
    await world.settle();
    expect(isActive(world, token)).toBe(false);
    expect(await send(world, page)).toContain('You can’t renew “nightly-release”: it was revoked.');
    expect(cardsAbout(world, 'PAT-2')).toEqual([]);
  });

  it('of a token that is revoked while it waits is not approved any more, and who revoked it is said', async () => {
    const { world, reminder } = await reminded(policyText());
    await send(world, await pageOf(world, reminder));
    const card = cardOf(world, 'PAT-2');
    const value = carriedBy(card, 'approve_request');
    await revoke(world, bea.slackId, 'PAT-1', 'It leaked.');
    await world.settle();
    // The card is drawn again by then: this click is of one that was open before.
    const outcome = await world.slack.click(carl.slackId, card, 'approve_request', { force: true, value });
    expect(await toldPrivately(world, outcome)).toContain(
      'Nothing was changed: the token “nightly-release” was revoked',
    );
    await world.settle();
    const over = '“nightly-release” was revoked, so nobody can approve its renewal. You can withdraw your request.';
    const listed = await world.slack.command(mona.slackId, '/pat list');
    expect(await toldPrivately(world, listed)).toContain(over);
    const own = world.slack.directMessages(mona.slackId).filter((one) => reads(one).includes('PAT-2'));
    expect(own.map(reads).join('\n')).toContain(over);
    expect(own.flatMap(buttonsOf)).toContain('withdraw_request');
    expect(own.flatMap(buttonsOf)).not.toContain('nudge');
    expect(reads(cardOf(world, 'PAT-2'))).toContain(
      '“nightly-release” was revoked, so nobody can approve its renewal.',
    );
    expect(buttonsOf(cardOf(world, 'PAT-2'))).toEqual(['deny_request', 'ask_requester', 'request_details']);
  });

  it('of a token that is revoked by a later grant than it was asked for by is not approved, and nobody is reminded of it', async () => {
    const { world, token, reminder } = await reminded(policyText());
    await send(world, await pageOf(world, reminder));
    for (const contents of ['read', 'write']) {
      world.github.people.editToken(token.tokenId, {
        permissions: { repository: { contents, pull_requests: 'read' } },
      });
      await world.pass({ minutes: 6 });
    }
    expect(isActive(world, token)).toBe(true);
    await revoke(world, bea.slackId, 'PAT-1', 'It leaked.');
    await world.settle();
    expect(reads(cardOf(world, '· PAT-2'))).toContain(
      '“nightly-release” was revoked, so nobody can approve its renewal.',
    );
    expect(buttonsOf(cardOf(world, '· PAT-2'))).not.toContain('approve_request');
    await passWithoutOutage(world, 4 * 24);
    expect(world.slack.messagesIn(channel).map(reads).join('\n')).not.toContain('still needs a decision');
  });

  it('of a token that is revoked while an offer waits can’t be accepted, and the offer says so', async () => {
    const { world, reminder } = await reminded(policyText());
    await send(world, await pageOf(world, reminder));
    await adjust(world, { permissions: ['contents:read'], reason: 'Tags are enough.' }, bea.slackId, 'PAT-2');
    const offer = ownOffer(world);
    const value = carriedBy(offer, 'accept_offer');
    await revoke(world, bea.slackId, 'PAT-1', 'It leaked.');
    await world.settle();
    const outcome = await world.slack.click(mona.slackId, offer, 'accept_offer', { force: true, value });
    await world.settle();
    expect(await toldPrivately(world, outcome)).toContain('the token “nightly-release” was revoked');
    const now = asItIsNow(world, offer);
    expect(reads(now)).toContain(
      '“nightly-release” was revoked, so nobody can approve its renewal. You can withdraw your request.',
    );
    expect(buttonsOf(now)).toEqual(['withdraw_request', 'request_details']);
  });

  it('of more days than were approved is asked of the owners, though the policy allows the same', async () => {
    const { world, token } = await active(allowed);
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 45 * dayMs));
    await world.pass({ minutes: 6 });
    const named = await world.slack.command(mona.slackId, '/pat renew PAT-1');
    const page = await world.slack.until(() => named.modal);
    expect(reads(page as never)).toContain('The owners of acme will review this.');
    await send(world, page);
    expect(buttonsOf(cardOf(world, 'PAT-2'))).toContain('approve_request');
  });

  it('of days that its holder alone gave it is asked of the owners, though an earlier renewal was allowed', async () => {
    const { world, token, reminder } = await reminded();
    await send(world, await pageOf(world, reminder));
    for (const days of [30, 80]) {
      world.github.people.regenerateToken(token.tokenId, new Date(world.now() + days * dayMs));
      await world.pass({ minutes: 6 });
    }
    const named = await world.slack.command(mona.slackId, '/pat renew PAT-2');
    const page = await world.slack.until(() => named.modal);
    expect(reads(page as never)).toContain('The owners of acme will review this.');
    await send(world, page);
    expect(buttonsOf(cardOf(world, 'PAT-3'))).toContain('approve_request');
  });

  it('lets in the days that were approved, and not those in which it may be used besides', async () => {
    const { world, token, reminder } = await reminded();
    await send(world, await pageOf(world, reminder));
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 37 * dayMs));
    await world.pass({ minutes: 6 });
    expect(lastDirectMessage(world, mona.slackId)).toContain('You prolonged “nightly-release” for acme');
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 30 * dayMs));
    await world.pass({ minutes: 6 });
    expect(lastDirectMessage(world, mona.slackId)).toContain('You renewed “nightly-release” (PAT-2)');
  });
});

describe('a token that its holder prolongs without asking', () => {
  it('is not revoked before the owners have had its card for a day, however short the grace', async () => {
    const { world, token } = await active(policyText('    drift: { grace_days: 1, then: revoke }\n'));
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 60 * dayMs));
    await world.pass({ minutes: 6 });
    expect(lastDirectMessage(world, mona.slackId)).toContain('we’ll revoke it on 3 March 2027');
    await passWithoutOutage(world, 25);
    expect(cardsAbout(world, 'wider than PAT-1 allows')).toHaveLength(1);
    expect(isActive(world, token)).toBe(true);
    await passWithoutOutage(world, 22);
    expect(isActive(world, token)).toBe(true);
    await passWithoutOutage(world, 3);
    expect(isActive(world, token)).toBe(false);
  });
});
