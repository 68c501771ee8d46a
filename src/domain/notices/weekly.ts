// When the channel gets its weekly digest: at nine in the morning of the policy's day, in its zone. What decides is the moment that was told
// last, so a week has one, however late the tick comes and however many processes look.
import { atLocalHour, dayOfWeek, localDay } from '../calendar.ts';
import { dayMs, type Instant } from '../ids.ts';

export const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export type Weekday = (typeof weekdays)[number];

export type DigestRule = { readonly day: Weekday | 'off'; readonly zone: string };

const morning = 9;
/** The policy may name another day: what came less than this before was this week's. */
const sameWeekMs = 4 * dayMs;

function weekdayOf(day: number): Weekday {
  return weekdays[dayOfWeek(day)] ?? 'sunday';
}

export function isWeekend(now: Instant, zone: string): boolean {
  const weekday = weekdayOf(localDay(now, zone));
  return weekday === 'saturday' || weekday === 'sunday';
}

/** The moment of the last one up to now; null where the policy wants none, since `off` is no day of the week. */
export function lastDigestTime(now: Instant, { day, zone }: DigestRule): Instant | null {
  const today = localDay(now, zone);
  for (let ago = 0; ago <= 7; ago += 1) {
    const at = atLocalHour(today - ago, morning, zone);
    if (weekdayOf(today - ago) === day && at <= now) return at;
  }
  return null;
}

/** The digest that is due: its moment, and since when it tells; null where none is due. */
export function dueDigest(
  now: Instant,
  toldAt: Instant | null,
  rule: DigestRule,
): { readonly at: Instant; readonly since: Instant | null } | null {
  const at = lastDigestTime(now, rule);
  if (at === null) return null;
  return toldAt !== null && at - toldAt < sameWeekMs ? null : { at, since: toldAt };
}
