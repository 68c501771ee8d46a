import { dayMs } from '../../domain/ids.ts';
import type { Ports } from '../../ports/ports.ts';

const keptDays = 30;
const draftDays = 1;

/** Forgets sent effects, handled Hints and old drafts. Requests, tokens, notices, the audit trail and Hints of a denial stay. */
export async function forgetOld(ports: Ports): Promise<void> {
  if (!ports.time.isSure()) return;
  const now = ports.clock.now();
  await ports.store.forget(now - keptDays * dayMs, now - draftDays * dayMs);
}
