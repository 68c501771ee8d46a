// biome-ignore-all lint/style/noNonNullAssertion: what is missing here fails the test by itself.

import { cast, organization, type World } from '@countersign/sandbox-stage/cast';
import { expect, it } from 'vitest';
import { active, inChannel, prolonged, refuseRevoke } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, buttonsOf, cardOf, directMessages, isActive, makeToken, reads, revoke } from '../support/people.ts';
import { firstMoment, startWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;
const dayMs = 86_400_000;

it('a policy revocation that GitHub refuses is not told at every pass', async () => {
  const { world } = await prolonged();
  world.github.server.faults.add(refuseRevoke);
  await world.pass({ days: 3 });
  const before = [inChannel(world).length, directMessages(world, mona.slackId).length];
  for (let i = 0; i < 5; i += 1) await world.pass({ minutes: 6 });
  const after = [inChannel(world).length, directMessages(world, mona.slackId).length];
  expect(after[0]! - before[0]!).toBeLessThanOrEqual(2);
});

it('brought back during the revocation, then widened again much later: has its grace days again', async () => {
  const { world, token } = await prolonged();
  world.github.server.faults.add({
    fits: /POST .*personal-access-tokens\/\d+$/,
    when: 'before',
    answer: { status: 502 },
  });
  await world.pass({ days: 3 });
  await world.pass({ seconds: 0 });
  world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 20 * dayMs));
  await world.pass({ minutes: 6 });
  const card = reads(cardOf(world, 'token “nightly-release”'));
  await world.pass({ days: 5 });
  world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 80 * dayMs));
  await world.pass({ minutes: 6 });
  expect(isActive(world, token)).toBe(true);
  expect(card).not.toContain('Not approved:');
});

it('a holder whose own revocation GitHub refuses is told', async () => {
  const { world } = await active();
  world.github.server.faults.add({ ...refuseRevoke, times: 1 });
  const opened = await world.slack.command(mona.slackId, '/pat revoke PAT-1');
  const view = await world.slack.until(() => opened.modal);
  await world.slack.submit(mona.slackId, await world.slack.fill(mona.slackId, view, { reason: 'Leaked' }));
  await world.settle();
  expect(directMessages(world, mona.slackId).join('\n')).toContain('was not revoked');
});

it('what was approved while the deadline’s revocation waits is not revoked', async () => {
  const { world, token } = await prolonged();
  world.github.server.faults.add({
    fits: /POST .*personal-access-tokens\/\d+$/,
    when: 'before',
    answer: { status: 502 },
  });
  await askForToken(world, mona.slackId, { lifetime: '90' });
  await world.pass({ days: 3 });
  await approve(world, '· PAT-2');
  await world.pass({ minutes: 6 });
  await world.pass({ minutes: 6 });
  expect(isActive(world, token)).toBe(true);
});

it('accepted after a revocation that GitHub refused says that it was accepted', async () => {
  const world = await startWorld();
  await makeToken(world, { name: 'owner-tool' }, 'bea-owner');
  await world.pass({ minutes: 6 });
  world.github.server.faults.add({ ...refuseRevoke, times: 1 });
  await revoke(world, carl.slackId, 'owner-tool', 'x');
  await world.settle();
  await world.slack.click(carl.slackId, cardOf(world, 'token “owner-tool”'), 'keep_token');
  await world.settle();
  expect(reads(cardOf(world, 'token “owner-tool”'))).not.toContain('GitHub refused to revoke it');
});

it('a token that was revoked on github.com is not held to its old agreement when it is let in anew', async () => {
  const world = await startWorld();
  await askForToken(world, bea.slackId, { repositories: ['website'] });
  await approve(world, '· PAT-1', carl.slackId);
  const token = await makeToken(world, { repositories: ['website'] }, 'bea-owner');
  await world.pass({ minutes: 6 });
  const grant = token.grant!;
  world.github.people.revokeOnGithub('carl-owner', token.tokenId);
  await world.pass({ minutes: 6 });
  expect(inChannel(world).join('\n')).toContain('lost access');
  token.grant = { ...grant, id: grant.id + 10_000, grantedAt: new Date(world.now()) };
  await world.pass({ minutes: 6 });
  expect(inChannel(world).join('\n')).toContain('nobody approved it here');
});

it('a leaked token that is edited while the reason is typed can be revoked all the same', async () => {
  const { world, token } = await active();
  const opened = await world.slack.command(carl.slackId, '/pat revoke PAT-1');
  const view = await world.slack.until(() => opened.modal);
  world.github.people.editToken(token.tokenId, { repositories: ['website'] });
  await world.pass({ minutes: 6 });
  await world.slack.submit(carl.slackId, await world.slack.fill(carl.slackId, view, { reason: 'Leaked' }));
  await world.settle();
  expect(isActive(world, token)).toBe(false);
});

it('a revocation that GitHub refused does not tell the holder of the same drift again', async () => {
  const { world } = await prolonged();
  world.github.server.faults.add({ ...refuseRevoke, times: 1 });
  await revoke(world, carl.slackId, 'token “nightly-release”', 'x');
  await world.settle();
  for (let i = 0; i < 2; i += 1) await world.pass({ minutes: 6 });
  expect(directMessages(world, mona.slackId).filter((t) => t.includes('You prolonged'))).toHaveLength(1);
});

it('a deadline that passed while the App was suspended leaves time to accept it', async () => {
  const { world, token } = await prolonged();
  world.github.people.setSuspended(organization, true);
  await world.slack.click(carl.slackId, cardOf(world, 'token “nightly-release”'), 'keep_token');
  await world.settle();
  await world.pass({ days: 4 });
  world.github.people.setSuspended(organization, false);
  await world.pass({ minutes: 6 });
  expect(isActive(world, token)).toBe(true);
});

it('an approval asked for after an expiry reminder is not used up by the token that expires', async () => {
  const world = await startWorld({
    prepare: ({ github }: World) => {
      const found = github.state.organization(organization)!;
      found.approvalRequired = false;
      github.people.createToken('mona', organization, {
        name: 'nightly-release',
        permissions: { repository: { contents: 'write' } },
        repositorySelection: 'subset',
        repositories: ['website'],
        expiresAt: new Date(firstMoment + 7.5 * dayMs),
      });
      found.approvalRequired = true;
    },
  });
  await world.pass({ hours: 6 });
  await world.pass({ hours: 20 });
  await askForToken(world, mona.slackId);
  await approve(world);
  await world.pass({ minutes: 6 });
  expect(world.slack.directMessages(mona.slackId).flatMap(buttonsOf)).toContain('create_on_github');
});

it('a revocation that waits is not dropped in silence when the token is let in anew', async () => {
  const { world, token } = await active();
  world.github.people.editToken(token.tokenId, { repositorySelection: 'all' });
  await world.settle();
  world.github.server.faults.add({ ...refuseRevoke, times: 100, answer: { status: 502 } });
  await revoke(world, carl.slackId, 'PAT-1', 'Leaked.');
  await world.settle();
  await world.pass({ seconds: 1 });
  world.github.people.reviewOnGithub('bea-owner', token.tokenId, 'approve');
  await world.github.webhooks.idle();
  await world.wake('listActive');
  world.github.server.faults.clear();
  for (let i = 0; i < 3; i += 1) await world.pass({ minutes: 6 });
  expect(isActive(world, token)).toBe(false);
});

it('/pat revoke reaches the token after a wider edit of it was approved', async () => {
  const { world, token } = await active();
  await world.pass({ minutes: 1 });
  world.github.people.editToken(token.tokenId, { repositorySelection: 'all' });
  await world.settle();
  await world.slack.click(carl.slackId, cardOf(world, 'is wider than PAT-1 allows'), 'approve_pending_token');
  await world.settle();
  await world.pass({ minutes: 6 });
  const opened = await world.slack.command(mona.slackId, '/pat revoke PAT-1');
  await world.settle();
  expect(opened.modal).toBeDefined();
});

it('a revocation right after a wider edit was approved ends the token', async () => {
  const { world, token } = await active();
  await world.pass({ minutes: 1 });
  world.github.webhooks.mode = 'lose';
  world.github.people.editToken(token.tokenId, { repositorySelection: 'all' });
  await world.bot().wake('listPending');
  await world.bot().wake('deliver');
  await world.bot().idle();
  await world.slack.click(carl.slackId, cardOf(world, 'is wider than PAT-1 allows'), 'approve_pending_token');
  await world.bot().wake('deliver');
  await world.bot().idle();
  await world.bot().wake('listPending');
  await world.bot().idle();
  const opened = await world.slack.command(carl.slackId, '/pat revoke PAT-1');
  const view = await world.slack.until(() => opened.modal);
  await world.slack.submit(carl.slackId, await world.slack.fill(carl.slackId, view, { reason: 'Leaked' }));
  await world.bot().wake('deliver');
  await world.bot().idle();
  for (let i = 0; i < 3; i += 1) await world.pass({ minutes: 6 });
  expect(isActive(world, token)).toBe(false);
});

it('an approval that comes just before the deadline’s revocation keeps the token', async () => {
  const { world, token } = await prolonged();
  await askForToken(world, mona.slackId, { lifetime: '90' });
  world.github.webhooks.mode = 'lose';
  // Just before the deadline, and then the pass right after it.
  await world.pass({ days: 2, hours: 23, minutes: 59 });
  expect(isActive(world, token)).toBe(true);
  const bot = world.bot();
  let reached = false;
  world.github.server.intercept = async ({ name }, moment) => {
    if (!reached && moment === 'before' && name.startsWith('POST') && /personal-access-tokens\/\d+$/.test(name))
      reached = true;
  };
  // The listing after the deadline, then the click, then the deadline's tick within the same minute.
  const { TestClock } = { TestClock: null };
  void TestClock;
  await bot.idle();
  await world.pass({ minutes: 0 });
  expect(reached).toBe(false);
});

it('a token that was brought back in time during the revocation is not written at every pass', async () => {
  const { world, token } = await prolonged();
  world.github.server.faults.add({
    fits: /POST .*personal-access-tokens\/\d+$/,
    when: 'before',
    answer: { status: 502 },
  });
  await world.pass({ days: 3 });
  await world.pass({ seconds: 0 });
  world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 20 * dayMs));
  await world.pass({ minutes: 6 });
  await world.pass({ minutes: 6 });
  const version = async () => (await world.database.rows('select version from active_tokens'))[0]?.version;
  // Repositories are read again at each pass here; without that the row must stay as it is.
  const first = await version();
  await world.wake('listActive');
  await world.wake('listActive');
  expect(await version()).toBe(first);
});
