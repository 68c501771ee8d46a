import type { Clock } from '../ports/clock.ts';

/** So long long work goes on before others have their turn. */
const stretchMs = 8;
/** Also where the clock stands. */
const mostSteps = 250;

/** Asked at each step of long work: from time to time it lets the event loop go on, so that a click waits for no list. */
export function breather(clock: Clock): () => Promise<void> | null {
  let sinceMs = clock.elapsedMs();
  let steps = 0;
  return () => {
    steps += 1;
    if (steps < mostSteps && clock.elapsedMs() - sinceMs < stretchMs) return null;
    return new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      sinceMs = clock.elapsedMs();
      steps = 0;
    });
  };
}
