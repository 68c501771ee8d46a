import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { copyToPostgres } from '../../../src/cli/copy-to-postgres.ts';
import type { Store } from '../../../src/ports/store.ts';
import { builtCommand } from '../../support/built-program.ts';
import { fillWithEveryState } from '../every-state.ts';
import { openTemporaryStore, temporaryFolder } from '../sqlite/temporary-store.ts';

export type Said = { readonly status: number | null; readonly said: string };

/** The command as an operator types it. */
export function move(args: readonly string[], input = ''): Said {
  const { status, stdout, stderr } = spawnSync(process.execPath, [builtCommand(), 'move-to-postgres', ...args], {
    encoding: 'utf8',
    input,
    env: {},
  });
  return { status, said: `${stdout}${stderr}` };
}

/** The same in this process, since a process takes longer to start than to copy. */
export async function copied(url: string, path: string): Promise<Said> {
  const { isThere, said } = await copyToPostgres(path, url);
  return { status: isThere ? 0 : 1, said };
}

/** A database of a program that was stopped, with a row of every kind in every state. */
export async function stoppedDatabase(more: (store: Store) => Promise<unknown> = async () => null): Promise<string> {
  const { store, path } = await openTemporaryStore(join(temporaryFolder(), 'countersign.db'));
  await fillWithEveryState(store);
  await more(store);
  await store.close();
  return path;
}
