/** `Mar 1, 2027, 9:30 AM` in that zone. */
export function showInstant(at: number, zone: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(at);
}

export function showDay(at: number, zone: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: zone }).format(at);
}

const dayMs = 86_400_000;
const inWords = new Intl.RelativeTimeFormat('en-US', { numeric: 'auto' });

/** `today`, `yesterday`, `in 3 days`: by the days of that zone's calendar. */
export function showDistance(at: number, now: number, zone: string): string {
  const dayOf = (instant: number): number =>
    Date.parse(new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(instant));
  return inWords.format(Math.round((dayOf(at) - dayOf(now)) / dayMs), 'day');
}

export function showTime(at: number, zone: string): string {
  return new Intl.DateTimeFormat('en-US', { timeStyle: 'short', timeZone: zone }).format(at);
}
