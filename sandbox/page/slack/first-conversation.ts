import type { Conversation } from '@countersign/sandbox-stage/protocol';

/** Where somebody who comes reads first: what they have not read, their own before all else; then where anything stands. */
export function firstConversation(conversations: readonly Conversation[]): Conversation | undefined {
  const direct = conversations.filter(({ kind }) => kind === 'im');
  const inOrder = [...direct, ...conversations.filter(({ kind }) => kind !== 'im')];
  return (
    inOrder.find(({ unreadCount }) => unreadCount > 0) ??
    inOrder.find(({ messageCount }) => messageCount > 0) ??
    inOrder[0]
  );
}
