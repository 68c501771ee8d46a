import type { Outcome } from '@countersign/sandbox-slack/line';
import type { PostedMessage } from '@countersign/sandbox-slack/state';
import { interactiveElements } from '@countersign/sandbox-slack/view-state';
import { cast } from '@countersign/sandbox-stage/cast';
import { askForToken } from './ask-for-token.ts';
import { approve, buttonsOf, reads, toldPrivately } from './people.ts';
import type { TestWorld } from './start-world.ts';

const { mona } = cast;

/** One of the answers that a question offers: a button, as Slack shows it. */
export type Choice = {
  readonly label: string;
  readonly actionId: string;
  readonly blockId: string;
  readonly value: string;
};

export function choicesOf(message: PostedMessage): readonly Choice[] {
  return interactiveElements(message.blocks).flatMap(({ element, blockId }) => {
    const { text, value } = element as { readonly text?: { readonly text?: string }; readonly value?: string };
    if (element.type !== 'button' || value === undefined) return [];
    return [{ label: text?.text ?? '', actionId: String(element.action_id), blockId, value }];
  });
}

export function choice(message: PostedMessage, label: RegExp): Choice {
  const found = choicesOf(message).find((one) => label.test(one.label));
  if (found === undefined) throw new Error(`no answer reads ${label}:\n${reads(message)}`);
  return found;
}

/** The newest message that asks whose token this is; undefined where nobody was asked. */
export function questionOf(world: TestWorld, tokenName: string, slackId: string = mona.slackId) {
  return world.slack
    .directMessages(slackId)
    .filter((message) => reads(message).includes(tokenName))
    .findLast((message) => choicesOf(message).some(({ actionId }) => actionId === 'is_for_request'));
}

export function question(world: TestWorld, tokenName: string, slackId: string = mona.slackId): PostedMessage {
  const found = questionOf(world, tokenName, slackId);
  if (found === undefined) {
    const told = world.slack.directMessages(slackId).map(reads).join('\n---\n');
    throw new Error(`nobody was asked which request ${tokenName} belongs to:\n${told}`);
  }
  return found;
}

/** Its holder answers, and everything that follows happens. */
export async function answer(world: TestWorld, tokenName: string, label: RegExp): Promise<Outcome> {
  const asked = question(world, tokenName);
  const { actionId, blockId, value } = choice(asked, label);
  const outcome = await world.slack.click(mona.slackId, asked, actionId, { blockId, value });
  await world.settle();
  return outcome;
}

/** Somebody presses what they were shown, whatever is shown by now. */
export async function pressAsShown(world: TestWorld, slackId: string, where: PostedMessage, shown: Choice) {
  const { actionId, blockId, value } = shown;
  const outcome = await world.slack.click(slackId, where, actionId, { blockId, value, force: true });
  await world.settle();
  return outcome;
}

/** Somebody asks for a token of this name, and an owner approves it. */
export async function approvedRequest(
  world: TestWorld,
  name: string,
  tokenName: string,
  changes: Parameters<typeof askForToken>[2] = {},
): Promise<void> {
  await askForToken(world, mona.slackId, { token_name: tokenName, ...changes });
  await approve(world, `· ${name}`);
}

/** Whether a message to the requester still leads to GitHub's page for this request. */
export function hasCreateLink(world: TestWorld, name: string, slackId: string = mona.slackId): boolean {
  return world.slack
    .directMessages(slackId)
    .some((message) => reads(message).includes(name) && buttonsOf(message).includes('create_on_github'));
}

/** What `/pat list` says of one request. */
export async function listed(world: TestWorld, name: string, slackId: string = mona.slackId): Promise<string> {
  const told = await toldPrivately(world, await world.slack.command(slackId, '/pat list'));
  return told.split('\n').find((line) => line.includes(name)) ?? '';
}
