import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NamedStretches } from '../../bench/loop-delay.ts';
import type { Store } from '../../src/ports/store.ts';

const ofPaths: readonly (readonly [RegExp, string])[] = [
  [/^\/slack\//, 'a request of Slack'],
  [/^\/github\/webhooks/, 'a webhook'],
  [/^\/api\/[a-z]+\.[a-zA-Z.]+/, 'the local Slack'],
];

/** Names each request that a server of this process answers: the program's own, and those of the local Slack and GitHub. */
export function nameRequests(stretches: NamedStretches): () => void {
  const began = (message: unknown): void => {
    const { request, response } = message as { readonly request: IncomingMessage; readonly response: ServerResponse };
    const [, name] = ofPaths.find(([path]) => path.test(request.url ?? '')) ?? ['', 'the local GitHub'];
    response.once('close', stretches.begin(name));
  };
  subscribe('http.server.request.start', began);
  return () => void unsubscribe('http.server.request.start', began);
}

/** Names what the outbox does, from a lease to its end, and what is written meanwhile. A store of a new life forgets what the one before left. */
export function nameEffects(stretches: NamedStretches, store: Store, endings: Map<number, () => void>): Store {
  for (const end of endings.values()) end();
  endings.clear();
  return {
    ...store,
    leaseEffects: async (...asked) => {
      const leased = await stretches.during('the outbox chooses', () => store.leaseEffects(...asked));
      for (const { id, way } of leased) endings.set(id, stretches.begin(`the outbox: ${way}`));
      return leased;
    },
    finishEffect: async (leased, ...more) => {
      try {
        return await store.finishEffect(leased, ...more);
      } finally {
        endings.get(leased.id)?.();
        endings.delete(leased.id);
      }
    },
    commit: (change, now) => stretches.during('a commit', () => store.commit(change, now)),
  };
}
