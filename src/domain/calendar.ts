// Local days and hours out of instants, by IANA time zone. For display, for the hour of sending and for the rules that ask for a time of day:
// everything else is UTC.
import { dayMs, type Instant } from './ids.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  let format: Intl.DateTimeFormat;
  const options = {
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  } as const;
  try {
    format = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
  } catch {
    // Slack may know a zone that this machine does not.
    format = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
  }
  formats.set(zone, format);
  return format;
}

/** Whether this machine knows the zone. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** `day` counts days since 1970-01-01 on the local calendar, `minute` minutes of that day. */
export type LocalTime = { readonly day: number; readonly minute: number };

export function localTime(instant: Instant, zone: string): LocalTime {
  const parts = new Map<string, number>();
  for (const { type, value } of formatOf(zone).formatToParts(instant)) parts.set(type, Number(value));
  const part = (name: string): number => parts.get(name) ?? 0;
  return {
    day: Date.UTC(part('year'), part('month') - 1, part('day')) / dayMs,
    minute: part('hour') * 60 + part('minute'),
  };
}

/** The local calendar day as a count since 1970-01-01. */
export function localDay(instant: Instant, zone: string): number {
  return localTime(instant, zone).day;
}

export function localHour(instant: Instant, zone: string): number {
  return Math.floor(localTime(instant, zone).minute / 60);
}

/** 0 is Sunday. Days are counted from 1 January 1970, a Thursday. */
export function dayOfWeek(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** Calendar days from one instant to another: 1 is tomorrow, however few hours away. */
export function daysBetween(from: Instant, to: Instant, zone: string): number {
  return localDay(to, zone) - localDay(from, zone);
}

/** Thousands of tokens end on some hundred days; each day's hour is looked for in a dozen steps. */
const mostHours = 10_000;
const hours = new Map<string, Instant>();

/** The instant of an hour on a local day. In a gap of daylight saving time the first instant after it; of a repeated hour one of the two. */
export function atLocalHour(day: number, hour: number, zone: string): Instant {
  const key = `${day} ${hour} ${zone}`;
  const known = hours.get(key);
  if (known !== undefined) return known;
  if (hours.size >= mostHours) hours.clear();
  const found = findLocalHour(day, hour, zone);
  hours.set(key, found);
  return found;
}

function findLocalHour(day: number, hour: number, zone: string): Instant {
  const wanted = day * dayMs + hour * 3_600_000;
  // No zone is more than 26 h from UTC on either side; the first matching instant is found on a quarter of an hour.
  const quarter = 900_000;
  let low = wanted - 27 * 3_600_000;
  let high = wanted + 27 * 3_600_000;
  const localMs = (instant: Instant): number => {
    const local = localTime(instant, zone);
    return local.day * dayMs + local.minute * 60_000;
  };
  // Local time rises with real time but for the hour that is repeated in autumn, at night.
  while (high - low > quarter) {
    const middle = low + Math.floor((high - low) / 2 / quarter) * quarter;
    if (localMs(middle) >= wanted) high = middle;
    else low = middle;
  }
  return high;
}

/** The start of a UTC day given as `YYYY-MM-DD`, or null where that is no day of the calendar. */
export function startOfUtcDay(date: string): Instant | null {
  // A year beyond 9999 has a sign and six digits.
  if (!/^\d/.test(date)) return null;
  const start = `${date}T00:00:00.000Z`;
  const instant = Date.parse(start);
  return Number.isNaN(instant) || new Date(instant).toISOString() !== start ? null : instant;
}
