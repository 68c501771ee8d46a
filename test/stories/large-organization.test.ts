import { textOf } from '@countersign/sandbox-slack/read-aloud';
import { cast, channel, organization } from '@countersign/sandbox-stage/cast';
import { expect, it } from 'vitest';
import { type LargeWorld, startLargeWorld } from '../support/large-world.ts';

const hour = 3_600;
const size = { members: 5_000, repositories: 10_000, tokens: 3_000, requests: 200 };

function cardOf(world: LargeWorld, words: string) {
  return world.slack.messagesIn(channel).find((message) => textOf(message).includes(words));
}

/** A token with one selected repository, made on GitHub now. */
function makeToken(world: LargeWorld, login: string, name: string) {
  return world.github.people.createToken(login, organization, {
    name,
    permissions: { repository: { contents: 'read' } },
    repositorySelection: 'subset',
    repositories: ['payments'],
    expiresAt: new Date(world.now() + 30 * 86_400_000),
  });
}

function isReady({ logLines }: LargeWorld): boolean {
  return logLines.some(({ what }) => what === 'ready: every organization was listed');
}

it('watches 5,000 members, 10,000 repositories, 3,000 tokens and 200 open requests within GitHub’s limit, whoever uses it up', async () => {
  const world = await startLargeWorld(size);

  // The first start, and an owner's click in the middle of it.
  await world.bot.wake('deliver');
  const card = await world.slack.until(() => cardOf(world, 'PAT-1'));
  const middle = await world.holdGithubAt(300);
  await world.slack.click(cast.bea.slackId, card, 'approve_request');
  await world.slack.until(() => cardOf(world, 'Approved by'));
  expect(isReady(world)).toBe(false);
  middle.goOn();
  await world.bot.idle();
  expect(isReady(world)).toBe(true);
  expect(world.calls()).toBeLessThanOrEqual(2_000);
  const listsOfRepositories = world.github.server.calls.filter(({ name }) => name === 'GET /orgs/acme/repos');
  expect(listsOfRepositories).toHaveLength(Math.ceil((size.repositories + 5) / 100));

  // A quiet hour, with all that is done once an hour.
  await world.pass(600);
  const quiet = await world.pass(hour);
  expect(quiet).toBeLessThanOrEqual(1_200);

  // One webhook, in a second in which nothing else happens.
  await world.pass(7);
  const before = world.calls();
  makeToken(world, 'mona', 'nightly');
  await world.github.webhooks.idle();
  await world.bot.idle();
  expect(world.calls() - before).toBeLessThanOrEqual(4);
  expect(cardOf(world, '“nightly”')).toBeDefined();

  // A thousand webhooks of one member, who edits twenty tokens over and over.
  const tokens = Array.from({ length: 20 }, (_, index) => makeToken(world, 'dan-dev', `flood-${index}`));
  await world.pass(600);
  const told = world.github.webhooks.deliveries.length;
  const flooded = await world.pass(hour, (second) => {
    const edit = second / 7;
    const token = tokens[edit % tokens.length];
    if (token === undefined) return;
    const level = edit % (2 * tokens.length) < tokens.length ? 'write' : 'read';
    world.github.people.editToken(token.tokenId, { permissions: { repository: { contents: level } } });
  });
  expect(world.github.webhooks.deliveries.length - told).toBeGreaterThanOrEqual(1_000);
  expect(flooded - quiet).toBeLessThanOrEqual(1_000);

  // And what an owner decides is carried out.
  const held = await world.slack.until(() => cardOf(world, '“nightly”'));
  await world.slack.click(cast.bea.slackId, held, 'approve_pending_token');
  await world.pass(5);
  expect(world.github.activeTokens(organization).map(({ name }) => name)).toContain('nightly');
}, 600_000);
