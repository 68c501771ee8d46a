// What a person sees of the conversations they are in, and how far they have read.
import type { Channel, PostedMessage, SlackState } from './state.ts';

/** The conversations of a person, in the order in which they came to be. */
export function conversationsOf(state: SlackState, userId: string): readonly Channel[] {
  return [...state.channels.values()].filter(({ members }) => members.includes(userId));
}

export function isVisible(state: SlackState, userId: string, message: PostedMessage): boolean {
  if (message.isDeleted) return false;
  if (message.ephemeralTo !== null) return message.ephemeralTo === userId;
  return state.channels.get(message.channelId)?.members.includes(userId) === true;
}

/** Slack counts no ephemeral message as unread, and no change of one that was read. */
export function isUnread(state: SlackState, userId: string, message: PostedMessage): boolean {
  const readUpTo = state.readUpTo.get(userId)?.get(message.channelId);
  return message.ephemeralTo === null && (readUpTo === undefined || orderOf(message.ts) > readUpTo);
}

export function markRead(state: SlackState, userId: string, channelId: string): void {
  const newest = state.messages.findLast((message) => message.channelId === channelId);
  if (newest === undefined) return;
  const read = state.readUpTo.get(userId) ?? new Map<string, number>();
  state.readUpTo.set(userId, read.set(channelId, orderOf(newest.ts)));
}

/** The counter in a `ts` alone grows with each message, whatever the clock does. */
function orderOf(ts: string): number {
  return Number(ts.split('.')[1]);
}
