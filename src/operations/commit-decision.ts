import { type Change, noChange } from '../domain/change.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import type { Ports } from '../ports/ports.ts';

const tries = 8;

/**
 * Load, decide, commit: `decide` reads the rows and answers a Change or a Refusal; where another one was faster and a version
 * moved, it is asked again with the rows as they are then. Committed effects are hurried to the outbox.
 */
export async function commitDecision<Extra extends object>(
  ports: Pick<Ports, 'store' | 'clock' | 'wake'>,
  decide: () => Promise<(Extra & { readonly change: Change }) | Refusal>,
): Promise<(Extra & { readonly change: Change }) | Refusal> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const decided = await decide();
    if (isRefusal(decided)) return decided;
    const { change } = decided as { change: Change };
    if (change === noChange) return decided;
    if ((await ports.store.commit(change, ports.clock.now())) === 'done') {
      if (change.effects.length > 0) ports.wake.outbox();
      return decided;
    }
  }
  return refuse({ why: 'store_busy' });
}
