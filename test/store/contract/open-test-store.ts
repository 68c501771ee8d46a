import { inject } from 'vitest';
import type { Store } from '../../../src/ports/store.ts';
import { openPostgresTestStore } from '../postgres/shared-database.ts';
import { openSqliteTestStore } from '../sqlite/temporary-store.ts';

/** Rows by table, with the names that the columns have in the database. */
export type Content = Readonly<Record<string, readonly unknown[]>>;

/** A store of the engine that these tests run on, empty at first and gone afterwards. */
export type TestStore = {
  readonly store: Store;
  /** Everything the database holds, for "nothing at all was written". */
  readonly content: () => Promise<Content>;
  /** SQL by somebody else, past the store. */
  readonly meddle: (sql: string) => Promise<void>;
  /** Takes away what keeps entries from being changed or removed, as a forger with the owner's rights would. */
  readonly disarm: () => Promise<void>;
  /** Closes the store and opens another one on the same database. */
  readonly reopen: () => Promise<Store>;
};

/** When the next of the effects that wait is due; null where none waits. */
export function nextDueAt({ effects = [] }: Content): number | null {
  const rows = effects as readonly { readonly state: string; readonly due_at: number | string }[];
  const due = rows.filter(({ state }) => state === 'waiting').map(({ due_at: at }) => Number(at));
  return due.length === 0 ? null : Math.min(...due);
}

export function openTestStore(): Promise<TestStore> {
  return inject('postgres') === undefined ? openSqliteTestStore() : openPostgresTestStore();
}
