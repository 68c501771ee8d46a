// The day and the time in a zone, at the instant of the request.
import { type Matching, matching, type RuleDay, type When } from './rule.ts';
import type { Account } from './subject.ts';

const week: readonly RuleDay[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

export function byTime({ time }: When, account: Account): Matching {
  if (time === undefined) return 'yes';
  const { day, minute } = localTime(time.zone, account);
  const { from, to, days } = time;
  if (from <= to) return matching(days.includes(day) && minute >= from && minute < to);
  // What goes over midnight belongs to the day on which it began.
  if (minute >= from) return matching(days.includes(day));
  return matching(minute < to && days.includes(before(day)));
}

/** By zone: making one takes longer than evaluating a hundred rules. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const options = { timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-GB', options);
  formats.set(zone, format);
  return format;
}

function before(day: RuleDay): RuleDay {
  return week[(week.indexOf(day) + 6) % 7] ?? day;
}

function localTime(zone: string, { now, localTimes }: Account): { readonly day: RuleDay; readonly minute: number } {
  let text = localTimes.get(zone);
  if (text === undefined) {
    text = formatOf(zone).format(now).toLowerCase();
    localTimes.set(zone, text);
  }
  const day = week.find((one) => text.startsWith(one));
  const [, hour, minutes] = /(\d\d):(\d\d)/.exec(text) ?? [];
  if (day === undefined || hour === undefined) throw new Error(`no time of day in ${text}`);
  return { day, minute: Number(hour) * 60 + Number(minutes) };
}
