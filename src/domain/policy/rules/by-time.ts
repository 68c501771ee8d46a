// The day and the time in a zone, at the instant of the request.
import { dayOfWeek, type LocalTime, localTime } from '../../calendar.ts';
import { type Matching, matching, type RuleDay, type When } from './rule.ts';
import type { Account } from './subject.ts';

const week: readonly RuleDay[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

export function byTime({ time }: When, account: Account): Matching {
  if (time === undefined) return 'yes';
  const { day, minute } = timeIn(time.zone, account);
  const { from, to, days } = time;
  if (from <= to) return matching(isAmong(days, day) && minute >= from && minute < to);
  // What goes over midnight belongs to the day on which it began.
  if (minute >= from) return matching(isAmong(days, day));
  return matching(minute < to && isAmong(days, day - 1));
}

function isAmong(days: readonly RuleDay[], day: number): boolean {
  return days.some((one) => week.indexOf(one) === dayOfWeek(day));
}

function timeIn(zone: string, { now, localTimes }: Account): LocalTime {
  const known = localTimes.get(zone);
  if (known !== undefined) return known;
  const time = localTime(now, zone);
  localTimes.set(zone, time);
  return time;
}
