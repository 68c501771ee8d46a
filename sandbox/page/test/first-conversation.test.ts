import type { Conversation } from '@countersign/sandbox-stage/protocol';
import { expect, it } from 'vitest';
import { firstConversation } from '../slack/first-conversation.ts';

type Counts = readonly [messages: number, unread: number];
const one = (id: string, kind: Conversation['kind'], [messageCount, unreadCount]: Counts): Conversation => ({
  ...{ id, kind, name: id, memberCount: 2, isArchived: false, messageCount, unreadCount },
});

it.each<readonly [string, Counts, Counts, Counts, string | undefined]>([
  ['their own messages, where nothing stands anywhere', [0, 0], [0, 0], [0, 0], 'own'],
  ['what they have not read, where their own are empty', [0, 0], [0, 0], [3, 1], 'reviews'],
  ['what they have not read, where they have read their own', [2, 0], [1, 0], [3, 1], 'reviews'],
  ['their own, where both are unread', [2, 1], [5, 5], [3, 1], 'own'],
  ['their own, where all is read', [2, 0], [5, 0], [3, 0], 'own'],
  ['where anything stands, where all is read and their own are empty', [0, 0], [0, 0], [3, 0], 'reviews'],
])('somebody who comes reads first %s', (_, own, general, reviews, opened) => {
  const conversations = [one('general', 'public', general), one('reviews', 'private', reviews), one('own', 'im', own)];
  expect(firstConversation(conversations)?.id).toBe(opened);
});

it('somebody who sees no conversation reads nothing', () => {
  expect(firstConversation([])).toBeUndefined();
});
