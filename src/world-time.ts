import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { WorldTime } from './ports/world-time.ts';

/** More than any network, or a clock that is kept, makes of it; less than a reminder's hour matters. */
const toleranceMs = 300_000;

/**
 * Compares the machine's clock with GitHub's, which dates each of its answers. What the world's clocks showed is carried on by the clock that
 * nobody sets, so an outage of GitHub makes nothing unsure. A clock that is set, a machine that sleeps and a start all do, until GitHub
 * has answered once: the wall clock alone can't tell one from the other.
 */
export function compareClocks(clock: Clock, log: Log): WorldTime & { readonly heard: (worldNow: number) => void } {
  /** The world's time less our own uninterrupted count. */
  let offsetMs: number | null = null;
  let isToldWrong = false;
  const worldNow = (): number | null => (offsetMs === null ? null : clock.elapsedMs() + offsetMs);

  const isSure = (): boolean => {
    const now = worldNow();
    return now !== null && Math.abs(clock.now() - now) <= toleranceMs;
  };

  return {
    heard: (now) => {
      if (!Number.isFinite(now)) return;
      offsetMs = now - clock.elapsedMs();
      const aheadMs = clock.now() - now;
      const isWrong = Math.abs(aheadMs) > toleranceMs;
      if (isWrong && !isToldWrong) {
        log.error('the machine’s clock is wrong: nobody is reminded, and nothing ends, until it is right', {
          secondsAhead: Math.round(aheadMs / 1_000),
        });
      } else if (!isWrong && isToldWrong) {
        log.info('the machine’s clock is right again');
      }
      isToldWrong = isWrong;
    },
    isSure,
    now: () => (isSure() ? clock.now() : (worldNow() ?? clock.now())),
  };
}
