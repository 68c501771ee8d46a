import type { LocalToken } from '@countersign/sandbox-github/state';
import { cast, channel, organization, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { inChannel } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { decisionCard, follow, letInByApp, passOften } from '../support/ended-token.ts';
import {
  approve,
  buttonsOf,
  cardsAbout,
  directMessages,
  isActive,
  isPending,
  makeToken,
  passADay,
  passWithoutOutage,
  reads,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;
const dayMs = 86_400_000;
/** A token may be made for a month after its approval, and what drifts is revoked after three days. */
const policy = policyText(
  '    lapse: { undecided_days: 7, unused_days: 30 }\n    drift: { grace_days: 3, then: revoke }\n',
);
const goneNow = /can no longer reach|lost access/;

type Of = { readonly world: TestWorld; readonly token: LocalToken };

function inDays(world: TestWorld, days: number): Date {
  return new Date(world.now() + days * dayMs);
}

/** A token for seven days, agreed as PAT-1 and made on 1 March: whatever happens, it ends by 9 March. */
async function forSevenDays(): Promise<Of> {
  const world = await startWorld({ policy });
  await askForToken(world, mona.slackId, { lifetime: '7' });
  await approve(world);
  const token = await makeToken(world, { expiresAt: inDays(world, 7) });
  expect(isActive(world, token)).toBe(true);
  return { world, token };
}

/** The same, prolonged by its holder on 4 March to 11 March, and seen: it has to be brought back by 7 March, 09:36. */
async function flagged(): Promise<Of> {
  const { world, token } = await forSevenDays();
  await world.pass({ days: 3 });
  world.github.people.regenerateToken(token.tokenId, inDays(world, 7));
  await world.pass({ minutes: 6 });
  // Its holder is asked first, and says nothing for a day.
  await passWithoutOutage(world, 24.5);
  expect(reads(flagOf(world))).toContain('7 March');
  return { world, token };
}

/** The first card that says in which way the token goes past what was agreed. */
function flagOf(world: TestWorld) {
  const card = world.slack
    .messagesIn(channel)
    .find(({ versions }) => versions.some(({ blocks }) => JSON.stringify(blocks).includes('keep_token')));
  if (card === undefined) throw new Error(`nothing was flagged:\n${inChannel(world).join('\n---\n')}`);
  return card;
}

type Step = (world: TestWorld, token: LocalToken) => void;
const drop: Step = ({ github }, { tokenId }) => github.people.editToken(tokenId, { repositories: ['website'] });
const addBack: Step = ({ github }, { tokenId }) =>
  github.people.editToken(tokenId, { repositories: ['website', 'payments'] });
const prolong: Step = (world, { tokenId }) => world.github.people.regenerateToken(tokenId, inDays(world, 7));

/** Nothing was let in by the App beyond 9 March, and the token has ended soon after that was seen. */
async function expectNotProlonged({ world, token }: Of): Promise<void> {
  const late = world.github.state.reviews.filter(
    ({ act, by, expiresAt }) =>
      act === 'approve' && by === 'app' && (expiresAt ?? inDays(world, 9)) > new Date('2027-03-09T09:30:00Z'),
  );
  expect(
    late.map(({ expiresAt }) => expiresAt?.toISOString()),
    inChannel(world).at(-1),
  ).toEqual([]);
  await world.pass({ days: 2 });
  await passADay(world);
  expect(isActive(world, token)).toBe(false);
}

describe('a lifetime in days, whose holder alone', () => {
  it.each([
    { order: 'drops a repository, regenerates', steps: [drop, prolong, addBack] },
    { order: 'regenerates, drops a repository', steps: [prolong, drop, addBack] },
  ])('$order and adds it back, at once, counts from the first day', async ({ steps }) => {
    const { world, token } = await forSevenDays();
    await world.pass({ days: 6 });
    for (const step of steps) step(world, token);
    await follow(world);
    await passOften(world);
    await expectNotProlonged({ world, token });
  });

  it('drops a repository, regenerates and adds it back, each of which is seen, counts from the first day', async () => {
    const { world, token } = await forSevenDays();
    await world.pass({ days: 6 });
    for (const step of [drop, prolong, addBack]) {
      step(world, token);
      await world.pass({ minutes: 6 });
    }
    await expectNotProlonged({ world, token });
  });

  it('lowers a permission, regenerates and raises it again counts from the first day, and is told in which way it is too much', async () => {
    const { world, token } = await forSevenDays();
    await world.pass({ days: 6 });
    const { people } = world.github;
    people.editToken(token.tokenId, { permissions: { repository: { contents: 'read', pull_requests: 'read' } } });
    prolong(world, token);
    people.editToken(token.tokenId, { permissions: { repository: { contents: 'write', pull_requests: 'read' } } });
    await follow(world);
    expect(letInByApp(world, token)).toBe(1);
    expect(isPending(world, token)).toBe(true);
    const card = reads(decisionCard(world, 'nightly-release'));
    expect(card).toContain('PAT-1');
    expect(card).toMatch(/14 March/);
    expect(card).toMatch(/\b[89] March/);
  });

  it('edits it while it waits for the decision counts from when it was made first', async () => {
    const world = await startWorld({ policy });
    await askForToken(world, mona.slackId, { lifetime: '7' });
    const token = await makeToken(world, { expiresAt: inDays(world, 7) });
    await world.pass({ days: 5 });
    prolong(world, token);
    drop(world, token);
    await world.settle();
    await approve(world, '· PAT-1');
    await passOften(world);
    expect(letInByApp(world, token), inChannel(world).at(-1)).toBe(0);
    expect(reads(decisionCard(world, 'nightly-release'))).toMatch(/13 March.*\b[89] March/s);
  });

  it('takes it back and asks for it again counts from when it was made first', async () => {
    const world = await startWorld({ policy });
    await askForToken(world, mona.slackId, { lifetime: '7' });
    await approve(world);
    const token = await makeToken(world, {
      repositorySelection: 'all',
      repositories: [],
      expiresAt: inDays(world, 7),
    });
    await world.pass({ days: 5 });
    world.github.people.cancelRequest(token.tokenId);
    await world.settle();
    prolong(world, token);
    world.github.people.requestAccess(token.tokenId, {
      permissions: { repository: { contents: 'write', pull_requests: 'read' } },
      repositorySelection: 'subset',
      repositories: ['website'],
    });
    await world.settle();
    expect(letInByApp(world, token), inChannel(world).at(-1)).toBe(0);
    expect(isPending(world, token)).toBe(true);
  });

  it('makes another token later, counts anew for that one', async () => {
    const world = await startWorld({ policy });
    await askForToken(world, mona.slackId, { lifetime: '7' });
    await approve(world);
    await world.pass({ days: 5 });
    const token = await makeToken(world, { expiresAt: inDays(world, 7) });
    expect(isActive(world, token)).toBe(true);
  });

  it('drops a repository and adds it back without moving the end is let in by itself, and nothing is flagged', async () => {
    const { world, token } = await forSevenDays();
    await world.pass({ days: 3 });
    drop(world, token);
    await world.pass({ minutes: 6 });
    addBack(world, token);
    await world.settle();
    await passOften(world);
    expect(letInByApp(world, token)).toBe(2);
    expect(inChannel(world).join('\n')).not.toContain('wider than ');
  });
});

describe('a token that was flagged for lasting too long', () => {
  it('stays flagged though its holder narrows and widens it, and is revoked at the deadline that was told', async () => {
    const { world, token } = await flagged();
    drop(world, token);
    await world.pass({ minutes: 6 });
    addBack(world, token);
    await world.settle();
    await passOften(world);
    expect(letInByApp(world, token), reads(flagOf(world))).toBe(1);
    expect(isActive(world, token)).toBe(true);
    expect(reads(flagOf(world))).not.toMatch(goneNow);
    await world.pass({ hours: 23 });
    await passADay(world);
    expect(isActive(world, token)).toBe(false);
    expect(reads(flagOf(world))).toMatch(/revoked by the policy/i);
    expect(reads(flagOf(world))).toMatch(/\b7 March\b/);
  });

  it('keeps its deadline and its card where GitHub gives the same token a new grant', async () => {
    const { world, token } = await flagged();
    await world.pass({ days: 1 });
    const { grant } = token;
    if (grant === null) throw new Error('the token is not active');
    token.grant = { ...grant, id: grant.id + 10_000, grantedAt: new Date(world.now()) };
    await world.pass({ minutes: 6 });
    await world.pass({ minutes: 6 });
    expect(reads(flagOf(world))).not.toMatch(goneNow);
    expect(reads(flagOf(world))).toMatch(/\b7 March\b/);
    expect(buttonsOf(flagOf(world))).toEqual(['keep_token', 'revoke_token', 'request_details']);
    expect(cardsAbout(world, 'nightly-release').filter((card) => buttonsOf(card).includes('keep_token'))).toHaveLength(
      1,
    );
    expect(directMessages(world, mona.slackId).filter((text) => /\b7 March\b/.test(text))).toHaveLength(1);
    expect(directMessages(world, mona.slackId).join('\n')).not.toMatch(/revoked on 8 March/);
    await world.pass({ hours: 23 });
    await passADay(world);
    expect(isActive(world, token)).toBe(false);
    expect(reads(flagOf(world))).toMatch(/revoked by the policy/i);
  });

  it.each([
    { where: 'in Slack', who: bea },
    { where: 'on github.com', who: carl },
  ])('and whose wider edit an owner approves $where is not called gone', async ({ where, who }) => {
    const { world, token } = await flagged();
    world.github.people.editToken(token.tokenId, { repositories: ['website', 'payments', 'release-tools'] });
    await world.settle();
    if (where === 'in Slack') {
      await world.slack.click(who.slackId, decisionCard(world, 'nightly-release'), 'approve_pending_token');
    } else {
      world.github.people.reviewOnGithub(who.login, token.tokenId, 'approve');
    }
    await world.settle();
    await passOften(world);
    expect(isActive(world, token)).toBe(true);
    expect(reads(flagOf(world))).not.toMatch(goneNow);
    // An owner has agreed to it as it is: nothing is to be brought back any more.
    expect(reads(flagOf(world))).not.toMatch(/\b7 March\b/);
    await world.pass({ days: 2 });
    await passADay(world);
    expect(isActive(world, token)).toBe(true);
  });

  it('is left alone while it is within what was agreed, and has what was left of its days when it goes past it again', async () => {
    const { world, token } = await flagged();
    world.github.people.regenerateToken(token.tokenId, new Date('2027-03-08T00:00:00Z'));
    await world.pass({ minutes: 6 });
    expect(reads(flagOf(world))).toMatch(/within what was/);
    prolong(world, token);
    await world.pass({ minutes: 6 });
    // Its holder is asked first, and says nothing for a day.
    await passWithoutOutage(world, 24.5);
    // A day and a half were left: whoever narrows and widens again and again comes to the end of them.
    const flags = cardsAbout(world, 'nightly-release').filter((card) => buttonsOf(card).includes('keep_token'));
    expect(flags.map((card) => /\b7 March 2027 at 09:42/.test(reads(card)))).toContain(true);
  });
});

describe('an owner’s token that GitHub lets grow without asking', () => {
  it('keeps its deadline while one excess is exchanged for another', async () => {
    const world = await startWorld({ policy });
    await askForToken(world, bea.slackId, { repositories: ['website'] });
    await approve(world, '· PAT-1', carl.slackId);
    const token = await makeToken(world, { repositories: ['website'] }, bea.login);
    await world.pass({ minutes: 6 });
    world.github.people.editToken(token.tokenId, { repositories: ['website', 'payments'] });
    await world.pass({ minutes: 6 });
    await world.pass({ days: 1 });
    world.github.people.editToken(token.tokenId, { repositories: ['website', 'release-tools'] });
    await world.pass({ minutes: 6 });
    expect(reads(flagOf(world))).toMatch(/\b4 March 2027 at 09/);
    await world.pass({ hours: 23 });
    await passADay(world);
    expect(world.github.activeTokens(organization)).not.toContain(token);
  });
});
