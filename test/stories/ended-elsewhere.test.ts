import type { LocalToken } from '@countersign/sandbox-github/state';
import type { Fault } from '@countersign/sandbox-loopback/faults';
import { cast, organization } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active, inChannel } from '../support/agreed-token.ts';
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
  saidToWork,
} from '../support/ended-token.ts';
import {
  approve,
  asItIsNow,
  buttonsOf,
  cardOf,
  cardsAbout,
  isActive,
  isPending,
  lastDirectMessage,
  makeToken,
  reads,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;
const lostAccess = [/lost access|no longer reach|revoked|ended|removed/i, /\b3 March\b/];

type Of = { readonly world: TestWorld; readonly token: LocalToken };

/** Mona's token for PAT-1, let in on 1 March; it is 3 March now, and everything was listed a moment ago. */
async function activeSinceMonday(): Promise<Of> {
  const { world, token } = await active();
  await world.pass({ days: 2 });
  await world.pass({ minutes: 6 });
  return { world, token };
}

/** Nobody reads of an ended token that it works. */
function expectNoContradiction(world: TestWorld): void {
  for (const text of inChannel(world)) expect(text).not.toMatch(/(?:is|has been) active/);
  expect(reads(cardOf(world, '· PAT-1'))).not.toMatch(/Waiting for the token to be made/);
}

describe('a token that an owner revoked on github.com and whose holder asks GitHub for access again', () => {
  it.each([
    { scope: 'the same scope', changes: {} },
    { scope: 'less', changes: { repositories: ['website'] } },
  ])('with $scope before the next listing of what is active is held', async ({ changes }) => {
    const { world, token } = await activeSinceMonday();
    world.github.people.revokeOnGithub(carl.login, token.tokenId);
    askAgain(world, token, changes);
    await follow(world);
    expectHeldAsEnded(world, token, { letIn: 1, facts: lostAccess });
    await passOften(world);
    expectHeldAsEnded(world, token, { letIn: 1, facts: lostAccess });
    expectNoContradiction(world);
  });

  it('under another name is held, and its card knows it all the same', async () => {
    const { world, token } = await activeSinceMonday();
    world.github.people.revokeOnGithub(carl.login, token.tokenId);
    token.name = 'nightly-release-2';
    askAgain(world, token);
    await follow(world);
    await passOften(world);
    expectHeldAsEnded(world, token, { letIn: 1, facts: [...lostAccess, /PAT-1\b/] });
  });

  it('with every webhook lost is held', async () => {
    const { world, token } = await activeSinceMonday();
    world.github.webhooks.mode = 'lose';
    world.github.people.revokeOnGithub(carl.login, token.tokenId);
    askAgain(world, token);
    await world.bot().wake('listPending');
    await world.bot().idle();
    expectHeldAsEnded(world, token, { letIn: 1, facts: lostAccess });
    await passOften(world);
    expectHeldAsEnded(world, token, { letIn: 1, facts: lostAccess });
    expectNoContradiction(world);
  });

  it('after that was noticed is held, and is not called a token that nobody asked for', async () => {
    const { world, token } = await activeSinceMonday();
    world.github.people.revokeOnGithub(carl.login, token.tokenId);
    await world.pass({ minutes: 6 });
    await world.pass({ days: 1 });
    askAgain(world, token);
    await world.settle();
    expectHeldAsEnded(world, token, { letIn: 1, facts: lostAccess });
    expectNoContradiction(world);
  });

  it.each([
    { how: 'suspended the GitHub App', away: true },
    { how: 'isn’t installed', away: false },
  ])('while the App $how is held when it is back', async ({ away }) => {
    const { world, token } = await activeSinceMonday();
    const found = world.github.state.organization(organization);
    if (found === undefined) throw new Error('the organization is missing');
    const setAway = (isAway: boolean): void => {
      if (away) world.github.people.setSuspended(organization, isAway);
      else found.isInstalled = !isAway;
      world.github.webhooks.mode = isAway ? 'lose' : 'deliver';
    };
    setAway(true);
    await world.pass({ minutes: 6 });
    world.github.people.revokeOnGithub(carl.login, token.tokenId);
    askAgain(world, token);
    await world.pass({ hours: 2 });
    setAway(false);
    await passOften(world);
    expectHeldAsEnded(world, token, { letIn: 1, facts: lostAccess });
    expectNoContradiction(world);
  });

  it('while the program is down is held when it is back', async () => {
    const { world, token } = await activeSinceMonday();
    world.github.webhooks.mode = 'lose';
    world.github.people.revokeOnGithub(carl.login, token.tokenId);
    askAgain(world, token);
    await world.restart();
    expectHeldAsEnded(world, token, { letIn: 1, facts: lostAccess });
  });
});

describe('an edit within what was agreed', () => {
  const editsBack = async (): Promise<Of> => {
    const { world, token } = await activeSinceMonday();
    world.github.people.editToken(token.tokenId, { repositories: ['website'] });
    await world.pass({ minutes: 6 });
    return { world, token };
  };
  const review = /POST .*personal-access-token-requests\/\d+$/;

  const answers: readonly (readonly [string, Fault['answer']])[] = [
    ['500', { status: 500 }],
    ['429', { status: 429, retryAfterSeconds: 20 }],
    ['nothing', 'drop'],
  ];
  it.each(answers)(
    'whose approval GitHub answered by %s at first is not let in after an owner revoked the token meanwhile',
    async (_name, answer) => {
      const { world, token } = await editsBack();
      world.github.server.faults.add({ fits: review, when: 'before', answer });
      world.github.people.editToken(token.tokenId, { repositories: ['website', 'payments'] });
      await follow(world);
      expect(isPending(world, token)).toBe(true);
      world.github.people.revokeOnGithub(carl.login, token.tokenId);
      // It is tried again before any list is read.
      world.moveClock(60);
      await world.bot().wake('deliver');
      await follow(world);
      expect(letInByApp(world, token)).toBe(1);
      await passOften(world);
      expectHeldAsEnded(world, token, { letIn: 1, facts: lostAccess });
      expectNoContradiction(world);
    },
  );

  it('is not let in where an owner revokes the token between our look at the lists and the call', async () => {
    const { world, token } = await editsBack();
    let isRevoked = false;
    world.github.server.intercept = async ({ name }, moment) => {
      if (isRevoked || moment !== 'before' || !name.includes(`/memberships/${bea.login}`)) return;
      isRevoked = true;
      world.github.people.revokeOnGithub(carl.login, token.tokenId);
    };
    world.github.people.editToken(token.tokenId, { repositories: ['website', 'payments'] });
    await follow(world);
    expect(isRevoked).toBe(true);
    await passOften(world);
    expectHeldAsEnded(world, token, { letIn: 1, facts: lostAccess });
  });

  it('waits while GitHub does not say whether the token still reaches the organization, and is let in when it says so', async () => {
    const { world, token } = await editsBack();
    const grants = /GET .*personal-access-tokens$/;
    world.github.server.faults.add({ fits: grants, when: 'before', times: 10_000, answer: { status: 502 } });
    world.github.people.editToken(token.tokenId, { repositories: ['website', 'payments'] });
    await follow(world);
    await world.pass({ minutes: 2 });
    expect(isPending(world, token)).toBe(true);
    world.github.server.faults.clear();
    await passOften(world);
    expect(letInByApp(world, token)).toBe(2);
    expect(token.grant?.repositories.map(({ name }) => name)).toContain('payments');
  });
});

describe('a member who was removed and is invited back', () => {
  it.each([
    { told: 'is told at once', mode: 'deliver' as const },
    { told: 'is not told', mode: 'lose' as const },
  ])('asks again with their token, of which the App $told: it is held', async ({ mode }) => {
    const { world, token } = await activeSinceMonday();
    world.github.webhooks.mode = mode;
    world.github.people.removeMember(mona.login, organization, carl.login);
    world.github.people.addMember(mona.login, organization);
    askAgain(world, token);
    await follow(world);
    await passOften(world);
    expectHeldAsEnded(world, token, { letIn: 1, facts: lostAccess });
    expectNoContradiction(world);
  });
});

describe('a token that was denied, and then is asked for with just what was agreed', () => {
  /** PAT-1 is approved, and its token asks for all repositories. */
  const tooWide = async (): Promise<Of> => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    const token = await makeToken(world, { repositorySelection: 'all', repositories: [] });
    await world.pass({ days: 2 });
    await world.pass({ minutes: 6 });
    return { world, token };
  };

  it('on github.com, is held, and its card says who denied it and when', async () => {
    const { world, token } = await tooWide();
    world.github.people.reviewOnGithub(carl.login, token.tokenId, 'deny', 'Not all of them');
    await world.settle();
    await world.pass({ days: 1 });
    askAgain(world, token);
    await follow(world);
    await passOften(world);
    const facts = [/denied/i, /on GitHub/, named(carl), /\b3 March\b/];
    expectHeldAsEnded(world, token, { letIn: 0, facts });
  });

  it('on github.com with that webhook lost, is held: nobody knows why it had stopped waiting', async () => {
    const { world, token } = await tooWide();
    world.github.webhooks.mode = 'lose';
    world.github.people.reviewOnGithub(carl.login, token.tokenId, 'deny');
    await world.pass({ minutes: 6 });
    world.github.webhooks.mode = 'deliver';
    askAgain(world, token);
    await follow(world);
    await passOften(world);
    expectHeldAsEnded(world, token, { letIn: 0, facts: [/\b3 March\b/] });
  });

  it('in Slack, is held, and its card says who denied it, when and why', async () => {
    const { world, token } = await tooWide();
    const asked = await world.slack.click(bea.slackId, decisionCard(world, token.name), 'deny_pending_token');
    const view = await world.slack.until(() => asked.modal);
    await world.slack.submit(
      bea.slackId,
      await world.slack.fill(bea.slackId, view, { reason: 'Two repositories are enough' }),
    );
    await world.settle();
    await world.pass({ days: 1 });
    askAgain(world, token);
    await follow(world);
    await passOften(world);
    const facts = [/denied/i, named(bea), /\b3 March\b/, /Two repositories are enough/];
    expectHeldAsEnded(world, token, { letIn: 0, facts });
  });

  it('by nobody but cancelled or changed by its holder, is let in by itself', async () => {
    const { world, token } = await tooWide();
    world.github.people.cancelRequest(token.tokenId);
    await world.settle();
    askAgain(world, token);
    await world.settle();
    expect(letInByApp(world, token)).toBe(1);
    expect(isActive(world, token)).toBe(true);
  });
});

describe('a token that was revoked on github.com and asks again', () => {
  const askedAgain = async (): Promise<Of> => {
    const { world, token } = await activeSinceMonday();
    world.github.people.revokeOnGithub(carl.login, token.tokenId);
    askAgain(world, token);
    await follow(world);
    await passOften(world);
    expect(isActive(world, token)).toBe(false);
    return { world, token };
  };

  it('is let in where a reviewer approves it in Slack as it is', async () => {
    const { world, token } = await askedAgain();
    await world.slack.click(bea.slackId, decisionCard(world, token.name), 'approve_pending_token');
    await world.settle();
    expect(isActive(world, token)).toBe(true);
    expect(lastDirectMessage(world, mona.slackId)).toMatch(saidToWork);
    expect(cardsAbout(world, token.name).some((card) => buttonsOf(card).includes('approve_pending_token'))).toBe(false);
  });

  it('is let in where an owner approves it on github.com, and its card says so', async () => {
    const { world, token } = await askedAgain();
    const card = decisionCard(world, token.name);
    world.github.people.reviewOnGithub(carl.login, token.tokenId, 'approve');
    await world.settle();
    await passOften(world);
    expect(isActive(world, token)).toBe(true);
    for (const fact of [/approved/i, /on GitHub/, named(carl)]) expect(reads(asItIsNow(world, card))).toMatch(fact);
  });

  it('does not stand in the way of a new token under a new approval', async () => {
    const { world, token } = await askedAgain();
    await askForToken(world, mona.slackId);
    expect(reads(cardOf(world, '· PAT-2'))).not.toMatch(/already (?:on GitHub|waiting)/);
    await approve(world, '· PAT-2');
    expect(isActive(world, token)).toBe(false);
    const fresh = await makeToken(world);
    expect(isActive(world, fresh)).toBe(true);
    expect(reads(cardOf(world, '· PAT-2'))).toMatch(saidToWork);
    expect(isActive(world, token)).toBe(false);
    expect(reads(decisionCard(world, token.name))).not.toMatch(neverAsked);
  });
});
