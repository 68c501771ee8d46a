// A token that a person let in as it was, without a request or with more than that: it is held to just that from then on.

import type { LocalToken } from '@countersign/sandbox-github/state';
import { textOf } from '@countersign/sandbox-slack/read-aloud';
import { cast, channel, organization } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { inChannel } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { askAgain, decisionCard, expectHeldAsEnded, letInByApp, named, passOften } from '../support/ended-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  cardsAbout,
  isActive,
  isPending,
  lastDirectMessage,
  makeToken,
  reads,
  revoke,
  toldPrivately,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';
import { approvedRequest } from '../support/whose-token.ts';

const { mona, bea, carl } = cast;
const dayMs = 86_400_000;
const all = { repositorySelection: 'all', repositories: [] } as const;
const reading = { permissions: { repository: { contents: 'read' } } } as const;
const writing = { permissions: { repository: { contents: 'write' } } } as const;

/** Every approval that is sent to GitHub. */
const refusing = { fits: /POST .*personal-access-token-requests/, when: 'before', times: 1_000 } as const;

/** An owner presses "Approve as it is". */
async function accept(world: TestWorld, tokenName: string, by: string = bea.slackId): Promise<void> {
  await world.slack.click(by, decisionCard(world, tokenName), 'approve_pending_token');
  await world.settle();
}

/** Its holder narrows it, which GitHub asks nobody about, and then wants back what it had: GitHub asks for that. */
async function narrowAndWiden(world: TestWorld, token: LocalToken): Promise<void> {
  world.github.people.editToken(token.tokenId, reading);
  await world.pass({ minutes: 6 });
  world.github.people.editToken(token.tokenId, writing);
}

type Way = {
  readonly way: string;
  readonly letIn: (world: TestWorld) => Promise<LocalToken>;
  /** How often the App let it in before. */
  readonly before: number;
  /** By whose word it is held to what it had. */
  readonly who: string;
};

const ways: readonly Way[] = [
  {
    way: 'approved as it is in Slack',
    letIn: async (world) => {
      const token = await makeToken(world, { name: 'tool' });
      await accept(world, 'tool');
      return token;
    },
    before: 1,
    who: `<@${bea.slackId}>`,
  },
  {
    way: 'approved on github.com',
    letIn: async (world) => {
      const token = await makeToken(world, { name: 'tool' });
      world.github.people.reviewOnGithub(carl.login, token.tokenId, 'approve');
      await world.settle();
      return token;
    },
    before: 0,
    who: `GitHub user ${carl.login}`,
  },
  {
    way: 'let in by GitHub without asking, and accepted as it is',
    letIn: async (world) => {
      const found = world.github.state.organization(organization);
      if (found === undefined) throw new Error('no organization');
      found.approvalRequired = false;
      const token = await makeToken(world, { name: 'tool' });
      await world.pass({ minutes: 6 });
      await world.slack.click(bea.slackId, cardOf(world, 'token “tool”'), 'keep_token');
      await world.settle();
      found.approvalRequired = true;
      return token;
    },
    before: 0,
    who: `<@${bea.slackId}>`,
  },
];

describe('a token that was accepted without a request', () => {
  it.each(ways)('$way, and edited within that, is let in by that, and nobody is asked', async ({ letIn, before }) => {
    const world = await startWorld();
    const token = await letIn(world);
    await world.pass({ minutes: 6 });
    const messages = world.slack.messagesIn(channel).length;
    await narrowAndWiden(world, token);
    await passOften(world);
    expect(letInByApp(world, token), inChannel(world).at(-1)).toBe(before + 1);
    expect(isActive(world, token)).toBe(true);
    expect(isPending(world, token)).toBe(false);
    expect(world.slack.messagesIn(channel)).toHaveLength(messages);
    expect(inChannel(world).join()).not.toContain('changed the token');
    expect(lastDirectMessage(world, mona.slackId)).not.toContain('on hold');
  });

  it.each(ways)(
    '$way, and widened, is held by what it has more, which its holder can explain',
    async ({ letIn, who }) => {
      const world = await startWorld();
      const token = await letIn(world);
      await world.pass({ minutes: 6 });
      world.github.people.editToken(token.tokenId, all);
      await world.pass({ minutes: 6 });
      const card = decisionCard(world, 'tool');
      const wider = `wider than what ${who} approved on 1 March 2027`;
      expect(reads(card)).toContain(`<@${mona.slackId}>’s token “tool” for acme is ${wider}`);
      expect(reads(card)).toContain('all repositories (approved: payments and website)');
      expect(reads(card)).toContain('The token keeps its present access until then.');
      expect(lastDirectMessage(world, mona.slackId)).toContain(`is on hold: it’s ${wider}`);
      expect(lastDirectMessage(world, mona.slackId)).toContain('all repositories (approved: payments and website)');
      expect(lastDirectMessage(world, mona.slackId)).toContain(
        'Narrow it on GitHub and we’ll approve it automatically. Or tell the owners why you need it.',
      );
      const told = world.slack.directMessages(mona.slackId).at(-1);
      if (told === undefined) throw new Error('nobody told its holder');
      const opened = await world.slack.click(mona.slackId, told, 'claim_pending_token');
      const reasons = { purpose: 'Nightly job', justification: 'It reads all of them.' };
      const form = await world.slack.fill(mona.slackId, await world.slack.until(() => opened.modal), reasons);
      await world.slack.submit(mona.slackId, form);
      await passOften(world);
      expect(reads(cardOf(world, '· PAT-1'))).toContain('“tool” is already waiting on GitHub.');
      await approve(world, '· PAT-1');
      expect(isPending(world, token)).toBe(false);
      expect(token.grant?.selection).toBe('all');
    },
  );

  it('and widened is let in again once its holder narrows it to that, and its card says by what', async () => {
    const world = await startWorld();
    const token = await makeToken(world, { name: 'tool' });
    await accept(world, 'tool');
    world.github.people.editToken(token.tokenId, reading);
    await world.pass({ minutes: 6 });
    world.github.people.editToken(token.tokenId, { ...all, ...writing });
    await world.pass({ minutes: 6 });
    expect(reads(decisionCard(world, 'tool'))).toContain(`is wider than what <@${bea.slackId}> approved on`);
    const usual = { repositorySelection: 'subset', repositories: ['payments', 'website'] } as const;
    world.github.people.editToken(token.tokenId, { ...usual, ...writing });
    await world.pass({ minutes: 6 });
    expect(isPending(world, token)).toBe(false);
    const within = `it’s within what <@${bea.slackId}> approved on 1 March 2027`;
    expect(inChannel(world).at(-1)).toContain(`Approved automatically: ${within}`);
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      `We approved a change of your token “tool” for acme, as ${within}`,
    );
  });

  it('is a person’s to decide, however narrow, once it was revoked', async () => {
    const world = await startWorld();
    const token = await makeToken(world, { name: 'tool' });
    await accept(world, 'tool');
    await world.pass({ days: 2 });
    await revoke(world, carl.slackId, 'token “tool”', 'Leaked in a build log');
    await world.settle();
    askAgain(world, token, reading);
    await passOften(world);
    expectHeldAsEnded(world, token, { letIn: 1, facts: [/revoked/, named(carl), /Leaked in a build log/] });
  });

  it('is a person’s to decide where whoever accepted it may not any more', async () => {
    const world = await startWorld();
    const token = await makeToken(world, { name: 'tool' });
    await accept(world, 'tool');
    world.github.people.setRole(bea.login, organization, 'member');
    await narrowAndWiden(world, token);
    await passOften(world);
    expect(letInByApp(world, token)).toBe(1);
    expect(isPending(world, token)).toBe(true);
    expect(reads(decisionCard(world, 'tool'))).toContain('Whoever approved it is no longer an owner.');
  });

  it('lasts no longer than it was shown, whatever else of it is edited', async () => {
    const world = await startWorld();
    const token = await makeToken(world, { name: 'tool' });
    await accept(world, 'tool');
    await world.pass({ days: 1 });
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 80 * dayMs));
    await narrowAndWiden(world, token);
    await passOften(world);
    expect(letInByApp(world, token)).toBe(1);
    expect(reads(decisionCard(world, 'tool'))).toContain('it lasts until');
  });

  it('and held by a machine user is let in by that, too', async () => {
    const world = await startWorld();
    const token = await makeToken(world, { name: 'robot' }, 'acme-ci');
    await accept(world, 'robot', carl.slackId);
    await narrowAndWiden(world, token);
    await passOften(world);
    expect(letInByApp(world, token)).toBe(2);
    expect(isPending(world, token)).toBe(false);
  });
});

describe('a token that has more than its request, and that an owner lets in as it is', () => {
  it.each([
    {
      where: 'in Slack',
      letIn: (world: TestWorld) => accept(world, 'token “nightly-release”'),
    },
    {
      where: 'on github.com',
      letIn: async (world: TestWorld, token: LocalToken) => {
        world.github.people.reviewOnGithub(carl.login, token.tokenId, 'approve');
        await world.settle();
      },
    },
  ])('$where, is the one for that request: a second one of that name is nobody’s request', async ({ letIn }) => {
    const world = await startWorld();
    await approvedRequest(world, 'PAT-1', 'nightly-release');
    const token = await makeToken(world, all);
    await letIn(world, token);
    expect(isActive(world, token)).toBe(true);
    expect(reads(cardOf(world, '· PAT-1'))).toContain('Its token has been active');
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      'Your token “nightly-release” (PAT-1) can reach acme now.',
    );
    const second = await makeToken(world);
    expect(isPending(world, second)).toBe(true);
    expect(reads(cardOf(world, 'created the token'))).toContain('“nightly-release” for acme without a request');
    // It is held to what was let in, and not to less.
    await passOften(world);
    expect(inChannel(world).join()).not.toContain('wider than was approved');
    expect(buttonsOf(cardOf(world, '· PAT-1'))).toContain('revoke_token');
  });

  it('is compared with what was let in once it is changed, and not with its request', async () => {
    const world = await startWorld();
    await approvedRequest(world, 'PAT-1', 'nightly-release');
    const three = { repositories: ['website', 'payments', 'board-papers'] } as const;
    const token = await makeToken(world, { ...three });
    await accept(world, 'token “nightly-release”');
    await passOften(world);
    world.github.people.editToken(token.tokenId, all);
    await world.pass({ minutes: 6 });
    const wider = `wider than what <@${bea.slackId}> approved on 1 March 2027`;
    const approved = 'all repositories (approved: website, payments and board-papers)';
    const card = decisionCard(world, 'token “nightly-release”');
    expect(reads(card)).toContain(`A change of <@${mona.slackId}>’s token “nightly-release” for acme is ${wider}`);
    expect(reads(card)).toContain(approved);
    expect(reads(card)).not.toContain('PAT-1 allows');
    expect(lastDirectMessage(world, mona.slackId)).toContain(`is on hold: it’s ${wider}`);
    expect(lastDirectMessage(world, mona.slackId)).toContain(approved);
    const details = await world.slack.click(carl.slackId, card, 'request_details');
    const shown = await world.slack.until(() => {
      const text = details.modal === undefined ? 'One moment' : textOf(details.modal);
      return text.includes('One moment') ? undefined : text;
    });
    expect(shown).toContain(`It’s ${wider}`);
    expect(shown).toContain(approved);
    const listed = await toldPrivately(world, await world.slack.command(mona.slackId, '/pat list'));
    expect(listed).toContain(wider);
  });

  it('while GitHub is not told yet, leaves that request to no second one', async () => {
    const world = await startWorld();
    await approvedRequest(world, 'PAT-1', 'nightly-release');
    const token = await makeToken(world, all);
    world.github.server.faults.add({ ...refusing, answer: { status: 503 } });
    await accept(world, 'token “nightly-release”');
    const second = await makeToken(world);
    world.github.server.faults.clear();
    await passOften(world);
    expect(isActive(world, token)).toBe(true);
    expect(isPending(world, second)).toBe(true);
    expect(world.github.state.reviews.map(({ reason }) => reason)).toEqual([
      'Approved by @bea-owner via Countersign, PAT-1',
    ]);
  });

  it('is revoked by the card of that request', async () => {
    const world = await startWorld();
    await approvedRequest(world, 'PAT-1', 'nightly-release');
    const token = await makeToken(world, all);
    await accept(world, 'token “nightly-release”');
    await revoke(world, carl.slackId, '· PAT-1', 'Too much after all.');
    await world.settle();
    expect(isActive(world, token)).toBe(false);
    expect(reads(cardOf(world, '· PAT-1'))).toContain('Its token was revoked on');
  });

  it('by somebody who may not any more, leaves the request to whoever approved that', async () => {
    const world = await startWorld();
    await approvedRequest(world, 'PAT-1', 'nightly-release');
    const token = await makeToken(world, all);
    world.github.server.faults.add({ ...refusing, answer: { status: 503 } });
    await accept(world, 'token “nightly-release”', carl.slackId);
    world.github.people.setRole(carl.login, organization, 'member');
    world.github.server.faults.clear();
    await passOften(world);
    expect(isActive(world, token)).toBe(false);
    expect(reads(cardOf(world, '· PAT-1'))).toContain(
      'Its token is on hold on GitHub, because it is wider than approved.',
    );
    expect(cardsAbout(world, 'is wider than PAT-1 allows')).toHaveLength(1);
  });
});

it('a token that GitHub refused, and that an owner then approves, is the only one for its request', async () => {
  const world = await startWorld();
  await askForToken(world, mona.slackId);
  await approve(world);
  world.github.server.faults.add({ ...refusing, answer: { status: 403 } });
  const token = await makeToken(world);
  await world.pass({ minutes: 6 });
  world.github.server.faults.clear();
  world.github.server.faults.add({ ...refusing, answer: { status: 503 } });
  await accept(world, 'token “nightly-release”');
  const second = await makeToken(world);
  world.github.server.faults.clear();
  await passOften(world);
  expect(isActive(world, token)).toBe(true);
  expect(isPending(world, second)).toBe(true);
  expect(reads(cardOf(world, '· PAT-1'))).toContain('Its token has been active');
});
