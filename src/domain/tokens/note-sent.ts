// As whom a review is sent is written before the call, for a call whose answer is lost may have worked.
import { type Change, noChange } from '../change.ts';
import type { Instant } from '../ids.ts';
import { isRefusal } from '../refusal.ts';
import { advancePendingToken, nobodyTold } from './advance-pending-token.ts';
import { isSentAlike, type SentAs } from './sent-as.ts';
import type { PendingToken } from './token.ts';

/** The row as it is then; nothing changes where it says so already. Null where it is to be sent no more. */
export function noteReviewSent(
  token: PendingToken,
  as: SentAs,
  now: Instant,
): { readonly row: PendingToken; readonly change: Change } | null {
  if (isSentAlike(token.sentAs, as)) return { row: token, change: noChange };
  const change = advancePendingToken(token, { act: 'send', as }, now, nobodyTold);
  if (isRefusal(change)) return null;
  return { row: { ...token, sentAs: as, version: token.version + 1, changedAt: now }, change };
}
