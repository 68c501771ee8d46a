import type { Clock } from '../ports/clock.ts';

const secondMs = 1_000;
/** Longer than a busy event loop ever takes: what lies behind is a clock that was set, or a machine that slept. */
const mostSeconds = 60;

/** The wall-clock seconds that passed since the last look; `leap` where they are too many to be gone through one by one. */
export type Passed = { readonly seconds: readonly number[] } | { readonly leap: number };

/** Which seconds a look stands for. A clock that was set back begins anew with the second that it shows now. */
function secondsPassed(last: number, now: number): Passed {
  const to = Math.floor(now / secondMs);
  const from = Math.floor(last / secondMs);
  if (to < from) return { seconds: [to * secondMs] };
  if (to - from > mostSeconds) return { leap: to - from };
  return { seconds: Array.from({ length: to - from }, (_, index) => (from + index + 1) * secondMs) };
}

export type Ticker = {
  readonly stop: () => void;
  /** By the clock that nobody sets. */
  readonly sinceTickMs: () => number;
};

/**
 * Looks at the clock once a second, by a timer. Nothing here waits for a moment of the wall clock: after one that was set back by an hour
 * such a wait lasts an hour, and says nothing.
 */
export function startTicker(clock: Clock, tick: (passed: Passed) => void): Ticker {
  let last = clock.now();
  let tickedAtMs = clock.elapsedMs();
  const timer = setInterval(() => {
    const now = clock.now();
    const passed = secondsPassed(last, now);
    last = now;
    tickedAtMs = clock.elapsedMs();
    tick(passed);
  }, secondMs);
  return { stop: () => clearInterval(timer), sinceTickMs: () => clock.elapsedMs() - tickedAtMs };
}
