type Run = (...arguments_: readonly unknown[]) => void;

/**
 * Makes something whose regular timers tick by hand from then on. Timers that are set once go on by themselves: connections rest on them.
 */
export async function handTicked<Made>(
  make: () => Promise<Made>,
): Promise<{ readonly made: Made; readonly tick: () => void }> {
  const real = globalThis.setInterval;
  const runs = new Set<Run>();
  const never = 2 ** 31 - 1;
  const byHand = (run: Run): NodeJS.Timeout => {
    runs.add(run);
    return real(() => undefined, never).unref();
  };
  globalThis.setInterval = byHand as typeof setInterval;
  try {
    const made = await make();
    return {
      made,
      tick: () => {
        for (const run of runs) run();
      },
    };
  } finally {
    globalThis.setInterval = real;
  }
}
