import { type Change, noChange } from '../domain/change.ts';
import type { Instant } from '../domain/ids.ts';
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

/** For what is due: where somebody was faster with a row nothing is written, and the next look finds what is left. Answers whether it was written. */
export async function commitOnce(ports: Pick<Ports, 'store' | 'wake'>, change: Change, at: Instant): Promise<boolean> {
  if (change === noChange || (await ports.store.commit(change, at)) !== 'done') return false;
  if (change.effects.length > 0) ports.wake.outbox();
  return true;
}
