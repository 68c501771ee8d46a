import { cast, organization, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../src/config/policy-file.ts';
import { inChannel } from '../support/agreed-token.ts';
import { decisionCard, letInByApp, passOften } from '../support/ended-token.ts';
import {
  asItIsNow,
  buttonsOf,
  cardsAbout,
  carriedBy,
  directMessages,
  isActive,
  isPending,
  makeToken,
  passWithoutOutage,
  reads,
  toldPrivately,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { bea, carl } = cast;
const dayMs = 86_400_000;
/** Another Slack account of Bea's. */
const secondBea = 'U0BEA000002';
const withSecondBea = {
  prepare: ({ slack }: Pick<TestWorld, 'slack'>): void =>
    slack.addPerson({ id: secondBea, name: 'bea2', realName: 'Bea Lindqvist', tz: 'UTC' }),
};
/** Bea stands for acme-ci, and the policy names her by the account that nobody has linked. */
const sponsorIsUnlinked = policyText().replace(`acme-ci: ${bea.slackId}`, `acme-ci: ${secondBea}`);
/** Bea's link was moved to her other account; as a sponsor she is still named by the first one. */
const linkWasMoved = policyText().replace(`  ${bea.slackId}: ${bea.login}`, `  ${secondBea}: ${bea.login}`);

/** Whether a start refuses this policy, and says why: nobody can decide anything under it then. */
function isRefused(policy: string): boolean {
  const read = parsePolicy(policy, 'policy.yml');
  if (!('problems' in read)) return false;
  expect(read.problems).toEqual([expect.stringContaining('machine_users.acme-ci')]);
  return true;
}

it('that an owner sponsors the machine user is said to them as the reason why they don’t decide its token', async () => {
  const world = await startWorld();
  await makeToken(world, { name: 'ci', repositories: ['website'] }, 'acme-ci');
  const outcome = await world.slack.click(bea.slackId, decisionCard(world, 'ci'), 'approve_pending_token');
  expect(await toldPrivately(world, outcome)).toContain(
    'You sponsor the machine user acme-ci, so somebody else has to decide its token. Nothing was decided.',
  );
});

/** The newest card of a waiting token, whether it offers to approve it or not. */
function heldCard(world: TestWorld, tokenName: string) {
  const card = cardsAbout(world, tokenName).findLast((one) => buttonsOf(one).includes('deny_pending_token'));
  if (card === undefined) throw new Error(`${tokenName} waits for nobody`);
  return card;
}

/** The account that Bea clicks with, under each policy. */
const policies = [
  { why: 'that nobody has linked', policy: sponsorIsUnlinked, clicker: bea.slackId },
  { why: 'that her link was moved away from', policy: linkWasMoved, clicker: secondBea },
];

describe('a sponsor whom the policy names by a Slack account', () => {
  it.each(policies)('$why does not decide on their machine user’s waiting token', async ({ policy, clicker }) => {
    if (isRefused(policy)) return;
    const world = await startWorld(withSecondBea);
    await world.restart(policy);
    const token = await makeToken(world, { name: 'ci', repositories: ['website'] }, 'acme-ci');
    const card = heldCard(world, 'ci');
    const value = carriedBy(card, 'deny_pending_token');
    const outcome = await world.slack.click(clicker, card, 'approve_pending_token', { force: true, value });
    await world.settle();
    expect(letInByApp(world, token), reads(asItIsNow(world, card))).toBe(0);
    expect(isPending(world, token)).toBe(true);
    expect(await toldPrivately(world, outcome)).not.toBe('');
  });

  it.each(policies)('$why does not accept what has become of it', async ({ policy, clicker }) => {
    if (isRefused(policy)) return;
    const world = await startWorld(withSecondBea);
    const token = await makeToken(world, { name: 'ci', repositories: ['website'] }, 'acme-ci');
    await world.slack.click(carl.slackId, decisionCard(world, 'ci'), 'approve_pending_token');
    await world.settle();
    expect(isActive(world, token)).toBe(true);
    await world.restart(policy);
    world.github.people.regenerateToken(token.tokenId, null);
    await world.pass({ minutes: 6 });
    // Its holder is asked first, and says nothing for a day.
    await passWithoutOutage(world, 24.5);
    const flag = cardsAbout(world, '').findLast((card) => buttonsOf(card).includes('revoke_token'));
    if (flag === undefined) throw new Error('nothing was flagged');
    const before = reads(flag);
    expect(before).toContain('nobody can accept it until they are linked');
    const value = carriedBy(flag, 'revoke_token');
    const outcome = await world.slack.click(clicker, flag, 'keep_token', { force: true, value });
    await world.settle();
    expect(reads(asItIsNow(world, flag))).toBe(before);
    expect(await toldPrivately(world, outcome)).not.toBe('');
  });
});

describe('a machine user that was renamed, and whose old login somebody else has taken', () => {
  /** Bea stands for acme-ci, which has an active token; then the login is another account's. */
  const recycled = async () => {
    const world = await startWorld();
    const token = await makeToken(
      world,
      { name: 'nightly-ci', repositories: ['website'], expiresAt: new Date(world.now() + 5.5 * dayMs) },
      'acme-ci',
    );
    await world.slack.click(carl.slackId, decisionCard(world, 'nightly-ci'), 'approve_pending_token');
    await world.settle();
    expect(isActive(world, token)).toBe(true);
    world.github.people.renameUser('acme-ci', 'acme-ci-old');
    world.github.people.addUser('acme-ci');
    world.github.people.addMember('acme-ci', organization);
    await passOften(world);
    return { world, token };
  };

  it('is told to the owners once, with what to do, and its new account’s token is an owner’s to decide', async () => {
    const { world } = await recycled();
    const token = await makeToken(world, { name: 'strange', repositories: ['website'] }, 'acme-ci');
    for (let pass = 0; pass < 3; pass += 1) await world.pass({ minutes: 30 });
    await world.restart();
    await world.pass({ minutes: 30 });
    const told = inChannel(world).filter((text) => text.includes('Another GitHub account now has the login acme-ci'));
    expect(told).toHaveLength(1);
    for (const fact of [`<@${bea.slackId}>`, 'nothing about the new account’s', 'deny its tokens', 'machine_users'])
      expect(told[0]).toContain(fact);
    const card = decisionCard(world, 'strange');
    const refused = await world.slack.click(bea.slackId, card, 'approve_pending_token');
    expect(await toldPrivately(world, refused)).toContain(
      'The policy names you as sponsor of machine user acme-ci. Another account has that login now, so another owner has to decide.',
    );
    expect(isPending(world, token)).toBe(true);
    await world.slack.click(carl.slackId, card, 'approve_pending_token');
    await world.settle();
    expect(isActive(world, token)).toBe(true);
  });

  it('is its sponsor’s again under its new login, once the policy names that', async () => {
    const { world } = await recycled();
    await world.restart(policyText().replace(`acme-ci: ${bea.slackId}`, `acme-ci-old: ${bea.slackId}`));
    await makeToken(world, { name: 'moved', repositories: ['website'] }, 'acme-ci-old');
    expect(directMessages(world, bea.slackId).join('\n')).toContain('moved');
    await makeToken(world, { name: 'strange', repositories: ['website'] }, 'acme-ci');
    expect(directMessages(world, bea.slackId).join('\n')).not.toContain('strange');
  });

  it('stands for nobody there: the sponsor is told nothing of the new one’s tokens, and is not shown as their holder', async () => {
    const { world } = await recycled();
    const token = await makeToken(world, { name: 'strange', repositories: ['website'] }, 'acme-ci');
    expect(isPending(world, token)).toBe(true);
    expect(directMessages(world, bea.slackId).filter((text) => text.includes('strange'))).toEqual([]);
    expect(reads(decisionCard(world, 'strange'))).not.toContain(bea.slackId);
  });

  it('is still warned about: its token’s end is told to the sponsor, and the new one’s tokens are not named with it', async () => {
    const { world } = await recycled();
    await makeToken(world, { name: 'strange', repositories: ['website'] }, 'acme-ci');
    for (let day = 0; day < 6; day += 1) {
      await world.pass({ days: 1 });
      await world.pass({ minutes: 6 });
    }
    const warned = directMessages(world, bea.slackId).filter((text) =>
      /nightly-ci.*(?:expire|ends)|expire.*nightly-ci/s.test(text),
    );
    expect(warned.length, inChannel(world).join('\n---\n')).toBeGreaterThan(0);
    expect(warned.join('\n')).not.toContain('strange');
  });

  it('is still spoken of: that its token lost access is told to the sponsor', async () => {
    const { world, token } = await recycled();
    world.github.people.revokeOnGithub(carl.login, token.tokenId);
    await passOften(world);
    const told = directMessages(world, bea.slackId).filter((text) => /no longer reach|lost access/.test(text));
    expect(told).toHaveLength(1);
    expect(told.join('\n')).toContain('nightly-ci');
  });
});

describe('a machine user that was only renamed', () => {
  it('keeps its sponsor, who is told of its tokens and decides on none', async () => {
    const world = await startWorld();
    await makeToken(world, { name: 'ci', repositories: ['website'] }, 'acme-ci');
    world.github.people.renameUser('acme-ci', 'acme-ci-old');
    const token = await makeToken(world, { name: 'second', repositories: ['website'] }, 'acme-ci-old');
    expect(directMessages(world, bea.slackId).join('\n')).toContain('second');
    const card = decisionCard(world, 'second');
    const value = carriedBy(card, 'approve_pending_token');
    await world.slack.click(bea.slackId, card, 'approve_pending_token', { force: true, value });
    await world.settle();
    expect(isPending(world, token)).toBe(true);
  });
});

it('the card of a token whose sponsor isn’t linked says so before anybody clicks, and no other one does', async () => {
  const unlinked = `<@${secondBea}> sponsors acme-ci, and nobody can approve it until they are linked. Ask them to send /pat link. You can deny it meanwhile.`;
  const world = await startWorld({ ...withSecondBea, policy: sponsorIsUnlinked });
  await makeToken(world, { name: 'robot' }, 'acme-ci');
  expect(reads(heldCard(world, 'robot'))).toContain(unlinked);
  await makeToken(world, { name: 'own' }, cast.mona.login);
  expect(reads(decisionCard(world, 'own'))).not.toContain('until they are linked');

  const known = await startWorld();
  await makeToken(known, { name: 'robot' }, 'acme-ci');
  expect(reads(decisionCard(known, 'robot'))).not.toContain('until they are linked');
});
