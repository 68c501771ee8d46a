// What an organization's weekly digest says of its tokens, in numbers. Nothing is decided by it: it says where to look.
import { dayMs, type Instant } from '../ids.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import type { ActiveToken, PendingToken } from './token.ts';

export type WeeklyNumbers = {
  readonly expiring: number;
  /** Those that end first, at most five. */
  readonly soonest: readonly ActiveToken[];
  readonly exceeding: number;
  /** Never used though they have been there for long enough. */
  readonly neverUsed: number;
};

/** The week as the channel is told of it. */
export type Week = {
  readonly tokens: WeeklyNumbers;
  /** Requests and tokens that wait for a decision, and since when the oldest does. */
  readonly requests: number;
  readonly held: number;
  readonly waitingSince: Instant | null;
  /** Since the last digest: who left, by login, and how many tokens lost access. */
  readonly left: { readonly people: readonly string[]; readonly tokens: number };
};

/** Whether there is anything to say of it: a week has no digest where there is not. */
export function isQuiet({ tokens, requests, held, left }: Week): boolean {
  const counts = [tokens.expiring, tokens.exceeding, tokens.neverUsed, requests, held, left.tokens, left.people.length];
  return counts.every((count) => count === 0);
}

/** What waits for a decision. `open`: requests that are not over; `unsettled`: tokens that wait on GitHub. */
export function waitingNow(
  open: readonly TokenRequest[],
  unsettled: readonly PendingToken[],
): Pick<Week, 'requests' | 'held' | 'waitingSince'> {
  const requests = open.filter(({ status }) => status === 'pending').map(({ createdAt }) => createdAt);
  const held = unsettled.filter(({ status }) => status === 'held').map(({ firstSeenAt }) => firstSeenAt);
  const waiting = [...requests, ...held];
  return {
    requests: requests.length,
    held: held.length,
    waitingSince: waiting.length === 0 ? null : Math.min(...waiting),
  };
}

export const aheadDays = 14;
/** Whoever has just made a token may use it soon. */
export const neverUsedDays = 14;
const shownSoonest = 5;

export const noNumbers: WeeklyNumbers = { expiring: 0, soonest: [], exceeding: 0, neverUsed: 0 };

/** What these tokens add to what others `before` showed: a hundred thousand of them are read page by page. */
export function weeklyNumbers(tokens: readonly ActiveToken[], now: Instant, before = noNumbers): WeeklyNumbers {
  const count = (is: (token: ActiveToken) => boolean): number => tokens.filter(is).length;
  const endOf = ({ scope }: ActiveToken): number => scope.expiresAt ?? Number.POSITIVE_INFINITY;
  const isExpiring = (token: ActiveToken): boolean => endOf(token) > now && endOf(token) <= now + aheadDays * dayMs;
  return {
    expiring: before.expiring + count(isExpiring),
    soonest: [...before.soonest, ...tokens.filter(isExpiring)]
      .toSorted((one, other) => endOf(one) - endOf(other))
      .slice(0, shownSoonest),
    exceeding: before.exceeding + count(({ status }) => status === 'exceeding'),
    neverUsed:
      before.neverUsed +
      count(({ lastUsedAt, firstSeenAt }) => lastUsedAt === null && firstSeenAt <= now - neverUsedDays * dayMs),
  };
}
