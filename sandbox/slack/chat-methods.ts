import { takeBlocks } from './blocks-argument.ts';
import { countCharacters, type JsonObject } from './check-value.ts';
import { limits } from './limits.ts';
import { deleteMessage, findMessage, postMessage, rewriteMessage } from './message-board.ts';
import { refuse } from './refuse.ts';
import type { PostedMessage, SlackState } from './state.ts';
import { writableChannel } from './workspace.ts';

export type Method = (state: SlackState, given: JsonObject) => JsonObject;

export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': (state, given) => {
    const channel = writableChannel(state, given.channel, true);
    if (channel.isArchived) refuse('is_archived');
    const content = takeContent(given);
    const message = postMessage(state, {
      channelId: channel.id,
      ...content,
      threadTs: typeof given.thread_ts === 'string' ? given.thread_ts : null,
    });
    const cut = countCharacters(String(given.text ?? '')) > limits.messageText;
    return {
      channel: channel.id,
      ts: message.ts,
      message: describeMessage(state, message),
      ...(cut ? { warning: 'message_truncated', response_metadata: { warnings: ['message_truncated'] } } : {}),
    };
  },
  'chat.update': (state, given) => {
    const channel = writableChannel(state, given.channel, false);
    if (channel.isArchived) refuse('is_inactive');
    const message = liveMessage(state, channel.id, given.ts);
    if (typeof given.text === 'string' && Buffer.byteLength(given.text) > limits.updatedTextBytes)
      refuse('msg_too_long');
    const updated = rewriteMessage(state, message, takeContent(given));
    return { channel: channel.id, ts: updated.ts, text: updated.text, message: describeMessage(state, updated) };
  },
  'chat.delete': (state, given) => {
    const channel = writableChannel(state, given.channel, false);
    const message = deleteMessage(state, liveMessage(state, channel.id, given.ts));
    return { channel: channel.id, ts: message.ts };
  },
  'chat.postEphemeral': (state, given) => {
    const channel = writableChannel(state, given.channel, false);
    if (channel.isArchived) refuse('is_archived');
    if (typeof given.user !== 'string' || !channel.members.includes(given.user)) refuse('user_not_in_channel');
    const message = postMessage(state, { channelId: channel.id, ...takeContent(given), ephemeralTo: given.user });
    return { message_ts: message.ts };
  },
};

/** The message as payloads and answers carry it. */
export function describeMessage(state: SlackState, message: PostedMessage): JsonObject {
  return {
    type: 'message',
    ...(message.from === undefined
      ? { user: state.botUserId, bot_id: state.botId, app_id: state.appId }
      : { user: message.from }),
    team: state.teamId,
    ts: message.ts,
    text: message.text,
    blocks: message.blocks,
    ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
    // Slack marks a message as edited only where its text, and no blocks, was given anew.
    ...(message.edits > 0 && message.blocks.length === 0 ? { edited: { user: state.botUserId, ts: message.ts } } : {}),
  };
}

function takeContent(given: JsonObject): Pick<PostedMessage, 'text' | 'blocks'> {
  const blocks = takeBlocks(given.blocks);
  const markdown = given.markdown_text;
  if (typeof markdown === 'string') {
    if (given.text !== undefined || blocks.length > 0) refuse('markdown_text_conflict');
    if (countCharacters(markdown) > limits.markdownText) refuse('msg_too_long');
    return { text: markdown, blocks };
  }
  const attachments = Array.isArray(given.attachments) ? given.attachments : [];
  if (attachments.length > limits.attachments) refuse('too_many_attachments');
  const text = typeof given.text === 'string' ? given.text : '';
  if (text === '' && blocks.length === 0 && attachments.length === 0) refuse('no_text');
  return { text: [...text].slice(0, limits.messageText).join(''), blocks };
}

function liveMessage(state: SlackState, channelId: string, ts: unknown): PostedMessage {
  const message = findMessage(state, channelId, String(ts));
  if (message === undefined || message.isDeleted || message.ephemeralTo !== null) refuse('message_not_found');
  return message;
}
