import type { LocalToken } from '@countersign/sandbox-github/state';
import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { inChannel, prolonged } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { decisionCard, follow, passOften } from '../support/ended-token.ts';
import {
  approve,
  asItIsNow,
  buttonsOf,
  cardOf,
  cardsAbout,
  directMessages,
  isActive,
  isPending,
  lastDirectMessage,
  makeToken,
  reads,
  revoke,
  usualToken,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';
import { hasCreateLink, listed } from '../support/whose-token.ts';

const { mona, bea, carl } = cast;
const dayMs = 86_400_000;
const waits = /Waiting for the token to be made/;
const onHold = /on hold|held/i;
const works = /(?:is|has been) active|works now|can reach \S+ now/;
const takenBack = /cancelled or changed/i;
const allOfThem = { repositorySelection: 'all', repositories: [] } as const;

type Of = { readonly world: TestWorld; readonly token: LocalToken };

/** PAT-1 is approved, and its token was made with all repositories by mistake: it is on hold. */
async function tooWide(changes: Parameters<typeof makeToken>[1] = allOfThem): Promise<Of> {
  const world = await startWorld();
  await askForToken(world, mona.slackId);
  await approve(world);
  const token = await makeToken(world, changes);
  expect(isPending(world, token)).toBe(true);
  return { world, token };
}

function everywhere(world: TestWorld): readonly string[] {
  return [...inChannel(world), ...directMessages(world, mona.slackId)];
}

async function denyInSlack(world: TestWorld): Promise<void> {
  const asked = await world.slack.click(bea.slackId, decisionCard(world, 'nightly-release'), 'deny_pending_token');
  const view = await world.slack.until(() => asked.modal);
  await world.slack.submit(bea.slackId, await world.slack.fill(bea.slackId, view, { reason: 'Not all of them' }));
  await world.settle();
}

describe('a request whose token is on hold', () => {
  it('is nowhere said to wait for a token to be made, and leads to GitHub no more', async () => {
    const { world } = await tooWide();
    const line = await listed(world, 'PAT-1');
    expect(line).not.toMatch(waits);
    expect(line).toMatch(onHold);
    expect(reads(cardOf(world, '· PAT-1'))).not.toMatch(waits);
    expect(reads(cardOf(world, '· PAT-1'))).toMatch(onHold);
    expect(hasCreateLink(world, 'PAT-1')).toBe(false);
    for (const text of directMessages(world, mona.slackId)) expect(text).not.toMatch(waits);
  });

  it('is said to be on hold where GitHub refused to let the token in', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    const review = /POST .*personal-access-token-requests\/\d+$/;
    world.github.server.faults.add({ fits: review, when: 'before', answer: { status: 403 } });
    const token = await makeToken(world);
    await world.pass({ minutes: 6 });
    expect(isPending(world, token)).toBe(true);
    expect(await listed(world, 'PAT-1')).toMatch(onHold);
    expect(reads(cardOf(world, '· PAT-1'))).not.toMatch(waits);
    expect(hasCreateLink(world, 'PAT-1')).toBe(false);
  });

  it.each([
    { what: 'was denied here', ends: denyInSlack },
    {
      what: 'was denied on github.com',
      ends: async (world: TestWorld, { tokenId }: LocalToken) =>
        world.github.people.reviewOnGithub(carl.login, tokenId, 'deny'),
    },
    {
      what: 'was cancelled or changed by its holder',
      ends: async (world: TestWorld, { tokenId }: LocalToken) => world.github.people.cancelRequest(tokenId),
    },
    {
      what: 'was deleted by its holder',
      ends: async (world: TestWorld, { tokenId }: LocalToken) => world.github.people.deleteToken(tokenId),
    },
  ])('waits for another one, and leads to GitHub again, once that one $what', async ({ ends }) => {
    const { world, token } = await tooWide();
    expect(hasCreateLink(world, 'PAT-1')).toBe(false);
    await ends(world, token);
    await world.settle();
    expect(await listed(world, 'PAT-1')).toMatch(waits);
    expect(reads(cardOf(world, '· PAT-1'))).toMatch(waits);
    expect(hasCreateLink(world, 'PAT-1')).toBe(true);
  });

  it('still waits for it where the one on hold has another name and asks for more', async () => {
    const { world } = await tooWide({ ...allOfThem, name: 'quick-hack' });
    expect(await listed(world, 'PAT-1')).toMatch(waits);
    expect(hasCreateLink(world, 'PAT-1')).toBe(true);
  });
});

describe('a token that its holder corrected', () => {
  it('is nowhere said to have been taken back', async () => {
    const { world, token } = await tooWide();
    const card = decisionCard(world, 'nightly-release');
    world.github.people.editToken(token.tokenId, { repositorySelection: 'subset', repositories: ['payments'] });
    await follow(world);
    await passOften(world);
    expect(isActive(world, token)).toBe(true);
    for (const text of everywhere(world)) expect(text).not.toMatch(takenBack);
    const held = directMessages(world, mona.slackId).filter((text) => text.includes('was held') || onHold.test(text));
    for (const text of held) expect(text).toMatch(/PAT-1|approved|active|works/);
    expect(reads(asItIsNow(world, card))).toMatch(/approved|active|works/i);
    // Its request's card, and the one that it was held on.
    expect(cardsAbout(world, 'nightly-release')).toHaveLength(2);
    expect(reads(cardOf(world, '· PAT-1'))).toMatch(works);
    expect(await listed(world, 'PAT-1')).toMatch(works);
    expect(hasCreateLink(world, 'PAT-1')).toBe(false);
  });

  it('with the webhook lost is held on its card, which does not claim to know that it was corrected, denied or taken back', async () => {
    const { world, token } = await tooWide();
    const card = decisionCard(world, 'nightly-release');
    world.github.webhooks.mode = 'lose';
    world.github.people.editToken(token.tokenId, { repositorySelection: 'subset', repositories: ['payments'] });
    await follow(world);
    await passOften(world);
    expect(isPending(world, token)).toBe(true);
    const unknown = /An owner denied it, or its holder cancelled or changed it: GitHub doesn’t say which/;
    expect(reads(asItIsNow(world, card))).toMatch(unknown);
    expect(cardsAbout(world, 'nightly-release')).toHaveLength(2);
    expect(lastDirectMessage(world, mona.slackId)).toMatch(/create a new token within PAT-1/);
    for (const text of everywhere(world))
      expect(text.replace(unknown, '')).not.toMatch(/(?:was|been) (?:denied|cancelled|changed)/);
    // What was agreed is there for the new one.
    expect(await listed(world, 'PAT-1')).toMatch(waits);
    expect(hasCreateLink(world, 'PAT-1')).toBe(true);
  });

  it('and that still asks for too much keeps its card, with what it asks for now', async () => {
    const { world, token } = await tooWide();
    const before = decisionCard(world, 'nightly-release');
    world.github.people.editToken(token.tokenId, {
      repositorySelection: 'subset',
      repositories: ['payments', 'website', 'release-tools'],
    });
    await world.settle();
    const card = decisionCard(world, 'nightly-release');
    expect(card.ts).toBe(before.ts);
    expect(reads(card)).toContain('release-tools');
    expect(reads(card)).not.toMatch(/all repositories/);
    for (const text of everywhere(world)) expect(text).not.toMatch(takenBack);
    expect(lastDirectMessage(world, mona.slackId)).toContain('release-tools');
  });

  it('while its request waits for a decision is not said to be let in with that where it asks for more by now', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const token = await makeToken(world);
    expect(reads(cardOf(world, '· PAT-1'))).toMatch(/already (?:on GitHub|waiting)/);
    world.github.people.editToken(token.tokenId, allOfThem);
    await world.settle();
    await passOften(world);
    expect(reads(cardOf(world, '· PAT-1'))).not.toMatch(/already (?:on GitHub|waiting)/);
    for (const text of everywhere(world)) expect(text).not.toMatch(takenBack);
  });
});

describe('advice to the holder is something that GitHub can do', () => {
  const editIt = /\b(?:edit|narrow)(?:ed)?\b/i;
  const anotherOne = /new token|another token|regenerate/i;
  const late = (now: number) => ({ expiresAt: new Date(now + 60 * dayMs) });
  const more = { permissions: { repository: { contents: 'write', administration: 'write' } } };

  it.each([
    { what: 'never expires', changes: () => ({ expiresAt: null }) },
    { what: 'lasts too long', changes: late },
    { what: 'lasts too long and may do too much', changes: (now: number) => ({ ...late(now), ...more }) },
  ])('where a token that waits $what, only a new one helps', async ({ changes }) => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    await makeToken(world, changes(world.now()));
    const told = lastDirectMessage(world, mona.slackId);
    expect(told).toContain('nightly-release');
    expect(told).toMatch(anotherOne);
    expect(told).not.toMatch(/(?:edit|narrow) it on GitHub/i);
  });

  it('where a token that waits may do too much, narrowing it helps', async () => {
    const { world } = await tooWide(more);
    expect(lastDirectMessage(world, mona.slackId)).toMatch(editIt);
    expect(lastDirectMessage(world, mona.slackId)).not.toMatch(anotherOne);
  });

  it('where an active token was prolonged, editing it does not help', async () => {
    const { world } = await prolonged();
    const told = directMessages(world, mona.slackId).find((text) => text.includes('20 May 2027')) ?? '';
    expect(told).toContain('PAT-1');
    expect(told).toMatch(anotherOne);
    expect(told).not.toMatch(/(?:edit|narrow) it on GitHub/i);
  });

  it('where a machine user’s token was prolonged, having it edited does not help', async () => {
    const world = await startWorld();
    const token = await makeToken(world, { name: 'ci', repositories: ['website'] }, 'acme-ci');
    await world.slack.click(carl.slackId, cardOf(world, 'token “ci”'), 'approve_pending_token');
    await world.settle();
    world.github.people.regenerateToken(token.tokenId, null);
    await world.pass({ minutes: 6 });
    const told = lastDirectMessage(world, bea.slackId);
    expect(told).toContain('never expires');
    expect(told).toMatch(anotherOne);
    expect(told).not.toMatch(/(?:edited|narrowed) on GitHub/i);
  });
});

describe('the card of a token that was approved as it is', () => {
  const approvedAsItIs = async () => {
    const { world, token } = await tooWide();
    const card = decisionCard(world, 'nightly-release');
    await world.slack.click(bea.slackId, card, 'approve_pending_token');
    await world.settle();
    expect(reads(asItIsNow(world, card))).toMatch(works);
    return { world, token, card };
  };

  it.each([
    {
      what: 'was revoked',
      ends: async (world: TestWorld) => {
        await revoke(world, carl.slackId, 'nightly-release', 'Leaked in a build log');
      },
      says: /revoked/i,
    },
    {
      what: 'was revoked on github.com',
      ends: async (world: TestWorld, { tokenId }: LocalToken) => {
        world.github.people.revokeOnGithub(carl.login, tokenId);
        await world.pass({ minutes: 6 });
      },
      says: /no longer reach|lost access/,
    },
    {
      what: 'has expired',
      ends: async (world: TestWorld) => {
        await world.pass({ days: 31 });
        await world.pass({ minutes: 6 });
      },
      says: /expired/,
    },
  ])('says that it $what, and not that it is active', async ({ ends, says }) => {
    const { world, token, card } = await approvedAsItIs();
    await ends(world, token);
    await world.settle();
    expect(reads(asItIsNow(world, card))).toMatch(says);
    expect(reads(asItIsNow(world, card))).not.toMatch(works);
    expect(buttonsOf(asItIsNow(world, card))).not.toContain('revoke_token');
  });
});

describe('a second token of the agreed name, made while the first one is on hold', () => {
  it('is let in, and the request speaks of that one', async () => {
    const { world, token } = await tooWide();
    const second = world.github.people.createToken(mona.login, 'acme', usualToken(world));
    await world.settle();
    expect(isActive(world, second)).toBe(true);
    expect(isPending(world, token)).toBe(true);
    expect(await listed(world, 'PAT-1')).toMatch(works);
    expect(reads(decisionCard(world, 'nightly-release'))).not.toMatch(/what was agreed as PAT-1|PAT-1 allows/);
  });
});
