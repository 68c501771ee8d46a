import type { Instant } from '../domain/ids.ts';
import { gatheredAs, toldWith } from '../domain/messages/one-message.ts';
import type { Post } from '../domain/step.ts';
import type { LeasedEffect, Store } from '../ports/store.ts';

export type LeasedPost = LeasedEffect & { readonly effect: Post };

/** So many effects of a lane are looked at. More than that are one more message. */
const mostRead = 500;

export function isPost(leased: LeasedEffect): leased is LeasedPost {
  return leased.effect.kind === 'post';
}

/**
 * What waits behind a message and is told with it (`domain/messages/one-message.ts`). What one pass found, or what an outage held up, comes as one
 * message with a list.
 */
export async function findTogether(store: Store, leased: LeasedEffect, now: Instant): Promise<readonly LeasedPost[]> {
  if (!isPost(leased) || gatheredAs(leased.effect) === null) return [];
  return toldWith(leased.effect, (await store.effectsBehind(leased, now, mostRead)).filter(isPost));
}
