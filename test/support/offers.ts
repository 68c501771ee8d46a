// A reviewer who approves less than was asked, and the requester's answer, as people do both in Slack.
import type { PostedMessage } from '@countersign/sandbox-slack/state';
import { cast } from '@countersign/sandbox-stage/cast';
import type { Asked } from './ask-for-token.ts';
import { buttonsOf, cardOf } from './people.ts';
import type { StoryWorld } from './start-world.ts';

/** The form that Adjust… opens, filled in by GitHub's answer. */
export async function openAdjust(world: StoryWorld, slackId: string = cast.bea.slackId, words = '· PAT-1') {
  const { slack } = world;
  const opened = await slack.click(slackId, cardOf(world, words), 'adjust_request');
  return slack.until(() => (opened.modal?.callbackId === 'adjust_request' ? opened.modal : undefined));
}

/** An owner presses Adjust… on the card and sends what they would approve. */
export async function adjust(world: StoryWorld, answers: Asked, slackId: string = cast.bea.slackId, words = '· PAT-1') {
  const { slack } = world;
  const view = await openAdjust(world, slackId, words);
  const answer = await slack.submit(slackId, await slack.fill(slackId, view, answers));
  await world.settle();
  return answer;
}

/** The direct message with an offer, the newest that can be accepted. */
export function ownOffer(world: StoryWorld, slackId: string = cast.mona.slackId): PostedMessage {
  const message = world.slack.directMessages(slackId).findLast((one) => buttonsOf(one).includes('accept_offer'));
  if (message === undefined) throw new Error('nobody offered anything');
  return message;
}

export async function acceptOffer(world: StoryWorld, slackId: string = cast.mona.slackId) {
  const outcome = await world.slack.click(slackId, ownOffer(world, slackId), 'accept_offer');
  await world.settle();
  return outcome;
}
