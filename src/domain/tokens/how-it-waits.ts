// Why a requested token waits on GitHub, and whose word it waits for: what its request says of it follows from that, in any language.
import type { PendingToken } from './token.ts';

/** What a requested token waits for on GitHub: an owner’s approval or decision there, a decision here while it is on hold, or nothing but its turn. */
export type HowItWaits =
  | 'for_approval'
  | 'for_decision'
  | 'for_decision_wider'
  | 'on_hold_wider'
  | 'on_hold'
  | 'waiting';

/** `isObserved`: whether owners decide on github.com, and Countersign only looks on. */
export function howItWaits(
  waiting: Pick<PendingToken, 'heldWhy' | 'status' | 'match'>,
  isObserved: boolean,
): HowItWaits {
  if (waiting.heldWhy === 'observing') return 'for_approval';
  const isWider = waiting.match.kind === 'exceeds';
  if (isObserved && waiting.status === 'held') return isWider ? 'for_decision_wider' : 'for_decision';
  if (isWider) return 'on_hold_wider';
  return waiting.status === 'held' ? 'on_hold' : 'waiting';
}
