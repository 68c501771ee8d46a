import { isHandedOver, offerToEnd as offer } from '../../domain/tokens/is-handed-over.ts';
import { letInAnother } from '../../domain/tokens/renewable.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitOnce } from '../commit-decision.ts';
import { findHolder } from '../people/find-holder.ts';
import { findSuccessor } from '../watch/find-successor.ts';
import { renewedToken } from '../watch/renewed-token.ts';

/** Offers holders to end the tokens whose work has gone over to new ones. */
export async function offerToEnd(ports: Ports): Promise<void> {
  if (!ports.time.isSure()) return;
  const now = ports.clock.now();
  const { store } = ports;
  for (const request of await store.fulfilledRenewals()) {
    const old = letInAnother(request) ? await renewedToken(ports, request) : null;
    const successor = old === null ? null : await findSuccessor(ports, old);
    if (old === null || successor === null || !isHandedOver(old, successor, now)) continue;
    await commitOnce(ports, offer(old, await findHolder(ports, old.holder)), now);
  }
}
