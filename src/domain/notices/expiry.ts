// When a holder is reminded that a token ends. N days before is 09:00 in the holder's zone, N calendar days before the day of expiry;
// the notice of the day itself goes the evening before where the token ends before that morning's notice could help. What falls on a
// weekend goes on the Friday morning before it, once for all of the weekend.
// Only what is still to come is planned, but the day itself is always told: where its Friday had passed before anybody knew of the token, on the
// weekend all the same, and where that has passed too, at once. After downtime only the latest useful notice of a token is sent.
import { atLocalHour, localDay } from '../calendar.ts';
import type { Instant } from '../ids.ts';
import type { DueNotice, Threshold } from './due-notice.ts';

const morning = 9;
const evening = 18;
const weekDays = 7;
/** Day 0 was a Thursday. */
const thursday = 4;
/** A notice this short before the end helps nobody. */
const leastUsefulMs = 3_600_000;

export type NoticeTime = { readonly threshold: Threshold; readonly dueAt: Instant };

/** Of a day in local days: how many days after Friday it is, where it is a Saturday or a Sunday; else 0. */
function daysIntoWeekend(day: number): number {
  const weekDay = (((day + thursday) % weekDays) + weekDays) % weekDays;
  return weekDay === 6 ? 1 : weekDay === 0 ? 2 : 0;
}

/** That hour of that day; of a weekend, the Friday morning before it. */
function onWorkday(day: number, hour: number, zone: string): Instant {
  const into = daysIntoWeekend(day);
  return into === 0 ? atLocalHour(day, hour, zone) : atLocalHour(day - into, morning, zone);
}

/** When the day itself is told; null where its token has ended, or is about to. */
function dayItself(expiresAt: Instant, zone: string, from: Instant): Instant | null {
  const lastDay = localDay(expiresAt, zone);
  const isEarly = expiresAt - atLocalHour(lastDay, morning, zone) < leastUsefulMs;
  const [day, hour] = isEarly ? [lastDay - 1, evening] : [lastDay, morning];
  const toCome = [onWorkday(day, hour, zone), atLocalHour(day, hour, zone)].find((at) => at > from);
  return toCome ?? (expiresAt - from < leastUsefulMs ? null : from);
}

export function noticeTimes(token: {
  /** Null: it never expires, and there is nothing to remind of. */
  readonly expiresAt: Instant | null;
  readonly zone: string;
  readonly reminderDays: readonly number[];
  readonly from: Instant;
  /** Whether an end that has passed already is still to be told: it is no reminder, and owed once, whenever we learn of it. */
  readonly owesEnd: boolean;
}): readonly NoticeTime[] {
  const { expiresAt, zone, reminderDays, from, owesEnd } = token;
  if (expiresAt === null) return [];
  const lastDay = localDay(expiresAt, zone);
  const ahead = [...new Set(reminderDays.filter((days) => days > 0))]
    .map((days) => ({ threshold: days, dueAt: onWorkday(lastDay - days, morning, zone) }))
    .filter(({ dueAt }) => dueAt > from);
  const dayAt = dayItself(expiresAt, zone, from);
  return [
    ...ahead,
    ...(dayAt === null ? [] : [{ threshold: 0, dueAt: dayAt }]),
    ...(owesEnd || expiresAt > from ? [{ threshold: 'expired' as const, dueAt: expiresAt }] : []),
  ].sort((one, other) => one.dueAt - other.dueAt);
}

function order(threshold: Threshold): number {
  return threshold === 'expired' ? -1 : threshold;
}

/**
 * Of what is due, per token the latest alone; once the token has ended only that is told. A token's end long ago is still told once.
 */
export function latestUseful(
  due: readonly DueNotice[],
  now: Instant,
): { readonly send: readonly DueNotice[]; readonly superseded: readonly DueNotice[] } {
  const send: DueNotice[] = [];
  const superseded: DueNotice[] = [];
  for (const notices of Map.groupBy(due, ({ activeTokenId }) => activeTokenId).values()) {
    const latestFirst = notices.toSorted((one, other) => order(one.threshold) - order(other.threshold));
    for (const [place, notice] of latestFirst.entries()) {
      const isUseful = place === 0 && (notice.threshold === 'expired' || notice.expiresAt > now);
      (isUseful ? send : superseded).push(notice);
    }
  }
  return { send: send.toSorted((one, other) => one.expiresAt - other.expiresAt), superseded };
}
