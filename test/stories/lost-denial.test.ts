import type { LocalToken } from '@countersign/sandbox-github/state';
import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active, inChannel } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { askAgain, decisionCard, expectHeldAsEnded, follow, letInByApp, passOften } from '../support/ended-token.ts';
import {
  approve,
  asItIsNow,
  buttonsOf,
  cardOf,
  directMessages,
  isActive,
  isPending,
  lastDirectMessage,
  makeToken,
  reads,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;

type Of = { readonly world: TestWorld; readonly token: LocalToken };

/** PAT-1 is approved, and its token asks for all repositories: it is held. From now on GitHub's webhooks are lost. */
async function tooWide(): Promise<Of> {
  const world = await startWorld();
  await askForToken(world, mona.slackId);
  await approve(world);
  const token = await makeToken(world, { repositorySelection: 'all', repositories: [] });
  await world.pass({ days: 2 });
  await world.pass({ minutes: 6 });
  world.github.webhooks.mode = 'lose';
  return { world, token };
}

function denies({ world, token }: Of): void {
  world.github.people.reviewOnGithub(carl.login, token.tokenId, 'deny', 'Not all of them');
}

/** Just what was agreed, under a new request of the same token. */
const asksAgain = ({ world, token }: Of): void => askAgain(world, token);

/** Whoever reads it learns that it may have been denied, and that nobody can tell. */
const facts = [/PAT-1\b/, /\b3 March\b/, /denied/, /cancelled or changed/, /GitHub does(?:n’t| not) say which/];

function expectHeld({ world, token }: Of, letIn = 0): void {
  expectHeldAsEnded(world, token, { letIn, facts });
  const told = lastDirectMessage(world, mona.slackId);
  // Nobody knows that it was ended; and the way out is one that the holder can go alone.
  expect(told).not.toMatch(/was (?:ended|denied) before/);
  expect(told).toMatch(/GitHub does(?:n’t| not) say/);
  expect(told).toMatch(/new token/);
}

describe('a token that was denied on github.com with the webhook lost, and that asks again for just what was agreed', () => {
  it.each<{ readonly when: string; readonly happens: (of: Of) => Promise<void> }>([
    {
      when: 'after a list had shown that it no longer waited',
      happens: async (of) => {
        denies(of);
        await of.world.pass({ minutes: 6 });
        asksAgain(of);
      },
    },
    {
      when: 'before any list was read',
      happens: async (of) => {
        denies(of);
        asksAgain(of);
      },
    },
    {
      when: 'before any list was read, and under another name',
      happens: async (of) => {
        denies(of);
        of.token.name = 'nightly-release-2';
        asksAgain(of);
      },
    },
    {
      when: 'before any list was read, and is edited while it waits',
      happens: async (of) => {
        denies(of);
        askAgain(of.world, of.token, { repositorySelection: 'all', repositories: [] });
        await passOften(of.world);
        of.world.github.webhooks.mode = 'deliver';
        of.world.github.people.editToken(of.token.tokenId, {
          repositorySelection: 'subset',
          repositories: ['payments', 'website'],
        });
        await of.world.settle();
      },
    },
    {
      when: 'after webhooks arrive again',
      happens: async (of) => {
        denies(of);
        of.world.github.webhooks.mode = 'deliver';
        asksAgain(of);
        await follow(of.world);
      },
    },
    {
      when: 'while the program was down',
      happens: async (of) => {
        denies(of);
        asksAgain(of);
        await of.world.restart();
      },
    },
  ])('$when, is held, and its card says what is known', async ({ happens }) => {
    const of = await tooWide();
    await happens(of);
    await passOften(of.world);
    expectHeld(of);
  });

  it('is held to the end where no webhook ever told of it', async () => {
    const of = await tooWide();
    denies(of);
    asksAgain(of);
    for (let days = 0; days < 5; days += 1) await of.world.pass({ days: 1 });
    expect(letInByApp(of.world, of.token)).toBe(0);
    expect(isPending(of.world, of.token)).toBe(true);
  });

  it('is let in where a reviewer approves it as it is', async () => {
    const of = await tooWide();
    denies(of);
    asksAgain(of);
    await passOften(of.world);
    await of.world.slack.click(bea.slackId, decisionCard(of.world, of.token.name), 'approve_pending_token');
    await of.world.settle();
    expect(isActive(of.world, of.token)).toBe(true);
  });

  it('leaves PAT-1 to a new token, which is let in by itself', async () => {
    const of = await tooWide();
    denies(of);
    asksAgain(of);
    await passOften(of.world);
    const fresh = await makeToken(of.world);
    await passOften(of.world);
    expect(isActive(of.world, fresh)).toBe(true);
    expect(isActive(of.world, of.token)).toBe(false);
  });
});

describe('an edit of an active token that was denied on github.com with the webhook lost', () => {
  const widened = async (): Promise<Of> => {
    const { world, token } = await active();
    world.github.people.editToken(token.tokenId, { repositories: ['payments', 'website', 'release-tools'] });
    await world.settle();
    await world.pass({ days: 2 });
    world.github.webhooks.mode = 'lose';
    return { world, token };
  };

  it('and is asked for again is held, and the token keeps what it had', async () => {
    const of = await widened();
    denies(of);
    of.world.github.people.editToken(of.token.tokenId, { repositories: ['payments', 'website', 'release-tools'] });
    await passOften(of.world);
    expect(letInByApp(of.world, of.token)).toBe(1);
    expect(isPending(of.world, of.token)).toBe(true);
    for (const fact of facts.slice(1)) expect(reads(decisionCard(of.world, of.token.name))).toMatch(fact);
    expect(reads(cardOf(of.world, '· PAT-1'))).toMatch(/has been active/);
  });

  it('and is covered by an approval that came later is held all the same', async () => {
    const of = await widened();
    denies(of);
    await askForToken(of.world, mona.slackId, { repositories: ['payments', 'website', 'release-tools'] });
    await approve(of.world, '· PAT-2');
    of.world.github.people.editToken(of.token.tokenId, { repositories: ['payments', 'website', 'release-tools'] });
    await passOften(of.world);
    expect(letInByApp(of.world, of.token)).toBe(1);
    expect(isPending(of.world, of.token)).toBe(true);
  });
});

describe('a token that an owner approved on github.com with the webhook lost, and that was widened before any list was read', () => {
  it('was approved, and only what it asks for beyond that is held', async () => {
    const of = await tooWide();
    const card = decisionCard(of.world, of.token.name);
    of.world.github.people.reviewOnGithub(carl.login, of.token.tokenId, 'approve');
    of.world.github.people.editToken(of.token.tokenId, {
      permissions: { repository: { contents: 'write', pull_requests: 'read', issues: 'write' } },
    });
    await passOften(of.world);
    expect(isActive(of.world, of.token)).toBe(true);
    expect(reads(asItIsNow(of.world, card))).toMatch(/Approved on GitHub/);
    expect(reads(decisionCard(of.world, of.token.name))).toMatch(/Issues/);
    expect(reads(decisionCard(of.world, of.token.name))).not.toMatch(/denied/);
  });
});

describe('a holder who takes their token’s request back and asks again', () => {
  it('with the webhook lost can go on: it is held for a person, and nobody reads that it was denied', async () => {
    const of = await tooWide();
    of.world.github.people.cancelRequest(of.token.tokenId);
    asksAgain(of);
    await passOften(of.world);
    expectHeld(of);
    await of.world.slack.click(bea.slackId, decisionCard(of.world, of.token.name), 'approve_pending_token');
    await of.world.settle();
    expect(isActive(of.world, of.token)).toBe(true);
  });

  it('with a webhook that came late is let in by itself as soon as it tells', async () => {
    const of = await tooWide();
    of.world.github.webhooks.mode = 'hold';
    of.world.github.people.cancelRequest(of.token.tokenId);
    asksAgain(of);
    await passOften(of.world);
    expectHeld(of);
    await of.world.github.webhooks.deliverHeld();
    await of.world.settle();
    expect(letInByApp(of.world, of.token)).toBe(1);
    expect(isActive(of.world, of.token)).toBe(true);
  });

  it('with webhooks that come in another order is let in by itself, and is never said to be held', async () => {
    const of = await tooWide();
    of.world.github.webhooks.mode = 'hold';
    of.world.github.people.cancelRequest(of.token.tokenId);
    asksAgain(of);
    await of.world.github.webhooks.deliverHeld((held) => held.toReversed());
    await of.world.settle();
    expect(letInByApp(of.world, of.token)).toBe(1);
    for (const text of [...inChannel(of.world), ...directMessages(of.world, mona.slackId)])
      expect(text).not.toMatch(/GitHub does(?:n’t| not) say/);
  });
});

it('a denial that a webhook tells late is named on the card of what came after it', async () => {
  const of = await tooWide();
  of.world.github.webhooks.mode = 'hold';
  denies(of);
  asksAgain(of);
  await passOften(of.world);
  expectHeld(of);
  await of.world.github.webhooks.deliverHeld();
  await of.world.settle();
  await passOften(of.world);
  const card = decisionCard(of.world, of.token.name);
  expect(reads(card)).toMatch(/GitHub user carl-owner denied this token .*on GitHub/);
  expect(buttonsOf(card)).toContain('approve_pending_token');
  expect(letInByApp(of.world, of.token)).toBe(0);
});
