// How long to wait before an effect is tried again. A passing 5xx heals within 30 s; an outage is waited out, however long.

const waitsSeconds = [1, 3, 8, 15, 30, 60, 120, 300, 600, 1_800, 3_600];
/** Nobody waits longer, whatever the other side asks: a `Retry-After` of days would keep a message back for days after it was mended. */
export const longestWaitSeconds = 3_600;

/** Milliseconds until the next try after this many. A length: where the clock stands then is no part of it. */
export function waitAfterMs(tries: number, retryAfterSeconds: number | null): number {
  const seconds = waitsSeconds[Math.min(tries, waitsSeconds.length) - 1] ?? 1;
  return Math.min(Math.max(seconds, retryAfterSeconds ?? 0), longestWaitSeconds) * 1_000;
}
