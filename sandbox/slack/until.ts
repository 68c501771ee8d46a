import { type EventEmitter, once } from 'node:events';

/** Waits until `look` finds something, looking again at each change; throws when it takes too long. */
export async function until<T>(changes: EventEmitter, look: () => T | undefined, withinMs: number): Promise<T> {
  const signal = AbortSignal.timeout(withinMs);
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    await once(changes, 'changed', { signal }).catch((cause: unknown) => {
      throw new Error(`what was waited for in Slack did not come within ${withinMs} ms`, { cause });
    });
  }
}
