// How long to wait before an effect is tried again. A passing 5xx heals within 30 s; a long outage is waited out for a day.

const waitsSeconds = [1, 3, 8, 15, 30, 60, 120, 300, 600, 1_800, 3_600];
const givesUpAfterMs = 86_400_000;

/** Milliseconds until the next try after this many, or null where it is time to give up. `sinceMs`: since it was first due. */
export function backoffMs(attempt: number, sinceMs: number, retryAfterSeconds: number | null): number | null {
  if (sinceMs > givesUpAfterMs) return null;
  const seconds = waitsSeconds[Math.min(attempt, waitsSeconds.length) - 1] ?? 1;
  return Math.max(seconds, retryAfterSeconds ?? 0) * 1_000;
}
