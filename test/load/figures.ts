import { textOf } from '@countersign/sandbox-slack/read-aloud';
import { cast, channel, organization } from '@countersign/sandbox-stage/cast';
import type { LargeWorld, Size } from './large-world.ts';

const hourSeconds = 3_600;
/** One edit in so many seconds is a thousand webhooks an hour: each takes back the token that waited, and makes another. */
const secondsPerEdit = 7;
const floodTokens = 20;
/** What something left behind is over by then. */
const settleSeconds = 90;

/** What an organization costs in calls to GitHub, and whether people were answered meanwhile. */
export type Figures = {
  readonly firstStart: number;
  readonly pagesOfRepositories: number;
  /** What the owner's card says who clicked in the middle of the first start, and whether the start was over by then. */
  readonly clickedAtStart: { readonly card: string; readonly isStarted: boolean };
  readonly quietHour: number;
  readonly webhook: number;
  readonly foundByWebhook: string;
  readonly webhooksOfFlood: number;
  /** What the flood cost, and what else came with it. */
  readonly flood: number;
  /** What the owner's card says who clicked in the middle of the flood. */
  readonly clickedInFlood: string;
  /** What was answered by "not now", by us or by GitHub. */
  readonly refused: readonly string[];
  readonly isDecisionCarriedOut: boolean;
};

function cardOf(world: LargeWorld, ...words: readonly string[]) {
  return world.slack.messagesIn(channel).find((message) => words.every((one) => textOf(message).includes(one)));
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

function isStarted({ said }: LargeWorld): boolean {
  return said.includes('ready: every organization was listed');
}

type Start = Pick<Figures, 'firstStart' | 'pagesOfRepositories' | 'clickedAtStart'>;

/** The first start, and an owner's click in the middle of it, when so many selections of repositories were read. */
async function firstStart(world: LargeWorld, middle: number): Promise<Start> {
  await world.bot.wake('deliver');
  const card = await world.slack.until(() => cardOf(world, 'PAT-1'));
  const held = await world.holdGithubAt(middle);
  await world.slack.click(cast.bea.slackId, card, 'approve_request');
  const decided = await world.slack.until(() => cardOf(world, 'Approved by'));
  const clickedAtStart = { card: textOf(decided), isStarted: isStarted(world) };
  // A long start outlasts the ticks that would read the repositories again.
  const repositories = world.bot.wake('refreshRepositories');
  held.goOn();
  await repositories;
  await world.bot.idle();
  if (!isStarted(world)) throw new Error(`the start did not end well: ${world.said.join('; ')}`);
  const pages = world.github.server.calls.filter(({ name }) => name === `GET /orgs/${organization}/repos`);
  return { firstStart: world.calls(), pagesOfRepositories: pages.length, clickedAtStart };
}

type Webhook = Pick<Figures, 'webhook' | 'foundByWebhook'>;

/** One webhook, in seconds in which nothing else happens. */
async function oneWebhook(world: LargeWorld): Promise<Webhook> {
  await world.pass(7);
  makeToken(world, 'mona', 'nightly');
  const webhook = await world.pass(4);
  const card = await world.slack.until(() => cardOf(world, 'token “nightly”'));
  return { webhook, foundByWebhook: textOf(card) };
}

type Flood = Pick<Figures, 'webhooksOfFlood' | 'flood' | 'clickedInFlood' | 'isDecisionCarriedOut'>;

/** One member edits twenty tokens over and over, a thousand webhooks an hour; an owner decides in the middle of it. */
async function flood(world: LargeWorld, seconds: number): Promise<Flood> {
  const tokens = Array.from({ length: floodTokens }, (_, index) => makeToken(world, 'dan-dev', `flood-${index}`));
  await world.pass(settleSeconds);
  const told = world.github.webhooks.deliveries.length;
  const edit = (second: number): void => {
    const count = second / secondsPerEdit;
    const token = tokens[count % tokens.length];
    if (token === undefined) return;
    const contents = count % (2 * tokens.length) < tokens.length ? 'write' : 'read';
    world.github.people.editToken(token.tokenId, { permissions: { repository: { contents } } });
  };
  const before = await world.pass(seconds / 2, edit);
  const card = await world.slack.until(() => cardOf(world, 'token “nightly”'));
  await world.slack.click(cast.bea.slackId, card, 'approve_pending_token');
  const clicked = await world.slack.until(() => cardOf(world, 'token “nightly”', 'Approved by'));
  const after = await world.pass(seconds / 2, edit);
  return {
    webhooksOfFlood: world.github.webhooks.deliveries.length - told,
    flood: before + after,
    clickedInFlood: textOf(clicked),
    isDecisionCarriedOut: world.github.activeTokens(organization).some(({ name }) => name === 'nightly'),
  };
}

/** Goes through a first start, a quiet hour, one webhook and a flood of them, and counts what GitHub was asked. */
export async function countCalls(world: LargeWorld, size: Size, floodSeconds: number): Promise<Figures> {
  const started = await firstStart(world, Math.ceil(size.tokens / 10));
  await world.pass(settleSeconds);
  const quietHour = await world.pass(hourSeconds);
  const webhook = await oneWebhook(world);
  const flooded = await flood(world, floodSeconds);
  const { calls } = world.github.server;
  const refused = calls.filter(({ status }) => status === 403 || status === 429).map(({ name }) => name);
  return { ...started, quietHour, ...webhook, ...flooded, refused };
}
