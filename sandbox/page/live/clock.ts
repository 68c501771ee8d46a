import type { Slices } from '@countersign/sandbox-stage/protocol';
import { useEffect, useState } from 'preact/hooks';
import { live, useLive } from './live.ts';

function instantOf(clock: Slices['clock']): number {
  return clock.kind === 'runs' ? Date.now() + clock.offsetMs : clock.at;
}

/** The sandbox's time at this moment. */
export function nowOfSandbox(): number {
  const held = live.read();
  return held === null ? Date.now() : instantOf(held.slices.clock);
}

/** The same, drawn again each second while it runs. */
export function useClock(everyMs = 1_000): number {
  const clock = useLive(({ slices }) => slices.clock);
  const [, tick] = useState(0);
  useEffect(() => {
    if (clock.kind === 'stands') return;
    const timer = setInterval(() => tick((count) => count + 1), everyMs);
    return () => clearInterval(timer);
  }, [clock, everyMs]);
  return instantOf(clock);
}
