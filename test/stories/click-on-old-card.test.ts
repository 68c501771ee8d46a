import type { LocalToken } from '@countersign/sandbox-github/state';
import type { PostedMessage } from '@countersign/sandbox-slack/state';
import { cast, organization } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { decisionCard, follow, letInByApp, passOften } from '../support/ended-token.ts';
import {
  approve,
  asItIsNow,
  buttonsOf,
  carriedBy,
  directMessages,
  isActive,
  isPending,
  lastDirectMessage,
  makeToken,
  reads,
  usualToken,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;

type Held = { readonly world: TestWorld; readonly token: LocalToken; readonly card: PostedMessage };

/** A token that nobody asked for, held with a card; whatever GitHub tells from now on is lost. */
async function held(): Promise<Held> {
  const world = await startWorld();
  const token = await makeToken(world, { name: 'surprise' });
  const card = decisionCard(world, 'surprise');
  world.github.webhooks.mode = 'lose';
  return { world, token, card };
}

const grows: readonly { readonly way: string; readonly grow: (world: TestWorld, token: LocalToken) => void }[] = [
  {
    way: 'under a number of its own',
    grow: ({ github }, { tokenId }) =>
      github.people.editToken(tokenId, { permissions: { repository: { contents: 'write', administration: 'write' } } }),
  },
  {
    way: 'under the same number',
    grow: (_world, { pending }) => {
      if (pending !== null) pending.permissions.repository.administration = 'write';
    },
  },
];

/** The clock stands still and no list is due: only what the click itself woke has run. */
async function afterClick(world: TestWorld): Promise<void> {
  await world.bot().idle();
}

describe('Approve on a card that shows less than the token asks for by now', () => {
  it.each(grows)('approves nothing, and the card shows the new scope at once ($way)', async ({ grow }) => {
    const { world, token, card } = await held();
    const seen = carriedBy(card, 'approve_pending_token');
    grow(world, token);
    await world.slack.click(bea.slackId, card, 'approve_pending_token');
    await afterClick(world);
    expect(world.github.state.reviews).toEqual([]);
    expect(isPending(world, token)).toBe(true);
    const drawn = asItIsNow(world, card);
    expect(reads(drawn)).toContain('Administration');
    expect(buttonsOf(drawn)).toContain('approve_pending_token');
    expect(carriedBy(drawn, 'approve_pending_token')).not.toBe(seen);
    expect(lastDirectMessage(world, mona.slackId)).not.toMatch(/approved (?!it yet)/);
    // Once, to whoever clicked.
    const outdated =
      '“surprise” for acme changed before your approval reached GitHub, so nothing was approved. The newest message about it shows what became of it and what it asks for now.';
    expect(directMessages(world, bea.slackId)).toEqual([outdated]);
    await passOften(world);
    expect(directMessages(world, bea.slackId).filter((text) => text === outdated)).toHaveLength(1);
    expect(directMessages(world, mona.slackId)).not.toContain(outdated);
  });

  it.each(grows)('can be followed by Approve on what is shown then ($way)', async ({ grow }) => {
    const { world, token, card } = await held();
    grow(world, token);
    await world.slack.click(bea.slackId, card, 'approve_pending_token');
    await afterClick(world);
    const drawn = asItIsNow(world, card);
    expect(reads(drawn)).toContain('Administration');
    await world.slack.click(bea.slackId, drawn, 'approve_pending_token');
    await afterClick(world);
    expect(isActive(world, token)).toBe(true);
    expect(world.github.state.reviews.at(-1)?.scope.permissions.repository).toHaveProperty('administration', 'write');
  });

  it('in Details approves nothing either, and the card shows the new scope at once', async () => {
    const { world, token, card } = await held();
    const opened = await world.slack.click(bea.slackId, card, 'request_details');
    const details = await world.slack.until(() =>
      opened.modal !== undefined && buttonsOf(opened.modal).includes('approve_pending_token')
        ? opened.modal
        : undefined,
    );
    if (token.pending !== null) token.pending.permissions.repository.administration = 'write';
    await world.slack.click(bea.slackId, details, 'approve_pending_token');
    await afterClick(world);
    expect(world.github.state.reviews).toEqual([]);
    expect(reads(asItIsNow(world, card))).toContain('Administration');
    expect(buttonsOf(asItIsNow(world, card))).toContain('approve_pending_token');
  });

  it('while what is active can’t be listed shows the new scope all the same', async () => {
    const { world, token, card } = await held();
    if (token.pending !== null) token.pending.permissions.repository.administration = 'write';
    const grants = /GET .*personal-access-tokens$/;
    world.github.server.faults.add({ fits: grants, when: 'before', times: 10_000, answer: { status: 502 } });
    await world.slack.click(bea.slackId, card, 'approve_pending_token');
    await afterClick(world);
    expect(world.github.state.reviews).toEqual([]);
    expect(reads(asItIsNow(world, card))).toContain('Administration');
    expect(buttonsOf(asItIsNow(world, card))).toContain('approve_pending_token');
  });
});

describe('an approval that the App is about to carry out', () => {
  it('of a token that grew meanwhile is held with its new scope at once', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    let hasGrown = false;
    world.github.server.intercept = async ({ name }, moment) => {
      if (hasGrown || moment !== 'before' || !name.includes(`/memberships/${bea.login}`)) return;
      hasGrown = true;
      const pending = world.github.state.tokens.at(-1)?.pending;
      if (pending != null) pending.permissions.repository.administration = 'write';
    };
    const token = world.github.people.createToken(mona.login, organization, usualToken(world));
    await follow(world);
    expect(hasGrown).toBe(true);
    expect(letInByApp(world, token)).toBe(0);
    expect(reads(decisionCard(world, 'nightly-release'))).toContain('Administration');
  });
});

describe('a token that was decided on github.com, and nobody told us', () => {
  it('is shown as approved on github.com, and not as if that had been decided here', async () => {
    const { world, token, card } = await held();
    world.github.people.reviewOnGithub(carl.login, token.tokenId, 'approve');
    await passOften(world);
    expect(isActive(world, token)).toBe(true);
    expect(reads(asItIsNow(world, card))).toMatch(/approved on GitHub/i);
    const told = directMessages(world, mona.slackId).filter((text) => /approved/.test(text));
    expect(told.length).toBeGreaterThan(0);
    for (const text of told) expect(text).toMatch(/on GitHub/);
  });

  it('while an owner denied it here is shown as approved there, by nobody who denied it', async () => {
    const { world, token, card } = await held();
    const asked = await world.slack.click(bea.slackId, card, 'deny_pending_token');
    const view = await world.slack.until(() => asked.modal);
    const filled = await world.slack.fill(bea.slackId, view, { reason: 'Please ask first' });
    world.github.people.reviewOnGithub(carl.login, token.tokenId, 'approve');
    await world.slack.submit(bea.slackId, filled);
    await afterClick(world);
    await passOften(world);
    expect(isActive(world, token)).toBe(true);
    expect(reads(asItIsNow(world, card))).not.toMatch(new RegExp(`approved by <@${bea.slackId}>`, 'i'));
    expect(reads(asItIsNow(world, card))).toMatch(/on GitHub/);
    expect(lastDirectMessage(world, mona.slackId)).not.toMatch(new RegExp(`approved by <@${bea.slackId}>`));
  });

  it('while an owner approved it here is shown as denied there, or as no longer waiting, and never as active', async () => {
    const { world, token, card } = await held();
    let isDenied = false;
    world.github.server.intercept = async ({ name }, moment) => {
      if (isDenied || moment !== 'before' || !name.includes(`/memberships/${mona.login}`)) return;
      isDenied = true;
      world.github.people.reviewOnGithub(carl.login, token.tokenId, 'deny');
    };
    await world.slack.click(bea.slackId, card, 'approve_pending_token');
    await afterClick(world);
    await world.pass({ minutes: 11 });
    await passOften(world);
    expect(isDenied).toBe(true);
    expect(isActive(world, token)).toBe(false);
    expect(reads(asItIsNow(world, card))).not.toMatch(/(?:is|has been) active|approved by/i);
    expect(lastDirectMessage(world, mona.slackId)).not.toMatch(/(?:is|has been) active|works now|can reach \S+ now/);
  });
});
