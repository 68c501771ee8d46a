import { unwatchFile, watchFile } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { readPolicyFile } from './config/policy-file.ts';
import type { PolicyRead } from './operations/watch/take-policy.ts';
import type { Log } from './ports/log.ts';

/** The file is looked at so often: a watch that waits for the system's word misses files that are replaced, or come by a network. */
const lookEveryMs = 5_000;
/** A file that is different after this long is still being written: half of a policy may be a policy, without half of the people. */
const writtenWithinMs = 1_000;
/** Where it could not be taken because GitHub or the database was away. */
const againAfterMs = 60_000;

/** Calls whenever the file has changed; answers how to stop. */
export type Watch = (path: string, changed: () => void) => () => void;

const byLooking: Watch = (path, changed) => {
  watchFile(path, { interval: lookEveryMs, persistent: false }, changed);
  return () => unwatchFile(path, changed);
};

/** What tells one reading from another. */
function mark(read: PolicyRead): string {
  return 'problems' in read ? read.problems.join('\n') : read.policy.hash;
}

/** What stands in the file once nobody writes to it any more. */
async function readWhole(path: string): Promise<PolicyRead> {
  for (let before = readPolicyFile(path); ; ) {
    await new Promise((resolve) => setTimeout(resolve, writtenWithinMs).unref());
    const found = readPolicyFile(path);
    if (mark(found) === mark(before)) return found;
    before = found;
  }
}

/**
 * Reads the policy file again whenever it has changed, and when told to; and once at the beginning, since a start may take long. The
 * same problems are said once. Answers how to read it at once, and how to stop.
 */
export function followPolicyFile(
  path: string,
  take: (read: PolicyRead) => Promise<boolean>,
  log: Log,
  watch: Watch = byLooking,
): { readonly readNow: () => void; readonly stop: () => void } {
  let lastSaid = '';
  let isStopped = false;
  let again: NodeJS.Timeout | undefined;
  const takeOnce = async (found: PolicyRead): Promise<void> => {
    const before = lastSaid;
    const said = 'problems' in found ? mark(found) : '';
    if (isStopped || (said !== '' && said === before)) return;
    lastSaid = said;
    try {
      await take(found);
    } catch (error) {
      // Nobody has heard of it yet.
      lastSaid = before;
      throw error;
    }
  };
  const takeFrom = (read: () => PolicyRead | Promise<PolicyRead>): void => {
    clearTimeout(again);
    const taking = async (): Promise<void> => takeOnce(await read());
    taking().catch((error: unknown) => {
      if (isStopped) return;
      log.warn('the policy file could not be taken yet; we try again', { why: String(error) });
      clearTimeout(again);
      again = setTimeout(readNow, againAfterMs).unref();
    });
  };
  const readNow = (): void => takeFrom(() => readPolicyFile(path));
  const unwatch = watch(path, () => takeFrom(() => readWhole(path)));
  takeFrom(async () => {
    // Whoever waits for a start is answered first.
    await nextTurn();
    return readPolicyFile(path);
  });
  return {
    readNow,
    stop: () => {
      isStopped = true;
      clearTimeout(again);
      unwatch();
    },
  };
}
