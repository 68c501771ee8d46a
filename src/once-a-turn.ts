import { setImmediate } from 'node:timers/promises';

/**
 * Begins the work once for all who ask within one turn of the event loop: what was written together is looked at together. What is begun has its
 * turn of waiting in it, so that whoever waits for it misses nothing.
 */
export function onceATurn(begin: (work: () => Promise<unknown>) => void, work: () => Promise<unknown>): () => void {
  let isComing = false;
  return () => {
    if (isComing) return;
    isComing = true;
    begin(async () => {
      await setImmediate();
      isComing = false;
      return work();
    });
  };
}
