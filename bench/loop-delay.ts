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

/** How long nobody else could go on, and how much of that the thread itself worked: the rest others had of the machine. */
export type Stretch = { readonly ms: number; readonly workedMs: number };

export type NamedStretches = {
  /** From now on, until what it gives is called, what blocks does so by this name too. */
  readonly begin: (name: string) => () => void;
  readonly during: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  /** Over 50 ms: by the names of all that was under way, the longest of each. */
  readonly long: () => ReadonlyMap<string, Stretch>;
  readonly longestMs: () => number;
  /** The most that the thread worked without a turn for anybody else, while anything that has a name was under way. */
  readonly mostWorkedMs: () => number;
  readonly stop: () => void;
};

function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** The same probe where several kinds of work take turns: it says which of them did not let go. */
export function nameStretches(): NamedStretches {
  const probe = probeLoop();
  const long = new Map<string, Stretch>();
  const underWay = new Map<symbol, string>();
  /** Since the last tick, also what is over by now. */
  let names = new Set<string>();
  let tickedAt = performance.now();
  let workedUntil = threadMs();
  let mostWorkedMs = 0;
  const note = (): void => {
    const [now, worked] = [performance.now(), threadMs()];
    const stretch = { ms: now - tickedAt, workedMs: worked - workedUntil };
    if (names.size > 0) mostWorkedMs = Math.max(mostWorkedMs, stretch.workedMs);
    const name = [...names].toSorted().join(' + ') || 'nothing that has a name';
    names = new Set(underWay.values());
    if (stretch.ms > mostMs && stretch.ms > (long.get(name)?.ms ?? 0)) long.set(name, stretch);
    tickedAt = performance.now();
    workedUntil = worked;
  };
  const begin = (name: string): (() => void) => {
    const key = Symbol(name);
    underWay.set(key, name);
    names.add(name);
    return () => void underWay.delete(key);
  };
  const ticking = setInterval(note, tickMs).unref();
  return {
    begin,
    during: async (name, work) => {
      const end = begin(name);
      try {
        return await work();
      } finally {
        end();
      }
    },
    long: () => long,
    longestMs: probe.longestMs,
    mostWorkedMs: () => mostWorkedMs,
    stop: () => {
      clearInterval(ticking);
      probe.stop();
    },
  };
}
