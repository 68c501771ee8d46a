import type { LocalToken } from '@countersign/sandbox-github/state';
import type { Outcome } from '@countersign/sandbox-slack/line';
import type { PostedMessage } from '@countersign/sandbox-slack/state';
import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { inChannel } from '../support/agreed-token.ts';
import { decisionCard, letInByApp, named, passOften } from '../support/ended-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  cardsAbout,
  deny,
  isActive,
  isPending,
  lastDirectMessage,
  makeToken,
  passWithoutOutage,
  reads,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';
import {
  answer,
  approvedRequest,
  choice,
  hasCreateLink,
  listed,
  pressAsShown,
  question,
  questionOf,
} from '../support/whose-token.ts';

const { mona, bea, carl, dan } = cast;
const less = { permissions: { repository: { contents: 'read' } }, repositories: ['website'] };
const waits = /Waiting for the token to be made/;
const active = /(?:is|has been) active|can reach acme now/;

/** PAT-1 "release-notes" is approved; Mona made "quick-hack" with less, and is asked whether it belongs there. */
async function asked(): Promise<{
  readonly world: TestWorld;
  readonly token: LocalToken;
  readonly message: PostedMessage;
}> {
  const world = await startWorld();
  await approvedRequest(world, 'PAT-1', 'release-notes');
  const token = await makeToken(world, { name: 'quick-hack', ...less });
  expect(letInByApp(world, token), lastDirectMessage(world, mona.slackId)).toBe(0);
  return { world, token, message: question(world, 'quick-hack') };
}

/** What somebody was told when they pressed: privately, or in a view. */
function told({ ephemeral, modal }: Outcome): string {
  return [...ephemeral.map(reads), ...(modal === undefined ? [] : [reads(modal as never)])].join('\n');
}

describe('whoever is asked which request a token belongs to', () => {
  it('and names the request has it let in under that, and every message names both', async () => {
    const { world, token } = await asked();
    await answer(world, 'quick-hack', /PAT-1\b/);
    expect(isActive(world, token)).toBe(true);
    expect(world.github.state.reviews.at(-1)?.reason).toContain('PAT-1');
    const line = await listed(world, 'PAT-1');
    for (const text of [lastDirectMessage(world, mona.slackId), reads(cardOf(world, '· PAT-1')), line]) {
      expect(text).toContain('quick-hack');
      expect(text).toContain('release-notes');
      expect(text).toMatch(active);
    }
    expect(hasCreateLink(world, 'PAT-1')).toBe(false);
    expect(questionOf(world, 'quick-hack')).toBeUndefined();
    // A second token is not what was agreed to.
    expect(isPending(world, await makeToken(world, { name: 'release-notes' }))).toBe(true);
  });

  it('and says that it is none of them leaves it to the reviewers, and the real one is let in', async () => {
    const { world, token } = await asked();
    await answer(world, 'quick-hack', /^None of these$/);
    expect(letInByApp(world, token)).toBe(0);
    const card = decisionCard(world, 'quick-hack');
    expect(buttonsOf(card)).toEqual(expect.arrayContaining(['approve_pending_token', 'deny_pending_token']));
    const explain = world.slack
      .directMessages(mona.slackId)
      .filter((one) => reads(one).includes('quick-hack') && buttonsOf(one).includes('claim_pending_token'));
    expect(explain).toHaveLength(1);
    expect(questionOf(world, 'quick-hack')).toBeUndefined();
    await passOften(world);
    expect(questionOf(world, 'quick-hack')).toBeUndefined();
    expect(reads(cardOf(world, '· PAT-1'))).toMatch(waits);
    const real = await makeToken(world, { name: 'release-notes' });
    expect(isActive(world, real)).toBe(true);
    expect(isPending(world, token)).toBe(true);
  });

  it('and says that it is none of them, and then requests it, has it let in under that', async () => {
    const { world, token } = await asked();
    await answer(world, 'quick-hack', /^None of these$/);
    world.moveClock(60);
    const offer = world.slack
      .directMessages(mona.slackId)
      .findLast((one) => reads(one).includes('quick-hack') && buttonsOf(one).includes('claim_pending_token'));
    if (offer === undefined) throw new Error('nobody offers to explain');
    const opened = await world.slack.click(mona.slackId, offer, 'claim_pending_token');
    const reasons = { purpose: 'Nightly release job', justification: 'It pushes tags.' };
    const form = await world.slack.fill(mona.slackId, await world.slack.until(() => opened.modal), reasons);
    await world.slack.submit(mona.slackId, form);
    await passOften(world);
    expect(reads(cardOf(world, '· PAT-2'))).toContain('“quick-hack” is already waiting on GitHub.');
    expect(reads(cardOf(world, '· PAT-2'))).toContain('Approving here activates it.');
    expect(cardsAbout(world, 'quick-hack').flatMap(buttonsOf)).not.toContain('approve_pending_token');
    await approve(world, '· PAT-2');
    expect(isActive(world, token)).toBe(true);
    expect(reads(cardOf(world, '· PAT-1'))).toMatch(waits);
  });

  it('and says that it is none of them uses no approval up, though a reviewer then approves it as it is', async () => {
    const { world, token } = await asked();
    await answer(world, 'quick-hack', /^None of these$/);
    await world.slack.click(carl.slackId, decisionCard(world, 'quick-hack'), 'approve_pending_token');
    await world.settle();
    await passOften(world);
    expect(isActive(world, token)).toBe(true);
    expect(reads(cardOf(world, '· PAT-1'))).toMatch(waits);
    expect(hasCreateLink(world, 'PAT-1')).toBe(true);
    expect(inChannel(world).some((text) => text.includes('quick-hack') && named(carl).test(text))).toBe(true);
  });

  it('of two requests chooses one, and the other one stays open', async () => {
    const world = await startWorld();
    await approvedRequest(world, 'PAT-1', 'release-notes');
    await approvedRequest(world, 'PAT-2', 'release-job');
    const token = await makeToken(world, { name: 'quick-hack', ...less });
    await answer(world, 'quick-hack', /PAT-2\b/);
    expect(isActive(world, token)).toBe(true);
    expect(reads(cardOf(world, '· PAT-2'))).toMatch(active);
    expect(reads(cardOf(world, '· PAT-2'))).toContain('quick-hack');
    expect(reads(cardOf(world, '· PAT-1'))).toMatch(waits);
    expect(hasCreateLink(world, 'PAT-1')).toBe(true);
  });

  it('answers twice at once, and one answer counts', async () => {
    const world = await startWorld();
    await approvedRequest(world, 'PAT-1', 'release-notes');
    await approvedRequest(world, 'PAT-2', 'release-job');
    const token = await makeToken(world, { name: 'quick-hack', ...less });
    const message = question(world, 'quick-hack');
    const press = (label: RegExp) => {
      const { actionId, blockId, value } = choice(message, label);
      return world.slack.click(mona.slackId, message, actionId, { blockId, value, force: true });
    };
    await Promise.all([press(/PAT-1\b/), press(/PAT-2\b/), press(/PAT-1\b/)]);
    await world.settle();
    expect(isActive(world, token)).toBe(true);
    expect(letInByApp(world, token)).toBe(1);
    const cards = ['· PAT-1', '· PAT-2'].map((name) => reads(cardOf(world, name)));
    expect(cards.filter((text) => active.test(text))).toHaveLength(1);
    expect(cards.filter((text) => waits.test(text))).toHaveLength(1);
  });

  it('of two tokens gives the request to one, and is not offered it for the other any more', async () => {
    const { world, token } = await asked();
    const other = await makeToken(world, { name: 'quick-hack-b', ...less });
    const before = question(world, 'quick-hack-b');
    const shown = choice(before, /PAT-1\b/);
    await world.slack.click(mona.slackId, before, shown.actionId, { blockId: shown.blockId, value: shown.value });
    await world.settle();
    expect(isActive(world, other)).toBe(true);
    expect(letInByApp(world, token)).toBe(0);
    expect(questionOf(world, '“quick-hack”')).toBeUndefined();
    expect(buttonsOf(decisionCard(world, '“quick-hack”'))).toContain('approve_pending_token');
  });
});

describe('an answer changes nothing that a reviewer agreed to', () => {
  it('the token is held to the approval that it was given to, and not to what it had', async () => {
    const { world, token } = await asked();
    await answer(world, 'quick-hack', /PAT-1\b/);
    world.github.people.editToken(token.tokenId, {
      permissions: { repository: { contents: 'write', pull_requests: 'read' } },
      repositories: ['payments', 'website'],
    });
    await world.settle();
    expect(letInByApp(world, token)).toBe(2);
    world.github.people.editToken(token.tokenId, { repositories: ['payments', 'website', 'release-tools'] });
    await world.settle();
    expect(letInByApp(world, token)).toBe(2);
    const card = reads(decisionCard(world, 'quick-hack'));
    for (const fact of ['PAT-1', 'release-tools']) expect(card).toContain(fact);
  });

  it('a token that was widened since the question is not let in by it, and the question is put away', async () => {
    const { world, token, message } = await asked();
    const shown = choice(message, /PAT-1\b/);
    world.github.webhooks.mode = 'lose';
    world.github.people.editToken(token.tokenId, { repositorySelection: 'all', repositories: [] });
    await pressAsShown(world, mona.slackId, message, shown);
    await passOften(world);
    expect(letInByApp(world, token)).toBe(0);
    expect(isPending(world, token)).toBe(true);
    expect(questionOf(world, 'quick-hack')).toBeUndefined();
    expect(reads(decisionCard(world, 'quick-hack'))).toMatch(/all repositories/);
  });

  it.each([
    { what: 'widened in place by GitHub', isSeen: false },
    { what: 'widened in place by GitHub, which was seen', isSeen: true },
  ])('a token that was $what is not let in by the answer', async ({ isSeen }) => {
    const { world, token, message } = await asked();
    const shown = choice(message, /PAT-1\b/);
    if (token.pending === null) throw new Error('the token does not wait');
    token.pending.permissions.repository.administration = 'write';
    if (isSeen) await world.pass({ minutes: 6 });
    await pressAsShown(world, mona.slackId, message, shown);
    await passOften(world);
    expect(letInByApp(world, token)).toBe(0);
    expect(reads(decisionCard(world, 'quick-hack'))).toMatch(/Administration/);
  });
});

describe('an answer that comes too late', () => {
  it.each<{
    readonly what: string;
    readonly happens: (world: TestWorld) => Promise<unknown>;
    readonly says: RegExp;
  }>([
    {
      what: 'was withdrawn',
      happens: (world) => world.slack.command(mona.slackId, '/pat withdraw PAT-1'),
      says: /withdr[ae]wn/i,
    },
    {
      what: 'was denied after all',
      happens: (world) => deny(world, 'I had misread it', '· PAT-1', bea.slackId),
      says: /denied|withdr[ae]wn/i,
    },
    {
      what: 'was claimed by the real one',
      happens: (world) => makeToken(world, { name: 'release-notes' }),
      says: /release-notes|already|active/i,
    },
    {
      what: 'timed out',
      happens: async (world) => {
        await world.pass({ days: 7 });
        await passWithoutOutage(world, 2);
      },
      says: /lapsed|timed out|expired/i,
    },
  ])('about a request that $what lets nothing in, says so, and is no longer asked for', async ({ happens, says }) => {
    const { world, token, message } = await asked();
    const shown = choice(message, /PAT-1\b/);
    await happens(world);
    await world.settle();
    expect(questionOf(world, 'quick-hack')).toBeUndefined();
    const outcome = await pressAsShown(world, mona.slackId, message, shown);
    expect(told(outcome)).toMatch(says);
    await passOften(world);
    expect(letInByApp(world, token)).toBe(0);
    expect(isPending(world, token)).toBe(true);
    expect(buttonsOf(decisionCard(world, 'quick-hack'))).toContain('approve_pending_token');
  });

  it.each(['approve', 'deny'] as const)(
    'about a token of which an owner decided meanwhile on github.com: %s',
    async (act) => {
      const { world, token, message } = await asked();
      const shown = choice(message, /PAT-1\b/);
      world.github.people.reviewOnGithub(carl.login, token.tokenId, act);
      await world.settle();
      const outcome = await pressAsShown(world, mona.slackId, message, shown);
      expect(told(outcome)).toContain('quick-hack');
      expect(letInByApp(world, token)).toBe(0);
      expect(reads(cardOf(world, '· PAT-1'))).toMatch(waits);
      expect(hasCreateLink(world, 'PAT-1')).toBe(true);
    },
  );
});

describe('an answer of somebody else', () => {
  it.each([
    { who: 'a member', person: dan },
    { who: 'an owner', person: bea },
  ])('of $who is refused, and nothing is claimed', async ({ person }) => {
    const { world, token, message } = await asked();
    for (const label of [/PAT-1\b/, /^None of these$/]) {
      const outcome = await pressAsShown(world, person.slackId, message, choice(message, label));
      expect(told(outcome)).not.toBe('');
    }
    expect(letInByApp(world, token)).toBe(0);
    expect(reads(cardOf(world, '· PAT-1'))).toMatch(waits);
    expect(questionOf(world, 'quick-hack')).toBeDefined();
  });
});
