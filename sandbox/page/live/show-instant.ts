/** `Mar 1, 2027, 9:30 AM` in that zone. */
export function showInstant(at: number, zone: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(at);
}

export function showDay(at: number, zone: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: zone }).format(at);
}

export function showTime(at: number, zone: string): string {
  return new Intl.DateTimeFormat('en-US', { timeStyle: 'short', timeZone: zone }).format(at);
}
