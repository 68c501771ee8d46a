import { type Line, makeReply, type Outcome, outcomeOf, postPayload, requireActive } from './line.ts';
import { liveMessage } from './live-part.ts';
import { postMessage } from './message-board.ts';
import { messageAction } from './payloads.ts';
import type { PostedMessage, SlackState } from './state.ts';
import { channelOf } from './workspace.ts';

/** Somebody writes where they are a member: nobody's command, and nothing that the bot is told of. */
export function write(state: SlackState, userId: string, channelId: string, text: string): PostedMessage {
  requireActive(state, userId);
  if (!channelOf(state, channelId).members.includes(userId)) throw new Error('only members write there');
  return postMessage(state, { channelId, text, blocks: [], from: userId });
}

/** Chooses a shortcut in a message's menu: the app gets the whole message, whether it is in the channel or not. */
export async function shortcut(line: Line, userId: string, where: PostedMessage, callbackId: string): Promise<Outcome> {
  const { state } = line;
  requireActive(state, userId);
  const message = liveMessage(state, userId, where);
  const reply = makeReply(line, userId, { channelId: message.channelId, messageTs: message.ts });
  const delivery = await postPayload(line, messageAction(state, userId, message, callbackId, reply));
  return outcomeOf(state, delivery, reply.triggerId, reply.url.id);
}
