import type { LocalToken } from '@countersign/sandbox-github/state';
import { cast, organization } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { withDeadline } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import {
  askAgain,
  decisionCard,
  expectHeldAsEnded,
  follow,
  letInByApp,
  named,
  neverAsked,
  passOften,
} from '../support/ended-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  cardsAbout,
  isActive,
  isPending,
  makeToken,
  passADay,
  passWithoutOutage,
  reads,
  revoke,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;
const dayMs = 86_400_000;

async function approved(world: TestWorld, name: string): Promise<void> {
  await askForToken(world, mona.slackId);
  await approve(world, `· ${name}`);
}

/** Mona's token for PAT-1 is active; PAT-2, of the same name and for the same, is approved and unused. It is 3 March. */
async function withSecondApproval(): Promise<{ readonly world: TestWorld; readonly token: LocalToken }> {
  const world = await startWorld({ policy: withDeadline });
  await approved(world, 'PAT-1');
  const token = await makeToken(world);
  await approved(world, 'PAT-2');
  await world.pass({ days: 2 });
  await world.pass({ minutes: 6 });
  expect(isActive(world, token)).toBe(true);
  return { world, token };
}

/** The same, but the token asks for all repositories and waits: PAT-1 and PAT-2 are both unused. */
async function tooWide(): Promise<{ readonly world: TestWorld; readonly token: LocalToken }> {
  const world = await startWorld({ policy: withDeadline });
  await approved(world, 'PAT-1');
  await approved(world, 'PAT-2');
  const token = await makeToken(world, { repositorySelection: 'all', repositories: [] });
  await world.pass({ days: 2 });
  await world.pass({ minutes: 6 });
  return { world, token };
}

async function revokeByHolder(world: TestWorld): Promise<void> {
  const opened = await world.slack.command(mona.slackId, '/pat revoke PAT-1');
  const view = await world.slack.until(() => opened.modal);
  const filled = await world.slack.fill(mona.slackId, view, { reason: 'I pasted it somewhere' });
  await world.slack.submit(mona.slackId, filled);
  await world.settle();
}

async function denyInSlack(world: TestWorld, tokenName: string): Promise<void> {
  const asked = await world.slack.click(bea.slackId, decisionCard(world, tokenName), 'deny_pending_token');
  const view = await world.slack.until(() => asked.modal);
  await world.slack.submit(bea.slackId, await world.slack.fill(bea.slackId, view, { reason: 'Not all of them' }));
  await world.settle();
}

type Ending = {
  readonly how: string;
  readonly start: typeof withSecondApproval;
  readonly end: (world: TestWorld, token: LocalToken) => Promise<void>;
  readonly letIn: number;
  readonly facts: readonly RegExp[];
};
const endings: readonly Ending[] = [
  {
    how: 'revoked as leaked by an owner in Slack',
    start: withSecondApproval,
    end: async (world) => {
      await revoke(world, carl.slackId, 'PAT-1', 'Leaked in a build log');
      await world.settle();
    },
    letIn: 1,
    facts: [/revoked/i, named(carl), /\b3 March\b/, /Leaked in a build log/],
  },
  {
    how: 'revoked by its holder in Slack',
    start: withSecondApproval,
    end: revokeByHolder,
    letIn: 1,
    facts: [/Its holder <@U0MONA00001> revoked this token/, /\b3 March\b/, /I pasted it somewhere/],
  },
  {
    how: 'revoked by the policy',
    start: withSecondApproval,
    end: async (world, token) => {
      world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 80 * dayMs));
      await world.pass({ minutes: 6 });
      await world.pass({ days: 2 });
      await passADay(world);
      world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 20 * dayMs));
    },
    letIn: 1,
    facts: [/revoked/i, /policy/i, /\b6 March\b/],
  },
  {
    how: 'revoked by an owner on github.com',
    start: withSecondApproval,
    end: async (world, token) => {
      world.github.people.revokeOnGithub(carl.login, token.tokenId);
      await world.pass({ minutes: 6 });
    },
    letIn: 1,
    facts: [/lost access|no longer reach|revoked|ended/i, /\b3 March\b/],
  },
  {
    how: 'left without access when its holder was removed',
    start: withSecondApproval,
    end: async (world) => {
      world.github.webhooks.mode = 'lose';
      world.github.people.removeMember(mona.login, organization, carl.login);
      world.github.people.addMember(mona.login, organization);
      world.github.webhooks.mode = 'deliver';
      await world.pass({ minutes: 6 });
    },
    letIn: 1,
    facts: [/lost access|no longer reach|revoked|ended|removed/i, /\b3 March\b/],
  },
  {
    how: 'denied by an owner in Slack',
    start: tooWide,
    end: (world, token) => denyInSlack(world, token.name),
    letIn: 0,
    facts: [/denied/i, named(bea), /\b3 March\b/, /Not all of them/],
  },
  {
    how: 'denied by an owner on github.com',
    start: tooWide,
    end: async (world, token) => {
      world.github.people.reviewOnGithub(carl.login, token.tokenId, 'deny');
      await world.settle();
    },
    letIn: 0,
    facts: [/denied/i, /on GitHub/, named(carl), /\b3 March\b/],
  },
];

/** PAT-2 is there for another token. */
function expectUnused(world: TestWorld): void {
  expect(reads(cardOf(world, '· PAT-2'))).toMatch(/Waiting for the token to be made/);
  const link = world.slack
    .directMessages(mona.slackId)
    .filter((message) => reads(message).includes('PAT-2') && buttonsOf(message).includes('create_on_github'));
  expect(link).toHaveLength(1);
}

describe('a token that was ended and is covered by another approval that nobody has used', () => {
  it.each(endings)('$how, is held when it asks again, and its card says by whom, when and why', async (ending) => {
    const { start, end, letIn, facts } = ending;
    const { world, token } = await start();
    await end(world, token);
    expect(isActive(world, token)).toBe(false);
    await world.pass({ days: 1 });
    askAgain(world, token);
    await follow(world);
    await passOften(world);
    expectHeldAsEnded(world, token, { letIn, facts });
    expectUnused(world);
  });

  it('is let in by none of them, and a new token is', async () => {
    const { world, token } = await withSecondApproval();
    await revoke(world, carl.slackId, 'PAT-1', 'Leaked in a build log');
    await world.settle();
    askAgain(world, token);
    await world.settle();
    expect(isActive(world, token)).toBe(false);
    const fresh = await makeToken(world);
    expect(isActive(world, fresh)).toBe(true);
    expect(reads(cardOf(world, '· PAT-2'))).toMatch(/(?:is|has been) active/);
    expect(isActive(world, token)).toBe(false);
  });
});

describe('a token that an owner revoked on github.com a moment ago', () => {
  const three = { repositories: ['payments', 'website', 'release-tools'] };
  const facts = [/lost access|no longer reach|revoked|ended/i, /\b3 March\b/];

  it.each(['deliver', 'lose'] as const)(
    'is not let in under a wider approval before anybody has noticed (webhooks: %s)',
    async (mode) => {
      const world = await startWorld();
      await approved(world, 'PAT-1');
      const token = await makeToken(world);
      await askForToken(world, mona.slackId, three);
      await approve(world, '· PAT-2');
      await world.pass({ days: 2 });
      await world.pass({ minutes: 6 });
      world.github.webhooks.mode = mode;
      world.github.people.revokeOnGithub(carl.login, token.tokenId);
      askAgain(world, token, three);
      if (mode === 'deliver') await follow(world);
      else await world.bot().wake('listPending');
      await passOften(world);
      expectHeldAsEnded(world, token, { letIn: 1, facts });
      expectUnused(world);
    },
  );

  it('is not let in under an approval that it had claimed for a wider edit, and that GitHub did not take at first', async () => {
    const world = await startWorld();
    await approved(world, 'PAT-1');
    const token = await makeToken(world);
    await askForToken(world, mona.slackId, three);
    await approve(world, '· PAT-2');
    await world.pass({ days: 2 });
    await world.pass({ minutes: 6 });
    const review = /POST .*personal-access-token-requests\/\d+$/;
    world.github.server.faults.add({ fits: review, when: 'before', answer: { status: 500 } });
    world.github.people.editToken(token.tokenId, three);
    await follow(world);
    expect(isPending(world, token)).toBe(true);
    world.github.people.revokeOnGithub(carl.login, token.tokenId);
    // It is tried again before any list is read.
    world.moveClock(60);
    await world.bot().wake('deliver');
    await follow(world);
    expect(letInByApp(world, token)).toBe(1);
    await passOften(world);
    expectHeldAsEnded(world, token, { letIn: 1, facts });
    expectUnused(world);
  });
});

describe('a token that was revoked as leaked', () => {
  const leaked = async () => {
    const { world, token } = await withSecondApproval();
    await revoke(world, carl.slackId, 'PAT-1', 'Leaked in a build log');
    await world.settle();
    return { world, token };
  };
  const facts = [/revoked/i, named(carl), /\b3 March\b/, /Leaked in a build log/];

  it.each([
    {
      way: 'after it was regenerated',
      back: async (world: TestWorld, token: LocalToken) => {
        world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 29 * dayMs));
        askAgain(world, token);
      },
    },
    {
      way: 'with less than before',
      back: async (world: TestWorld, token: LocalToken) => askAgain(world, token, { repositories: ['website'] }),
    },
    {
      way: 'after the program was started again',
      back: async (world: TestWorld, token: LocalToken) => {
        await world.restart();
        askAgain(world, token);
      },
    },
    {
      way: 'twice, since its holder took the first attempt back',
      back: async (world: TestWorld, token: LocalToken) => {
        askAgain(world, token);
        await world.settle();
        expect(letInByApp(world, token)).toBe(1);
        world.github.people.cancelRequest(token.tokenId);
        await world.settle();
        askAgain(world, token);
      },
    },
    {
      way: 'and is edited while it waits',
      back: async (world: TestWorld, token: LocalToken) => {
        askAgain(world, token, { repositorySelection: 'all', repositories: [] });
        await world.settle();
        world.github.people.editToken(token.tokenId, { repositorySelection: 'subset', repositories: ['website'] });
      },
    },
  ])('is held when it asks again $way', async ({ back }) => {
    const { world, token } = await leaked();
    await back(world, token);
    await world.settle();
    await passOften(world);
    expectHeldAsEnded(world, token, { letIn: 1, facts });
    expectUnused(world);
  });

  it('and waits again is let in by no approval that comes later', async () => {
    const { world, token } = await leaked();
    await world.slack.command(mona.slackId, '/pat withdraw PAT-2');
    await world.settle();
    askAgain(world, token);
    await world.settle();
    await askForToken(world, mona.slackId);
    expect(reads(cardOf(world, '· PAT-3'))).not.toMatch(/already (?:on GitHub|waiting)/);
    await approve(world, '· PAT-3');
    await passOften(world);
    expect(letInByApp(world, token)).toBe(1);
    expect(isActive(world, token)).toBe(false);
    for (const fact of facts) expect(reads(decisionCard(world, token.name))).toMatch(fact);
    expect(reads(cardOf(world, '· PAT-3'))).toMatch(/Waiting for the token to be made/);
  });

  it('is on no card that offers to approve it without saying so, though its holder explains what it is for', async () => {
    const { world, token } = await leaked();
    await world.slack.command(mona.slackId, '/pat withdraw PAT-2');
    await world.settle();
    askAgain(world, token);
    await world.settle();
    const held = world.slack
      .directMessages(mona.slackId)
      .findLast((message) => buttonsOf(message).includes('claim_pending_token'));
    if (held !== undefined) {
      const asked = await world.slack.click(mona.slackId, held, 'claim_pending_token');
      const view = await world.slack.until(() => asked.modal);
      const answers = { purpose: 'Release', justification: 'The release needs it.' };
      await world.slack.submit(mona.slackId, await world.slack.fill(mona.slackId, view, answers));
      await world.settle();
    }
    const offers = cardsAbout(world, '').filter((card) =>
      buttonsOf(card).some((id) => id === 'approve_pending_token' || id === 'approve_request'),
    );
    expect(offers.length).toBeGreaterThan(0);
    for (const offer of offers) {
      for (const fact of facts) expect(reads(offer)).toMatch(fact);
      expect(reads(offer)).not.toMatch(neverAsked);
    }
    expect(letInByApp(world, token)).toBe(1);
    expect(isPending(world, token)).toBe(true);
  });
});

it('a token that was denied, and expired before GitHub took that, is let in by no approval once it is regenerated and edited', async () => {
  const world = await startWorld();
  await approved(world, 'PAT-1');
  const expiresAt = new Date(world.now() + dayMs);
  const token = await makeToken(world, { repositories: ['website', 'payments', 'board-papers'], expiresAt });
  await passWithoutOutage(world, 23.5);
  const { people, server } = world.github;
  server.faults.add({ fits: /POST .*token-requests\/\d+$/, when: 'before', times: 1_000, answer: { status: 503 } });
  const asked = await world.slack.click(bea.slackId, decisionCard(world, token.name), 'deny_pending_token');
  const form = await world.slack.until(() => asked.modal);
  await world.slack.submit(bea.slackId, await world.slack.fill(bea.slackId, form, { reason: 'Not this one' }));
  await passWithoutOutage(world, 2);
  server.faults.clear();
  await passWithoutOutage(world, 2);
  people.regenerateToken(token.tokenId, new Date(world.now() + 10 * dayMs));
  people.editToken(token.tokenId, { repositories: ['website', 'payments'] });
  await passOften(world);
  expect(isActive(world, token)).toBe(false);
  expect(reads(decisionCard(world, token.name))).toContain(
    `<@${bea.slackId}> denied this token (for PAT-1) on 2 March 2027`,
  );
});
