import type { Clock } from '../ports/clock.ts';
import type { Pace, Share } from '../ports/pace.ts';

/** After so many failures in a row. GitHub is looked for again soon enough for a token to be found within minutes of its return. */
const waitsSeconds = [15, 30, 60, 120];
const hourMs = 3_600_000;
/** Whoever has caused nothing for long has all of their share again, and need not be known. */
const mostKnown = 10_000;

type Spent = { readonly left: number; readonly atMs: number };

/** By the clock that nobody sets: one that was set back must not stop anything. */
export function createPace({ elapsedMs }: Pick<Clock, 'elapsedMs'>): Pace {
  const notBeforeMs = new Map<string, number>();
  const failures = new Map<string, number>();
  const shares = new Map<string, Spent>();

  function left(who: string, { atOnce, anHour }: Share): number {
    const before = shares.get(who);
    if (before === undefined) return atOnce;
    return Math.min(atOnce, before.left + ((elapsedMs() - before.atMs) * anHour) / hourMs);
  }

  function forgetOldest(): void {
    for (const who of shares.keys()) {
      if (shares.size < mostKnown) return;
      shares.delete(who);
    }
  }

  return {
    run: async (what, work) => {
      const beganAtMs = elapsedMs();
      if (beganAtMs < (notBeforeMs.get(what) ?? 0)) return false;
      notBeforeMs.set(what, Number.POSITIVE_INFINITY);
      try {
        const apartSeconds = await work();
        failures.delete(what);
        notBeforeMs.set(what, beganAtMs + apartSeconds * 1_000);
        return true;
      } catch (error) {
        const count = (failures.get(what) ?? 0) + 1;
        failures.set(what, count);
        const seconds = waitsSeconds[Math.min(count, waitsSeconds.length) - 1] ?? 0;
        notBeforeMs.set(what, elapsedMs() + seconds * 1_000);
        throw error;
      }
    },
    left,
    spend: (who, share, count) => {
      const remains = left(who, share) - count;
      // The newest stands last.
      shares.delete(who);
      forgetOldest();
      shares.set(who, { left: remains, atMs: elapsedMs() });
    },
  };
}
