import { noChange } from '../../domain/change.ts';
import { advanceClaim, dueOfClaim } from '../../domain/people/advance-claim.ts';
import { isRefusal } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { linkInTheWay } from '../people/link-in-the-way.ts';

/** Ends Claims that owners had a week for, and those that nobody has to decide any more: the person or the account was linked meanwhile. */
export async function endClaims(ports: Ports): Promise<void> {
  for (const { id } of await ports.store.openClaims()) {
    await commitDecision(ports, async () => {
      const claim = await ports.store.claim(id);
      if (claim === null) return { change: noChange };
      const now = ports.clock.now();
      const isLinked = (await linkInTheWay(ports, claim, claim.isOwner)) !== null;
      const act = dueOfClaim(claim, { isLinked, isSure: ports.time.isSure() }, now);
      const stepped = act === null ? { change: noChange } : advanceClaim(claim, act, now);
      return isRefusal(stepped) ? { change: noChange } : stepped;
    });
  }
}
