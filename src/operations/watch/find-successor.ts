import { letInAnother } from '../../domain/tokens/renewable.ts';
import { type ActiveToken, isLiving } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';

/** The other token that a renewal of this one let in, where that lives: the two are one to whoever uses them. */
export async function findSuccessor(
  { store }: Pick<Ports, 'store'>,
  token: Pick<ActiveToken, 'organizationId' | 'tokenId'>,
): Promise<ActiveToken | null> {
  for (const request of await store.renewalsOf(token.organizationId, token.tokenId)) {
    const grant = letInAnother(request) ? await store.activeTokenOfRequest(request.number) : null;
    if (grant !== null && isLiving(grant)) return grant;
  }
  return null;
}
