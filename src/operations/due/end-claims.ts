import { noChange } from '../../domain/change.ts';
import { advanceClaim } from '../../domain/people/advance-claim.ts';
import { isRefusal } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { linkInTheWay } from '../people/claimed-links.ts';

/** Ends Claims that owners had a week for, and those that nobody has to decide any more: the person or the account was linked meanwhile. */
export async function endClaims(ports: Ports): Promise<void> {
  for (const { id } of await ports.store.openClaims()) {
    await commitDecision(ports, async () => {
      const claim = await ports.store.claim(id);
      if (claim === null || claim.status !== 'open') return { change: noChange };
      const now = ports.clock.now();
      const isLinked = (await linkInTheWay(ports, claim.slackId, claim.account, claim.isOwner)) !== null;
      // A clock that may be wrong ends nothing.
      const isOver = now >= claim.lapsesAt && ports.time.isSure();
      if (!isLinked && !isOver) return { change: noChange };
      const stepped = advanceClaim(claim, isLinked ? { act: 'annul', why: 'linked' } : { act: 'lapse' }, now);
      return isRefusal(stepped) ? { change: noChange } : stepped;
    });
  }
}
