// Why a request that was approved is undecided again, read from the trail: its own row has no room for what came before.
import type { Entry } from '../change.ts';
import type { Instant, SlackUserId } from '../ids.ts';
import type { TokenRequest } from './token-request.ts';

/**
 * `not_a_reviewer`: who approved it may decide no more; `own_token`: they hold its token; `link_changed`: they are another account by now, or none; `left`: they
 * left; `maybe_used`: GitHub was asked to let its token in, and does not say whether it did; `unknown`: nobody stands for it.
 */
export const reopenReasons = ['not_a_reviewer', 'own_token', 'link_changed', 'left', 'maybe_used', 'unknown'] as const;
export type ReopenReason = (typeof reopenReasons)[number];

/** `by`: whose approval counts no more. */
export type Reopening = { readonly because: ReopenReason; readonly by: SlackUserId | null };
export type Reopened = Reopening & { readonly at: Instant };

/** Whether the trail has to be asked. Whatever makes a new revision may have been an offer too. */
export function mayBeReopened({ status, revision }: Pick<TokenRequest, 'status' | 'revision'>): boolean {
  return status === 'pending' && revision > 1;
}

/** `entries`: about the request, the newest first. Lines of an older version say less. */
export function readReopened(entries: readonly Entry[]): Reopened | null {
  const entry = entries.find(({ act }) => act === 'request.reopen');
  if (entry === undefined) return null;
  const { because, by } = entry.data;
  const known = reopenReasons.find((reason) => reason === because);
  return { at: entry.at, because: known ?? 'unknown', by: typeof by === 'string' ? (by as SlackUserId) : null };
}
