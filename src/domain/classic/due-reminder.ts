// Which reminder of a classic token's end is due: the latest useful one that was not told yet. There are no planned rows: what was told last
// stands with the token, and moves by versions.
import type { Instant } from '../ids.ts';
import type { Threshold } from '../notices/due-notice.ts';
import { noticeTimes } from '../notices/expiry.ts';

const order = (threshold: Threshold): number => (threshold === 'expired' ? -1 : threshold);

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
  const due = times.filter(({ dueAt }) => dueAt <= now).at(-1);
  if (due === undefined) return null;
  // Once it has ended only that is told.
  const threshold = endsAt <= now ? 'expired' : due.threshold;
  return told !== null && order(told) <= order(threshold) ? null : threshold;
}
