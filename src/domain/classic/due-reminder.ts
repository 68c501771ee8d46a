// Which reminder of a classic token's end is due: the latest useful one that was not told yet. There are no planned rows: what was told last
// stands with the token, and moves by versions.
import { type Change, noChange } from '../change.ts';
import type { Instant, SlackUserId } from '../ids.ts';
import type { Threshold } from '../notices/due-notice.ts';
import { noticeTimes } from '../notices/expiry.ts';
import { requestName, type TokenRequest } from '../requests/token-request.ts';
import { noRecord } from './classic-record.ts';

const order = (threshold: Threshold): number => (threshold === 'expired' ? -1 : threshold);

/** Whether it is told after the other one. */
export function isLaterThreshold(one: Threshold, other: Threshold): boolean {
  return order(one) < order(other);
}

export function dueReminder(
  token: {
    readonly endsAt: Instant;
    readonly zone: string;
    readonly reminderDays: readonly number[];
    /** Since when it is known: what was past then is no news. */
    readonly from: Instant;
    readonly told: Threshold | null;
  },
  now: Instant,
): Threshold | null {
  const { endsAt, told } = token;
  const times = noticeTimes({ ...token, expiresAt: endsAt, owesEnd: true });
  // The end comes last: once it has ended only that is told.
  const due = times.filter(({ dueAt }) => dueAt <= now).at(-1);
  if (due === undefined) return null;
  const { threshold } = due;
  return told !== null && !isLaterThreshold(threshold, told) ? null : threshold;
}

/** What was told last, in the request's row: nothing of the request itself moves by it. */
export function tellOfEnd(
  request: TokenRequest,
  threshold: Threshold,
  endsAt: Instant,
  to: SlackUserId | null,
  at: Instant,
): Change {
  const classic = { ...(request.classic ?? noRecord), told: threshold };
  const row: TokenRequest = { ...request, version: request.version + 1, classic };
  const subject = requestName(request.number);
  return {
    ...noChange,
    writes: [{ table: 'token_requests', was: request.version, row }],
    entries: [{ at, actor: 'countersign', act: 'notice.send', subject, data: { threshold, expiresAt: endsAt, to } }],
  };
}
