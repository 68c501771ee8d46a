import type { NewToken } from '@countersign/sandbox-github/people';
import type { LocalToken } from '@countersign/sandbox-github/state';
import type { Outcome } from '@countersign/sandbox-slack/line';
import { textOf } from '@countersign/sandbox-slack/read-aloud';
import type { OpenView, PostedMessage } from '@countersign/sandbox-slack/state';
import { cast, channel, organization } from '@countersign/sandbox-stage/cast';
import type { StoryWorld } from './start-world.ts';

const dayMs = 86_400_000;

/** The messages of the reviewers' channel that mention it, the oldest first. */
export function cardsAbout(world: StoryWorld, words: string): readonly PostedMessage[] {
  return world.slack.messagesIn(channel).filter((message) => !message.isDeleted && textOf(message).includes(words));
}

export function cardOf(world: StoryWorld, words: string): PostedMessage {
  const [card] = cardsAbout(world, words);
  if (card === undefined)
    throw new Error(`no card says ${words}:\n${world.slack.messagesIn(channel).map(textOf).join('\n---\n')}`);
  return card;
}

/** The message as it stands now. */
export function asItIsNow(world: StoryWorld, { channelId, ts }: PostedMessage): PostedMessage {
  const message = world.slack.messagesIn(channelId).find((one) => one.ts === ts);
  if (message === undefined || message.isDeleted) throw new Error(`there is no message ${ts} any more`);
  return message;
}

/** What the message reads now. */
export function reads(message: PostedMessage): string {
  return textOf(message);
}

export function lastDirectMessage(world: StoryWorld, slackId: string): string {
  const message = world.slack.directMessages(slackId).at(-1);
  return message === undefined ? '' : textOf(message);
}

export function directMessages(world: StoryWorld, slackId: string): readonly string[] {
  return world.slack.directMessages(slackId).map(textOf);
}

/** What only the person who acted was told. */
export async function toldPrivately(world: StoryWorld, outcome: Outcome): Promise<string> {
  const [message] = await world.slack.until(() => (outcome.ephemeral.length > 0 ? outcome.ephemeral : undefined));
  return message === undefined ? '' : textOf(message);
}

export function buttonsOf(message: PostedMessage | OpenView): readonly string[] {
  return message.blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.map((element) => ('action_id' in element ? (element.action_id ?? '') : ''))
      : [],
  );
}

/** An owner presses Approve on the card of this request. */
export async function approve(
  world: StoryWorld,
  words = 'PAT-1',
  slackId: string = cast.bea.slackId,
): Promise<Outcome> {
  const outcome = await world.slack.click(slackId, cardOf(world, words), 'approve_request');
  await world.settle();
  return outcome;
}

/** An owner presses Deny… and gives the reason. */
export async function deny(world: StoryWorld, reason: string, words = 'PAT-1', slackId: string = cast.carl.slackId) {
  const answer = await sendDenial(world, reason, words, slackId);
  await world.settle();
  return answer;
}

/** The same, and what follows from it is not waited for. */
export async function sendDenial(
  world: StoryWorld,
  reason: string,
  words: string,
  slackId: string = cast.carl.slackId,
) {
  const { slack } = world;
  const outcome = await slack.click(slackId, cardOf(world, words), 'deny_request');
  const view = await slack.until(() => outcome.modal);
  return slack.submit(slackId, await slack.fill(slackId, view, { reason }));
}

/** Somebody presses Revoke… on the message and gives the reason. Answers to the form, since the revocation itself follows. */
export async function revoke(world: StoryWorld, slackId: string, words: string, reason: string, force = false) {
  const { slack } = world;
  const cards = cardsAbout(world, words).filter((card) => buttonsOf(card).includes('revoke_token'));
  const card = cards.at(-1);
  if (card === undefined) throw new Error(`no card about ${words} offers to revoke`);
  const options = force ? { force, value: carriedBy(card, 'revoke_token') } : {};
  const outcome = await slack.click(slackId, card, 'revoke_token', options);
  const view = await slack.until(() => outcome.modal);
  return slack.submit(slackId, await slack.fill(slackId, view, { reason }));
}

/** The very token that `usual` asks for, made on GitHub. */
export function usualToken(world: StoryWorld, changes: Partial<NewToken> = {}): NewToken {
  return {
    name: 'nightly-release',
    permissions: { repository: { contents: 'write', pull_requests: 'read' } },
    repositorySelection: 'subset',
    repositories: ['payments', 'website'],
    expiresAt: new Date(world.now() + 30 * dayMs),
    reason: 'The release job pushes tags.',
    ...changes,
  };
}

/** Somebody makes a token on GitHub, and everything that follows happens. */
export async function makeToken(
  world: StoryWorld,
  changes: Partial<NewToken> = {},
  login = 'mona',
): Promise<LocalToken> {
  const token = world.github.people.createToken(login, organization, usualToken(world, changes));
  await world.settle();
  return token;
}

export function isActive(world: StoryWorld, token: LocalToken): boolean {
  return world.github.activeTokens(organization).includes(token);
}

export function isPending(world: StoryWorld, token: LocalToken): boolean {
  return world.github.pendingTokens(organization).includes(token);
}

/** What the button carries. */
export function carriedBy(message: PostedMessage | OpenView, actionId: string): string {
  for (const block of message.blocks) {
    if (block.type !== 'actions') continue;
    for (const element of block.elements) {
      if ('action_id' in element && element.action_id === actionId && 'value' in element) return String(element.value);
    }
  }
  throw new Error(`there is no button ${actionId}`);
}

/** An outage is an hour of silence. */
const longestStepMinutes = 54;

/** Hours in which the lists are read so often that none of them looks like an outage. */
export async function passWithoutOutage(world: StoryWorld, hours: number): Promise<void> {
  const steps = Math.ceil((hours * 60) / longestStepMinutes);
  const minutes = (hours * 60) / steps;
  for (let step = 1; step < steps; step += 1) await world.passWatching({ minutes });
  await world.pass({ minutes });
}

/** A day and two hours. */
export async function passADay(world: StoryWorld): Promise<void> {
  await passWithoutOutage(world, 26);
}
