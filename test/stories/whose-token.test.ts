import type { LocalToken } from '@countersign/sandbox-github/state';
import { cast, organization, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { inChannel } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { decisionCard, letInByApp, named, neverAsked, passOften } from '../support/ended-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  cardsAbout,
  isActive,
  isPending,
  lastDirectMessage,
  makeToken,
  passWithoutOutage,
  reads,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';
import { approvedRequest, choicesOf, hasCreateLink, listed, question, questionOf } from '../support/whose-token.ts';

const { mona, bea, carl } = cast;
const less = { permissions: { repository: { contents: 'read' } }, repositories: ['website'] };
const waits = /Waiting for the token to be made/;

/** PAT-1 "release-notes" is approved and not made yet; its holder makes "quick-hack", with less than that. */
async function quickHack(changes: Parameters<typeof makeToken>[1] = {}) {
  const world = await startWorld();
  await approvedRequest(world, 'PAT-1', 'release-notes');
  const token = await makeToken(world, { name: 'quick-hack', ...less, ...changes });
  return { world, token };
}

/** PAT-1 waits for its token, and says so wherever it stands. */
async function expectUnclaimed(world: TestWorld, name = 'PAT-1', slackId: string = mona.slackId): Promise<void> {
  expect(reads(cardOf(world, `· ${name}`))).toMatch(waits);
  expect(reads(cardOf(world, `· ${name}`))).not.toMatch(/(?:is|has been) active/);
  expect(await listed(world, name, slackId)).toMatch(waits);
  expect(hasCreateLink(world, name, slackId)).toBe(true);
}

function expectNotLetIn(world: TestWorld, token: LocalToken): void {
  expect(letInByApp(world, token), lastDirectMessage(world, mona.slackId)).toBe(0);
  expect(isPending(world, token)).toBe(true);
}

describe('a token of another name with less than an approval that nobody has used', () => {
  it('is not let in under it: its holder is asked whether it belongs there, and nothing is claimed until they answer', async () => {
    const { world, token } = await quickHack();
    expectNotLetIn(world, token);
    const asked = question(world, 'quick-hack');
    for (const fact of ['Is it the token for PAT-1?', 'quick-hack', 'release-notes']) {
      expect(reads(asked)).toContain(fact);
    }
    const labels = choicesOf(asked).map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining([expect.stringMatching(/PAT-1\b/), 'None of these']));
    await expectUnclaimed(world);
    for (const text of [...inChannel(world), ...world.slack.directMessages(mona.slackId).map(reads)]) {
      expect(text).not.toMatch(neverAsked);
    }
    await passOften(world);
    expectNotLetIn(world, token);
    await expectUnclaimed(world);
    expect(
      world.slack.directMessages(mona.slackId).filter((one) => reads(one).includes('Is it the token for')),
    ).toHaveLength(1);
  });

  it('does not keep out the real one, which is let in under it without a question', async () => {
    const { world, token } = await quickHack();
    const real = await makeToken(world, { name: 'release-notes' });
    expect(isActive(world, real)).toBe(true);
    expect(reads(cardOf(world, '· PAT-1'))).toMatch(/(?:is|has been) active/);
    expect(reads(cardOf(world, '· PAT-1'))).not.toContain('quick-hack');
    expectNotLetIn(world, token);
    // Nothing is left to ask about, so a person decides on it.
    expect(questionOf(world, 'quick-hack')).toBeUndefined();
    expect(buttonsOf(decisionCard(world, 'quick-hack'))).toContain('approve_pending_token');
  });

  it('that an owner approves on github.com uses it up neither', async () => {
    const { world, token } = await quickHack();
    expectNotLetIn(world, token);
    world.github.people.reviewOnGithub(carl.login, token.tokenId, 'approve');
    await world.settle();
    await passOften(world);
    expect(isActive(world, token)).toBe(true);
    await expectUnclaimed(world);
  });

  it('that nobody in Slack can reach GitHub for is the reviewers’ to decide', async () => {
    const world = await startWorld();
    await approvedRequest(world, 'PAT-1', 'release-notes');
    await world.restart(policyText().replace(`  ${mona.slackId}: ${mona.login}\n`, ''));
    const token = await makeToken(world, { name: 'quick-hack', ...less });
    expect(letInByApp(world, token)).toBe(0);
    expect(buttonsOf(decisionCard(world, 'quick-hack'))).toContain('approve_pending_token');
  });

  it('that is exact, where there are two approvals, is asked about', async () => {
    const world = await startWorld();
    await approvedRequest(world, 'PAT-1', 'release-notes');
    await approvedRequest(world, 'PAT-2', 'release-job', { repositories: ['payments', 'website', 'release-tools'] });
    const token = await makeToken(world, { name: 'quick-hack' });
    expectNotLetIn(world, token);
    const labels = choicesOf(question(world, 'quick-hack')).map(({ label }) => label);
    for (const one of [/PAT-1\b/, /PAT-2\b/, /^None of these$/]) {
      expect(labels).toEqual(expect.arrayContaining([expect.stringMatching(one)]));
    }
    await expectUnclaimed(world, 'PAT-1');
    await expectUnclaimed(world, 'PAT-2');
  });
});

describe('an owner’s token of another name, which GitHub lets in without asking', () => {
  it('with less than an approval that nobody has used does not use it up, and the real one does', async () => {
    const world = await startWorld();
    await askForToken(world, bea.slackId, { token_name: 'release-notes', repositories: ['website'] });
    await approve(world, '· PAT-1', carl.slackId);
    await makeToken(world, { name: 'quick-hack', ...less }, bea.login);
    await passOften(world);
    await expectUnclaimed(world, 'PAT-1', bea.slackId);
    await makeToken(world, { name: 'release-notes', repositories: ['website'] }, bea.login);
    await passOften(world);
    expect(reads(cardOf(world, '· PAT-1'))).toMatch(/(?:is|has been) active/);
    expect(reads(cardOf(world, '· PAT-1'))).not.toContain('quick-hack');
  });

  it('that was there first is attached to a later request of its name, whatever case it is written in', async () => {
    const world = await startWorld();
    await makeToken(world, { name: ' Owner-Tool' }, bea.login);
    await world.pass({ minutes: 6 });
    await askForToken(world, bea.slackId, { token_name: 'owner-tool' });
    await approve(world, '· PAT-1', carl.slackId);
    await world.pass({ minutes: 6 });
    expect(reads(cardOf(world, '· PAT-1'))).toMatch(/(?:is|has been) active/);
  });

  it('does not use it up where approval is off, for a member either', async () => {
    const world = await startWorld();
    await approvedRequest(world, 'PAT-1', 'release-notes');
    world.github.people.setPolicy(organization, { approvalRequired: false, lifetimeLimitDays: null });
    await makeToken(world, { name: 'quick-hack', ...less });
    await passOften(world);
    await expectUnclaimed(world);
  });
});

describe('a token of another name that is exactly what was agreed, where nothing else was', () => {
  it('is let in at once, and every message names both', async () => {
    const world = await startWorld();
    await approvedRequest(world, 'PAT-1', 'release-notes');
    const token = await makeToken(world, { name: 'quick-hack' });
    expect(isActive(world, token)).toBe(true);
    expect(questionOf(world, 'quick-hack')).toBeUndefined();
    const line = await listed(world, 'PAT-1');
    for (const text of [lastDirectMessage(world, mona.slackId), reads(cardOf(world, '· PAT-1')), line]) {
      expect(text).toContain('quick-hack');
      expect(text).toContain('release-notes');
    }
    expect(hasCreateLink(world, 'PAT-1')).toBe(false);
    world.github.people.regenerateToken(token.tokenId, null);
    await world.pass({ minutes: 6 });
    // Its holder is asked first, and says nothing for a day.
    await passWithoutOutage(world, 24.5);
    const flag = cardsAbout(world, 'quick-hack').findLast((card) => buttonsOf(card).includes('keep_token'));
    if (flag === undefined) throw new Error('nothing was flagged');
    for (const text of [lastDirectMessage(world, mona.slackId), reads(flag)]) {
      expect(text).toContain('quick-hack');
      expect(text).toContain('release-notes');
      expect(text).toContain('PAT-1');
    }
  });
});

describe('a token of the agreed name', () => {
  it.each(['Release-Notes', ' release-notes', 'RELEASE-NOTES '])(
    'written “%s”, with less, is let in at once',
    async (name) => {
      const { world, token } = await quickHack({ name });
      expect(isActive(world, token)).toBe(true);
      expect(questionOf(world, name.trim())).toBeUndefined();
    },
  );

  it.each(['release-notes-2', 'release notes', 'release_notes'])('is not one that is called “%s”', async (name) => {
    const { world, token } = await quickHack({ name });
    expectNotLetIn(world, token);
    expect(reads(question(world, name))).toContain('Is it the token for PAT-1?');
  });

  it('is let in under that approval, and not under another that it fits exactly', async () => {
    const world = await startWorld();
    await approvedRequest(world, 'PAT-1', 'release-notes');
    await approvedRequest(world, 'PAT-2', 'reader', { repositories: ['website'], permissions: ['contents:read'] });
    const token = await makeToken(world, { name: 'release-notes', ...less });
    expect(isActive(world, token)).toBe(true);
    expect(reads(cardOf(world, '· PAT-1'))).toMatch(/(?:is|has been) active/);
    await expectUnclaimed(world, 'PAT-2');
  });
});

describe('a request that nobody has decided yet and that would cover a token that waits', () => {
  it('of another name leaves the token a card of its own', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId, { token_name: 'release-notes' });
    const token = await makeToken(world, { name: 'quick-hack', ...less });
    expect(isPending(world, token)).toBe(true);
    expect(buttonsOf(decisionCard(world, 'quick-hack'))).toContain('deny_pending_token');
    expect(reads(cardOf(world, '· PAT-1'))).not.toMatch(/already (?:on GitHub|waiting)/);
    expect(reads(decisionCard(world, 'quick-hack'))).not.toContain('would be covered by PAT-1');
    await approve(world, '· PAT-1');
    expectNotLetIn(world, token);
    await expectUnclaimed(world);
    expect(reads(question(world, 'quick-hack'))).toContain('Is it the token for PAT-1?');
  });

  it('of another name does not use up the real one’s place in it either', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId, { token_name: 'release-notes' });
    const other = await makeToken(world, { name: 'quick-hack', ...less });
    const real = await makeToken(world, { name: 'release-notes' });
    await approve(world, '· PAT-1');
    expect(isActive(world, real)).toBe(true);
    expectNotLetIn(world, other);
  });

  it('of the same name, whatever case it is written in, shares its card', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId, { token_name: 'release-notes' });
    const token = await makeToken(world, { name: 'Release-Notes ', ...less });
    const offers = cardsAbout(world, '').filter((card) => buttonsOf(card).some((id) => id.startsWith('approve_')));
    expect(offers).toHaveLength(1);
    expect(reads(cardOf(world, '· PAT-1'))).toMatch(/already (?:on GitHub|waiting)/);
    await approve(world, '· PAT-1');
    expect(isActive(world, token)).toBe(true);
  });

  it('of another name is not decided together with a token that an owner lets in on github.com', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId, { token_name: 'release-notes' });
    const token = await makeToken(world, { name: 'quick-hack', ...less });
    world.github.people.reviewOnGithub(carl.login, token.tokenId, 'approve');
    await world.settle();
    await passOften(world);
    expect(isActive(world, token)).toBe(true);
    expect(buttonsOf(cardOf(world, '· PAT-1'))).toContain('approve_request');
    expect(reads(cardOf(world, '· PAT-1'))).not.toMatch(/Approved/);
    const card = inChannel(world).find((text) => text.includes('quick-hack')) ?? '';
    expect(card).toMatch(/on GitHub/);
    expect(card).toMatch(named(carl));
  });
});
