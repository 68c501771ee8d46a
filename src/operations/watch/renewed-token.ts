import type { TokenRequest } from '../../domain/requests/token-request.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';

/** The token that a request renews, as it is now; null where it renews none. */
export async function renewedToken(
  { store }: Ports,
  { renews }: Pick<TokenRequest, 'renews'>,
): Promise<ActiveToken | null> {
  return renews === null ? null : store.activeToken(renews.activeTokenId);
}
