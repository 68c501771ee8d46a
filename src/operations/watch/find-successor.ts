import { type ActiveToken, isLiving } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';

/** The other token that a renewal of this one let in, where that lives: the two are one to whoever uses them. */
export async function findSuccessor(
  { store }: Ports,
  token: Pick<ActiveToken, 'organizationId' | 'tokenId'>,
): Promise<ActiveToken | null> {
  for (const request of await store.renewalsOf(token.organizationId, token.tokenId)) {
    if (request.status !== 'fulfilled' || request.claimedByTokenId === token.tokenId) continue;
    const grant = await store.activeTokenOfRequest(request.number);
    if (grant !== null && isLiving(grant)) return grant;
  }
  return null;
}
