// What is so now of a token whose end somebody was reminded of: what was said holds, or this does.
import type { Instant, RequestNumber } from '../ids.ts';
import type { Destination } from '../message.ts';
import { noticeMatters } from '../still-matters.ts';
import { type ActiveToken, isLiving } from '../tokens/token.ts';
import type { DueNotice } from './due-notice.ts';

export type ReminderNow = { readonly is: 'true' } | Outdated;

export type Outdated =
  | { readonly is: 'declined' | 'revoking' }
  /** A later message says the same of it. */
  | { readonly is: 'repeated' }
  /** The token of that request does its work now. */
  | { readonly is: 'replaced'; readonly by: RequestNumber }
  /** Null: it never ends. */
  | { readonly is: 'moved'; readonly expiresAt: Instant | null }
  | { readonly is: 'revoked' | 'gone' | 'expired'; readonly at: Instant };

/** The grant by which the token lives, or lived last. `grants`: every one that it ever had, the oldest first. */
export function grantNow(grants: readonly ActiveToken[]): ActiveToken | null {
  return grants.findLast(isLiving) ?? grants.at(-1) ?? null;
}

/** `successor`: the request whose token replaces it, where that lives. */
export function reminderNow(
  { threshold, expiresAt, dueAt }: DueNotice,
  token: ActiveToken,
  known: readonly DueNotice[],
  successor: RequestNumber | null,
): ReminderNow {
  const isToldOver = threshold === 'expired';
  if (isLiving(token) && token.scope.expiresAt !== expiresAt) return { is: 'moved', expiresAt: token.scope.expiresAt };
  if (isToldOver) {
    const isEnded = token.status === 'revoked' || token.status === 'gone';
    return successor === null || isEnded ? { is: 'true' } : { is: 'replaced', by: successor };
  }
  switch (token.status) {
    case 'revoking':
      return { is: 'revoking' };
    case 'revoked':
    case 'gone':
      return { is: token.status, at: token.changedAt };
    case 'expired':
      return { is: 'expired', at: expiresAt };
    case 'active':
    case 'exceeding':
      if (successor !== null) return { is: 'replaced', by: successor };
      return ofSameEnd({ expiresAt, dueAt }, known);
  }
}

function ofSameEnd(
  { expiresAt, dueAt }: Pick<DueNotice, 'expiresAt' | 'dueAt'>,
  known: readonly DueNotice[],
): ReminderNow {
  const same = known.filter((notice) => notice.expiresAt === expiresAt);
  if (same.some(({ status }) => status === 'declined')) return { is: 'declined' };
  return { is: same.some((notice) => notice.status === 'claimed' && notice.dueAt > dueAt) ? 'repeated' : 'true' };
}

export type ToldEnd = { readonly token: ActiveToken; readonly so?: ReminderNow };

/**
 * What a notice says that is due; null where that is not so any more. `successor`: the token that took its place. Before its end nothing is said of
 * one that was replaced, and at its end nobody is asked to get another.
 */
export function dueNow(
  notice: DueNotice,
  token: ActiveToken | null,
  all: readonly DueNotice[],
  successor: Pick<ActiveToken, 'requestNumber'> | null,
  now: Instant,
): ToldEnd | null {
  if (!noticeMatters(notice, token, all, now)) return null;
  const isOver = notice.threshold === 'expired' && successor !== null;
  return isOver ? { token, so: reminderNow(notice, token, all, successor.requestNumber) } : { token };
}

/** Nobody renews what is over by its reminder, and the channel has no such button. */
export function offersRenewal({ threshold }: Pick<DueNotice, 'threshold'>, to: Destination | null): boolean {
  return threshold !== 'expired' && to?.to === 'person';
}

/** Nothing of it can be pressed again: it is drawn so once, and says as of when. */
export function isOverForGood({ is }: ReminderNow): boolean {
  return is === 'moved' || is === 'repeated' || is === 'revoked' || is === 'gone' || is === 'expired';
}
