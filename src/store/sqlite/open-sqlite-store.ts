import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { Fault } from '../../ports/fault.ts';
import type { SharedPace } from '../../ports/shared-pace.ts';
import type { Store } from '../../ports/store.ts';
import { beginAnew } from '../begin-anew.ts';
import { createStore } from '../create-store.ts';
import { openAlone } from './open-alone.ts';
import { realPath } from './real-path.ts';
import { releaseLeases } from './release-leases.ts';
import { createSqliteEngine } from './sqlite-engine.ts';

function orCannotOpen<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Fault('store', 'cannot_open', { isRetryable: false, cause: error });
  }
}

/** What the one process knows of its own calls is all there is. */
const aloneInWorkspace: SharedPace = {
  processes: () => 1,
  bookCall: async () => ({ wayMs: 0, placeMs: 0 }),
  restCalls: async () => undefined,
};

/** The database names people and private repositories: for this user's eyes only. Its journal files get the same mode. */
function createFile(path: string): void {
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
}

/**
 * Opens the database, alone, checked and migrated. Throws a Fault: `in_use`, `two_names`, `newer`, `corrupt`, `cannot_open`, `busy`,
 * `full`.
 */
export async function openSqliteStore(named: string, migrationsFolder: string): Promise<Store> {
  // The file itself, whatever links lead to it: a lock beside a link would guard nothing.
  const path = orCannotOpen(() => {
    mkdirSync(dirname(named), { recursive: true, mode: 0o700 });
    return realPath(named);
  });
  const { sqlite, close } = await openAlone(path, migrationsFolder, () => orCannotOpen(() => createFile(path)));
  const engine = createSqliteEngine(sqlite);
  return {
    ...createStore(engine),
    isScheduler: async () => true,
    pace: aloneInWorkspace,
    waits: { tell: async () => undefined, hear: async () => undefined },
    releaseAllLeases: async () => {
      await releaseLeases(engine);
      await beginAnew(engine);
    },
    close: async () => {
      engine.flush();
      close();
    },
  };
}
