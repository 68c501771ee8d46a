import { grantNow } from '../../domain/notices/reminder-now.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';

/** The token that a request renews, as it is now, by whatever grant GitHub gave it since; null where it renews none. */
export async function renewedToken(
  { store }: Pick<Ports, 'store'>,
  { renews, organizationId }: Pick<TokenRequest, 'renews' | 'organizationId'>,
): Promise<ActiveToken | null> {
  return renews === null ? null : grantNow(await store.activeTokensOfToken(organizationId, renews.tokenId));
}
