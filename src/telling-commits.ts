import type { Change } from './domain/change.ts';
import type { Store } from './ports/store.ts';

/** The same store, which tells somebody of each Change that was committed. */
export function tellingCommits(store: Store, tell: (change: Change) => void): Store {
  return {
    ...store,
    commit: async (change, now) => {
      const done = await store.commit(change, now);
      if (done === 'done') tell(change);
      return done;
    },
  };
}
