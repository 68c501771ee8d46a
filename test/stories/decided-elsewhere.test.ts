import { cast, channel, organization } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import {
  buttonsOf,
  cardOf,
  cardsAbout,
  carriedBy,
  isActive,
  lastDirectMessage,
  makeToken,
  passWithoutOutage,
  reads,
  toldPrivately,
} from '../support/people.ts';
import { startWorld } from '../support/start-world.ts';

const { mona, bea } = cast;

/** A token that nobody asked for, held with a card. */
async function held(isWebhookLost = false) {
  const world = await startWorld();
  const token = await makeToken(world, { name: 'surprise' });
  const card = cardOf(world, 'token “surprise”');
  const value = carriedBy(card, 'approve_pending_token');
  if (isWebhookLost) world.github.webhooks.mode = 'lose';
  return { world, token, value, card };
}

describe('a token that is decided on github.com', () => {
  it.each([
    [
      'approve',
      'Approved on GitHub by carl-own',
      'GitHub user carl-owner approved your token “surprise” for acme on GitHub. It is active now.',
    ],
    ['deny', 'Denied on GitHub by carl-own', 'GitHub user carl-owner denied your token “surprise” for acme on GitHub.'],
  ] as const)('by %s is shown so, with by whom, and offers no decision any more', async (act, onCard, toHolder) => {
    const { world, token, value } = await held();
    world.github.people.reviewOnGithub('carl-owner', token.tokenId, act);
    await world.settle();
    const card = cardOf(world, 'token “surprise”');
    expect(reads(card)).toContain(onCard);
    expect(buttonsOf(card).filter((id) => id !== 'revoke_token')).toEqual(['request_details']);
    expect(lastDirectMessage(world, mona.slackId)).toContain(toHolder);
    const late = await world.slack.click(bea.slackId, card, 'approve_pending_token', { force: true, value });
    expect(await toldPrivately(world, late)).toContain('Nothing was changed: the token “surprise” was');
    expect(world.github.state.reviews).toHaveLength(1);
  });

  it('with its webhook lost is adopted within a minute, by nobody named', async () => {
    const { world, token } = await held(true);
    world.github.people.reviewOnGithub('carl-owner', token.tokenId, 'approve');
    await world.pass({ seconds: 30 });
    await world.pass({ seconds: 30 });
    expect(reads(cardOf(world, 'token “surprise”'))).toContain('Approved on GitHub. It is active.');
    expect(isActive(world, token)).toBe(true);
  });

  it('by its holder, who takes it back, ends there', async () => {
    const { world, token } = await held();
    world.github.people.cancelRequest(token.tokenId);
    await world.settle();
    expect(reads(cardOf(world, 'token “surprise”'))).toContain('Its holder cancelled or changed it');
    expect(buttonsOf(cardOf(world, 'token “surprise”'))).toEqual(['request_details']);
  });

  it('is held to what the owner let in there: whoever widens it afterwards is told', async () => {
    const { world, token } = await held();
    world.github.people.reviewOnGithub('carl-owner', token.tokenId, 'approve');
    await world.settle();
    world.github.people.regenerateToken(token.tokenId, null);
    await world.pass({ minutes: 6 });
    // Its holder is asked first, and says nothing for a day.
    await passWithoutOutage(world, 24.5);
    expect(reads(cardOf(world, 'wider than '))).toContain('it never expires');
    expect(lastDirectMessage(world, mona.slackId)).toMatch(
      /You removed the expiry date of “[^”]*” for acme.*it never expires/s,
    );
  });

  it('while its request waited here shows a card of its own, and fulfils the request', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const token = await makeToken(world);
    expect(cardsAbout(world, 'token “nightly-release”')).toEqual([]);
    world.github.people.reviewOnGithub('carl-owner', token.tokenId, 'approve');
    await world.settle();
    expect(reads(cardOf(world, 'token “nightly-release”'))).toContain('Approved on GitHub by carl-owner');
    expect(reads(cardOf(world, '· PAT-1'))).toContain('Approved on GitHub: “nightly-release”');
    expect(reads(cardOf(world, '· PAT-1'))).toContain('Its token has been active');
    expect(buttonsOf(cardOf(world, '· PAT-1'))).toEqual(['revoke_token', 'request_details']);
  });
});

describe('a token that was denied or taken back, and that GitHub then lets in without asking anybody', () => {
  it.each([
    ['denied by an owner', 'deny'],
    ['cancelled or changed by its holder', 'cancel'],
  ] as const)('%s, is not said to be approved, and goes to the reviewers', async (_, act) => {
    const { world, token } = await held();
    const { people } = world.github;
    world.moveClock(60);
    if (act === 'deny') people.reviewOnGithub('carl-owner', token.tokenId, 'deny');
    else people.cancelRequest(token.tokenId);
    people.setPolicy(organization, { approvalRequired: false, lifetimeLimitDays: null });
    people.requestAccess(token.tokenId, {
      permissions: { repository: { contents: 'read' } },
      repositorySelection: 'all',
    });
    await world.settle();
    await world.pass({ minutes: 6 });
    expect(isActive(world, token)).toBe(true);
    const said = world.slack.messagesIn(channel).map((message) => reads(message));
    expect(said.join('\n')).not.toContain('pproved on GitHub');
    expect(said.filter((text) => text.includes('for acme is active, and nobody approved it here'))).toHaveLength(1);
    expect(lastDirectMessage(world, mona.slackId)).not.toMatch(/was approved|approved your token/);
  });
});
