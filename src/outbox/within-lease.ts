import type { Clock } from '../ports/clock.ts';
import { Fault } from '../ports/fault.ts';
import type { Github } from '../ports/github.ts';
import type { Performer } from './post-messages.ts';

/** Longer than one call takes. */
const lastCallMs = 30_000;

/** From now on, as long as the lease lasts; then it throws a Fault, and nothing was called. */
export function startLease(clock: Clock, leaseMs: number): () => void {
  const [now, elapsedMs] = [clock.now(), clock.elapsedMs()];
  return () => {
    // The one stands while a machine sleeps, the other may be set: whichever says that it is late.
    const passedMs = Math.max(clock.now() - now, clock.elapsedMs() - elapsedMs);
    if (passedMs > leaseMs - lastCallMs) {
      throw new Fault('store', 'lease_over', { isRetryable: true, isUncalled: true });
    }
  };
}

/**
 * Whoever was stopped, or starved, until its lease was as good as over calls nobody any more: another process carries the effect out by
 * then, and a message would come twice.
 */
export function withinLease(performer: Performer, mayCall: () => void): Performer {
  const { ports, messenger } = performer;
  const { github } = ports;
  const writes = (as: Pick<Github, 'reviewPendingToken' | 'revokeToken'>): typeof as => ({
    reviewPendingToken: async (...given) => {
      mayCall();
      return as.reviewPendingToken(...given);
    },
    revokeToken: async (...given) => {
      mayCall();
      return as.revokeToken(...given);
    },
  });
  return {
    ...performer,
    ports: {
      ...ports,
      github: {
        ...github,
        ...writes(github),
        inNameOf: (access) => writes(github.inNameOf(access)),
      },
    },
    messenger: {
      post: async (...given) => {
        mayCall();
        return messenger.post(...given);
      },
      redraw: async (...given) => {
        mayCall();
        return messenger.redraw(...given);
      },
      publishHome: async (...given) => {
        mayCall();
        return messenger.publishHome(...given);
      },
    },
  };
}
