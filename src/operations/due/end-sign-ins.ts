import { noChange } from '../../domain/change.ts';
import { isSignInOver } from '../../domain/people/sign-in.ts';
import type { Ports } from '../../ports/ports.ts';
import { endHeld } from '../people/offer-own-token.ts';

/**
 * Drops sign-ins that nobody finished within their ten minutes. An owner's token may be sealed in one, which they never said may be kept: it
 * goes with the row, and ends at GitHub. Every minute, and at a start.
 */
export async function endSignIns(ports: Ports): Promise<void> {
  const now = ports.clock.now();
  for (const row of await ports.store.signIns()) {
    if (!isSignInOver(row, now)) continue;
    const writes = [{ table: 'sign_ins', was: row.version, row, removes: true }] as const;
    // `stale`: they began anew, or finished, in this very moment.
    if ((await ports.store.commit({ ...noChange, writes }, now)) === 'done') await endHeld(ports, row);
  }
}
