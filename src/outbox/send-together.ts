import type { Effect } from '../domain/change.ts';
import type { Instant } from '../domain/ids.ts';
import type { LeasedEffect, Store } from '../ports/store.ts';

export type Post = Extract<Effect, { readonly kind: 'post' }>;
export type LeasedPost = LeasedEffect & { readonly effect: Post };

/** From the fourth of a kind on they are one message. */
export const manyFrom = 4;
/** So many effects of a lane are looked at. More than that are one more message. */
const mostRead = 500;
/** Each line of a list that can be decided is made again with every redraw. */
const mostCards = 100;

export function isPost(leased: LeasedEffect): leased is LeasedPost {
  return leased.effect.kind === 'post';
}

/** Messages of one name are told together; null where each is read by itself, like the way to GitHub after an approval. */
function nameOf({ message }: Post): string | null {
  switch (message.kind) {
    case 'request_card':
    case 'pending_token_card':
    case 'active_token_card':
    case 'unused_token':
    case 'pending_token_held':
    case 'pending_token_news':
    case 'request_news':
    case 'approval_off':
    case 'undeliverable':
    case 'stuck':
      return message.kind;
    case 'active_token_news':
      return `${message.kind} ${message.news} ${message.audience}`;
    default:
      return null;
  }
}

function isCard({ message }: Post): boolean {
  return message.kind.endsWith('_card') || message.kind === 'pending_token_held' || message.kind === 'unused_token';
}

/**
 * What waits behind a message and is told with it: the same kind of news for the same reader, where at least four of them are due. What one
 * pass found, or what an outage held up, comes as one message with a list.
 */
export async function findTogether(store: Store, leased: LeasedEffect, now: Instant): Promise<readonly LeasedPost[]> {
  if (!isPost(leased)) return [];
  const { effect } = leased;
  const name = nameOf(effect);
  if (name === null) return [];
  const behind = (await store.effectsBehind(leased, now, mostRead))
    .filter(isPost)
    // One lane is one place; a person's may be of several organizations.
    .filter((other) => nameOf(other.effect) === name && other.effect.to.organizationId === effect.to.organizationId);
  // What one person is asked at once is one message.
  if (effect.message.kind !== 'unused_token' && behind.length + 1 < manyFrom) return [];
  return isCard(effect) ? behind.slice(0, mostCards - 1) : behind;
}
