import { noChange } from '../../domain/change.ts';
import { effectKey, post } from '../../domain/step.ts';
import { isHandedOver } from '../../domain/tokens/is-handed-over.ts';
import { isLiving } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';
import { findHolder } from '../people/find-holder.ts';
import { findSuccessor } from '../watch/find-successor.ts';

/** Offers holders to end the tokens whose work has gone over to new ones. */
export async function offerToEnd(ports: Ports): Promise<void> {
  if (!ports.time.isSure()) return;
  const now = ports.clock.now();
  const { store } = ports;
  for (const { organizationId, renews, claimedByTokenId } of await store.fulfilledRenewals()) {
    if (renews === null || claimedByTokenId === renews.tokenId) continue;
    const old = (await store.activeTokensOfToken(organizationId, renews.tokenId)).findLast(isLiving);
    if (old === undefined || old.status === 'revoking') continue;
    const successor = await findSuccessor(ports, old);
    if (successor === null || !isHandedOver(old, successor, now)) continue;
    // Asked once, as long as the outbox remembers: a month later it is worth a second word.
    const key = effectKey.card('active_token_news', `${old.id}:replaced`);
    const message = { kind: 'active_token_news', id: old.id, news: 'replaced', audience: 'holder' } as const;
    const effects = post(organizationId, await findHolder(ports, old.holder), key, message);
    if (effects.length > 0 && (await store.commit({ ...noChange, effects }, now)) === 'done') ports.wake.outbox();
  }
}
