import { unwatchFile, watchFile } from 'node:fs';
import { readPolicyFile } from './config/policy-file.ts';
import type { PolicyRead } from './operations/watch/take-policy.ts';
import type { Log } from './ports/log.ts';

/** The file is looked at so often: a watch that waits for the system's word misses files that are replaced, or come by a network. */
const lookEveryMs = 5_000;
/** Where it could not be taken because GitHub was away. */
const againAfterMs = 60_000;

/**
 * Reads the policy file again whenever it has changed, and when told to. The same problems are said once. Answers how to read it
 * at once, and how to stop.
 */
export function followPolicyFile(
  path: string,
  take: (read: PolicyRead) => Promise<boolean>,
  log: Log,
): { readonly readNow: () => void; readonly stop: () => void } {
  let lastSaid = '';
  let again: NodeJS.Timeout | undefined;
  const read = async (): Promise<void> => {
    clearTimeout(again);
    const found = readPolicyFile(path);
    const said = 'problems' in found ? found.problems.join('\n') : '';
    if (said !== '' && said === lastSaid) return;
    lastSaid = said;
    await take(found);
  };
  const readNow = (): void => {
    read().catch((error: unknown) => {
      log.warn('the policy file could not be taken yet; we try again', { why: String(error) });
      again = setTimeout(readNow, againAfterMs).unref();
    });
  };
  watchFile(path, { interval: lookEveryMs, persistent: false }, readNow);
  return {
    readNow,
    stop: () => {
      clearTimeout(again);
      unwatchFile(path, readNow);
    },
  };
}
