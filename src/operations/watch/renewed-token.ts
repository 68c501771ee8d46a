import type { TokenRequest } from '../../domain/requests/token-request.ts';
import { type ActiveToken, isInForce } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';

/** The token that a request renews, as it is now, by whatever grant GitHub gave it since; null where it renews none. */
export async function renewedToken(
  { store }: Ports,
  { renews, organizationId }: Pick<TokenRequest, 'renews' | 'organizationId'>,
): Promise<ActiveToken | null> {
  if (renews === null) return null;
  const grants = await store.activeTokensOfToken(organizationId, renews.tokenId);
  return grants.findLast(isInForce) ?? store.activeToken(renews.activeTokenId);
}
