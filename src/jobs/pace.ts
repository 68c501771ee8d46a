import type { Clock } from '../ports/clock.ts';
import type { Pace } from '../ports/pace.ts';

/** After so many failures in a row. GitHub is looked for again soon enough for a token to be found within minutes of its return. */
const waitsSeconds = [15, 30, 60, 120];
const hourMs = 3_600_000;
/** Whoever causes nothing for an hour is forgotten; so are the oldest beyond this. */
const mostKnown = 10_000;

/** By the clock that nobody sets: one that was set back must not stop anything. */
export function createPace({ elapsedMs }: Pick<Clock, 'elapsedMs'>): Pace {
  const begunAtMs = new Map<string, number>();
  const failures = new Map<string, { readonly count: number; readonly untilMs: number }>();
  const caused = new Map<string, { readonly left: number; readonly atMs: number }>();

  return {
    mayBegin: (what, leastSeconds) => {
      const before = begunAtMs.get(what);
      if (before !== undefined && elapsedMs() - before < leastSeconds * 1_000) return false;
      begunAtMs.set(what, elapsedMs());
      return true;
    },
    isWaiting: (what) => (failures.get(what)?.untilMs ?? 0) > elapsedMs(),
    failed: (what) => {
      const count = (failures.get(what)?.count ?? 0) + 1;
      const seconds = waitsSeconds[Math.min(count, waitsSeconds.length) - 1] ?? 0;
      failures.set(what, { count, untilMs: elapsedMs() + seconds * 1_000 });
      // What failed was not done.
      begunAtMs.delete(what);
    },
    succeeded: (what) => void failures.delete(what),
    mayCause: (who, { atOnce, anHour }) => {
      const now = elapsedMs();
      const before = caused.get(who) ?? { left: atOnce, atMs: now };
      const left = Math.min(atOnce, before.left + ((now - before.atMs) * anHour) / hourMs);
      if (caused.size >= mostKnown) caused.clear();
      caused.set(who, { left: left < 1 ? left : left - 1, atMs: now });
      return left >= 1;
    },
  };
}
