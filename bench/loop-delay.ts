// The longest time that the event loop let nobody else go on: one probe for every bench and for the model run.
import { monitorEventLoopDelay } from 'node:perf_hooks';

const resolutionMs = 1;
export type Probe = { readonly longestMs: () => number; readonly forget: () => void; readonly stop: () => void };

export function probeLoop(): Probe {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  histogram.enable();
  return {
    longestMs: () => Math.max(0, histogram.max / 1e6 - resolutionMs),
    forget: () => histogram.reset(),
    stop: () => void histogram.disable(),
  };
}

/** What the work took, of that the processor's time, and the longest stretch meanwhile. */
export async function measured(
  work: () => Promise<unknown>,
): Promise<{ readonly ms: number; readonly cpuMs: number; readonly longestMs: number }> {
  const probe = probeLoop();
  // The first reading counts from before it was enabled.
  await new Promise((resolve) => setTimeout(resolve, 20));
  probe.forget();
  // It counts from its next tick on: a stretch that began before would not be seen.
  await new Promise((resolve) => setTimeout(resolve, 5));
  const startedAt = performance.now();
  const before = process.cpuUsage();
  await work();
  const ms = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(before);
  await new Promise((resolve) => setTimeout(resolve, 5));
  probe.stop();
  return { ms, cpuMs: (user + system) / 1_000, longestMs: probe.longestMs() };
}

/** Longer than that nobody should wait for the event loop. */
const mostMs = 50;
const tickMs = 2;

export type NamedStretches = {
  /** Does the work; what blocks meanwhile, blocks by its name. */
  readonly during: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  /** By name, the longest stretch over 50 ms. */
  readonly long: () => ReadonlyMap<string, number>;
  readonly longestMs: () => number;
  readonly stop: () => void;
};

/** The same probe where several kinds of work take turns: it says which of them did not let go. */
export function nameStretches(): NamedStretches {
  const probe = probeLoop();
  const long = new Map<string, number>();
  const between = 'between jobs';
  let name = between;
  let tickedAt = performance.now();
  const note = (): void => {
    const ms = performance.now() - tickedAt;
    if (ms > mostMs) long.set(name, Math.max(ms, long.get(name) ?? 0));
    tickedAt = performance.now();
  };
  const ticking = setInterval(note, tickMs).unref();
  return {
    during: async (job, work) => {
      note();
      name = job;
      try {
        return await work();
      } finally {
        note();
        name = between;
      }
    },
    long: () => long,
    longestMs: probe.longestMs,
    stop: () => {
      clearInterval(ticking);
      probe.stop();
    },
  };
}
