// A change of an active token is denied, or taken back and no webhook says so: GitHub keeps the grant as it was, and so do we.
import type { LocalToken } from '@countersign/sandbox-github/state';
import { cast } from '@countersign/sandbox-stage/cast';
import { expect, it } from 'vitest';
import { active, withDeadline } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { askAgain, decisionCard, expectHeldAsEnded, letInByApp, passOften } from '../support/ended-token.ts';
import {
  approve,
  cardOf,
  cardsAbout,
  deny,
  directMessages,
  isActive,
  isPending,
  passWithoutOutage,
  reads,
  toldPrivately,
} from '../support/people.ts';
import type { TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;
const dayMs = 86_400_000;
const all = { repositorySelection: 'all', repositories: [] } as const;

async function denyEdit(world: TestWorld, token: LocalToken) {
  world.github.people.editToken(token.tokenId, all);
  await world.pass({ minutes: 6 });
  const asked = await world.slack.click(bea.slackId, decisionCard(world, token.name), 'deny_pending_token');
  const view = await world.slack.until(() => asked.modal);
  await world.slack.submit(bea.slackId, await world.slack.fill(bea.slackId, view, { reason: 'Not all' }));
  await world.settle();
  await world.pass({ minutes: 6 });
  expect(isActive(world, token)).toBe(true);
}

/** The edit is taken back by its holder, and no webhook says so. */
async function takeEditBack(world: TestWorld, token: LocalToken) {
  world.github.webhooks.mode = 'lose';
  world.github.people.editToken(token.tokenId, all);
  await world.pass({ minutes: 6 });
  world.github.people.cancelRequest(token.tokenId);
  await world.pass({ minutes: 6 });
  world.github.webhooks.mode = 'deliver';
  expect(isActive(world, token)).toBe(true);
}

async function says(world: TestWorld, typed: string) {
  const said = await world.slack.command(mona.slackId, typed);
  await world.slack.until(() => (said.modal !== undefined || said.ephemeral.length > 0 ? true : undefined));
  return said.modal === undefined ? toldPrivately(world, said) : reads(said.modal as never);
}

async function askToRenew(world: TestWorld) {
  const said = await world.slack.command(mona.slackId, '/pat renew PAT-1');
  await world.slack.submit(mona.slackId, await world.slack.until(() => said.modal));
  await world.settle();
}

async function pressRenew(world: TestWorld) {
  const reminder = world.slack
    .directMessages(mona.slackId)
    .filter((one) => reads(one).includes('expires in '))
    .at(-1);
  if (reminder === undefined) throw new Error('nobody was reminded');
  const outcome = await world.slack.click(mona.slackId, reminder, 'renew_token');
  await world.slack.until(() => (outcome.modal !== undefined || outcome.ephemeral.length > 0 ? true : undefined));
  return outcome.modal === undefined ? toldPrivately(world, outcome) : reads(outcome.modal as never);
}

const keepsAccess =
  'a change of your token “nightly-release” for acme%. The token keeps its present access. For more, request a new one with /pat request.';

it('its holder reads that the token keeps its access, and what to do for more', async () => {
  const { world, token } = await active();
  await denyEdit(world, token);
  const told = directMessages(world, mona.slackId).at(-1);
  expect(told).toContain(`<@${bea.slackId}> denied ${keepsAccess.replace('%', '')}`);
  expect(told).toContain('Not all');
});

it('its holder reads the same of a denial on github.com', async () => {
  const { world, token } = await active();
  world.github.people.editToken(token.tokenId, all);
  await world.pass({ minutes: 6 });
  world.github.people.reviewOnGithub(carl.login, token.tokenId, 'deny');
  await world.pass({ minutes: 6 });
  expect(isActive(world, token)).toBe(true);
  expect(directMessages(world, mona.slackId).at(-1)).toContain(keepsAccess.replace('%', ' on GitHub'));
});

it('asked again, the edit waits for a person, though a request that was approved since would cover it', async () => {
  const { world, token } = await active();
  await denyEdit(world, token);
  await askForToken(world, mona.slackId, { repositories: ['payments', 'website', 'release-tools'] });
  await approve(world, '· PAT-2', carl.slackId);
  const letIn = letInByApp(world, token);
  world.github.people.editToken(token.tokenId, { repositories: ['payments', 'website', 'release-tools'] });
  await passOften(world);
  expect(letInByApp(world, token)).toBe(letIn);
  expect(isPending(world, token)).toBe(true);
  expect(isActive(world, token)).toBe(true);
  expect(reads(decisionCard(world, token.name))).toMatch(/denied a change of this token/);
  expect(directMessages(world, mona.slackId).at(-1)).toContain(
    'A change of your token “nightly-release” for acme is on hold. It was denied before, so only an owner can approve it now.',
  );
});

it('once the token itself is revoked, nothing renews it and no approval covers it', async () => {
  const { world, token } = await active();
  await denyEdit(world, token);
  world.github.people.revokeOnGithub(carl.login, token.tokenId);
  await passOften(world);
  expect(await says(world, '/pat renew PAT-1')).toContain('You can’t renew');
  const letIn = letInByApp(world, token);
  askAgain(world, token);
  await passOften(world);
  expectHeldAsEnded(world, token, { letIn, facts: [/lost access to acme before/, /denied this token/] });
});

it('a renewal that a person approved before the edit was denied is fulfilled by regenerating as told, and nothing is revoked', async () => {
  const { world, token } = await active(withDeadline);
  await world.pass({ days: 17 });
  await askToRenew(world);
  await approve(world, '· PAT-2');
  await denyEdit(world, token);
  world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 30 * dayMs));
  await passOften(world);
  expect(directMessages(world, mona.slackId).at(-1)).not.toContain('It counts as longer than PAT-1 allows');
  await passWithoutOutage(world, 80);
  expect(isActive(world, token)).toBe(true);
});

it('a renewal that a person approved after the edit was denied, too', async () => {
  const { world, token } = await active(withDeadline);
  await world.pass({ days: 17 });
  await askToRenew(world);
  await denyEdit(world, token);
  await approve(world, '· PAT-2', carl.slackId);
  world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 30 * dayMs));
  await passOften(world);
  await passWithoutOutage(world, 80);
  expect(isActive(world, token)).toBe(true);
});

it('a renewal that a person approved, where the holder took an edit back and the webhook was lost', async () => {
  const { world, token } = await active(withDeadline);
  await world.pass({ days: 17 });
  await askToRenew(world);
  await approve(world, '· PAT-2');
  await takeEditBack(world, token);
  world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 30 * dayMs));
  await passOften(world);
  await passWithoutOutage(world, 80);
  expect(isActive(world, token)).toBe(true);
});

it('a longer request of that name that a person approved after the edit was denied keeps the policy from revoking it', async () => {
  const { world, token } = await active(withDeadline);
  await denyEdit(world, token);
  world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 60 * dayMs));
  await world.pass({ minutes: 6 });
  await passWithoutOutage(world, 25);
  await askForToken(world, mona.slackId, { lifetime: '90' });
  await approve(world, '· PAT-2', carl.slackId);
  await passOften(world);
  await passWithoutOutage(world, 80);
  expect(isActive(world, token)).toBe(true);
});

it('Renew on the reminder of the token that goes on is not refused after a denied edit', async () => {
  const { world, token } = await active();
  await denyEdit(world, token);
  await world.pass({ days: 17 });
  expect(await pressRenew(world)).not.toContain('You can’t renew');
});

it('nor after an edit that its holder took back, whose webhook was lost', async () => {
  const { world, token } = await active();
  await takeEditBack(world, token);
  await world.pass({ days: 17 });
  expect(await pressRenew(world)).not.toContain('You can’t renew');
});

it('nor after a request for more was denied, and the edit taken back (every webhook there)', async () => {
  const { world, token } = await active();
  await askForToken(world, mona.slackId, { repositories: ['payments', 'website', 'release-tools'] });
  world.github.people.editToken(token.tokenId, { repositories: ['payments', 'website', 'release-tools'] });
  await world.pass({ minutes: 6 });
  await deny(world, 'Not that one.', '· PAT-2');
  world.github.people.cancelRequest(token.tokenId);
  await passOften(world);
  expect(isActive(world, token)).toBe(true);
  await world.pass({ days: 17 });
  expect(await pressRenew(world)).not.toContain('You can’t renew');
});

it('nor once an owner has accepted the token as it is since', async () => {
  const { world, token } = await active();
  await denyEdit(world, token);
  world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 60 * dayMs));
  await world.pass({ minutes: 6 });
  await passWithoutOutage(world, 25);
  await world.slack.click(carl.slackId, cardOf(world, 'wider than PAT-1 allows'), 'keep_token');
  await world.settle();
  expect(cardsAbout(world, 'token “nightly-release”').map(reads).join()).toContain('It’s within what was approved');
  expect(await says(world, '/pat renew PAT-1')).not.toContain('You can’t renew');
});

it('Request the new end… on the message of a prolonged token is not refused', async () => {
  const { world, token } = await active();
  await denyEdit(world, token);
  world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 60 * dayMs));
  await world.pass({ minutes: 6 });
  const told = world.slack.directMessages(mona.slackId).at(-1);
  if (told === undefined) throw new Error('nothing was told');
  expect(reads(told)).toContain('[Request the new end…]');
  const outcome = await world.slack.click(mona.slackId, told, 'renew_token');
  await world.slack.until(() => (outcome.modal !== undefined || outcome.ephemeral.length > 0 ? true : undefined));
  expect(outcome.modal === undefined ? await toldPrivately(world, outcome) : 'a form').toBe('a form');
  expect(isPending(world, token)).toBe(false);
});
