// Questions about a request, as people ask and answer them in Slack.

import type { PostedMessage } from '@countersign/sandbox-slack/state';
import { cast } from '@countersign/sandbox-stage/cast';
import { buttonsOf, cardOf } from './people.ts';
import type { StoryWorld } from './start-world.ts';

/** An owner presses Ask… on the card and sends the question. */
export async function ask(
  world: StoryWorld,
  slackId: string,
  question: string,
  words = '· PAT-1',
  options: Parameters<StoryWorld['slack']['click']>[3] = {},
) {
  const { slack } = world;
  const outcome = await slack.click(slackId, cardOf(world, words), 'ask_requester', options);
  const view = await slack.fill(slackId, await slack.until(() => outcome.modal), { question });
  const answer = await slack.submit(slackId, view);
  await world.settle();
  return answer;
}

/** The direct message in which somebody is asked, the newest that can be answered. */
export function ownQuestion(world: StoryWorld, slackId: string = cast.mona.slackId): PostedMessage {
  const message = world.slack.directMessages(slackId).findLast((one) => buttonsOf(one).includes('answer_question'));
  if (message === undefined) throw new Error('nobody asked anything');
  return message;
}

/** The requester presses Answer… and sends the answer. */
export async function answer(world: StoryWorld, text: string, slackId: string = cast.mona.slackId) {
  const { slack } = world;
  const outcome = await slack.click(slackId, ownQuestion(world, slackId), 'answer_question');
  const view = await slack.fill(slackId, await slack.until(() => outcome.modal), { answer: text });
  const sent = await slack.submit(slackId, view);
  await world.settle();
  return sent;
}
