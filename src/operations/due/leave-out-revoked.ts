import type { TokenRequest } from '../../domain/requests/token-request.ts';
import type { Ports } from '../../ports/ports.ts';

/** Without the renewals of tokens that were revoked meanwhile: nobody can approve those any more, so nobody is reminded of them. */
export async function leaveOutRevoked(
  { store }: Ports,
  requests: readonly TokenRequest[],
): Promise<readonly TokenRequest[]> {
  const kept: TokenRequest[] = [];
  for (const request of requests) {
    const renewed = request.renews === null ? null : await store.activeToken(request.renews.activeTokenId);
    if (renewed?.status !== 'revoking' && renewed?.status !== 'revoked') kept.push(request);
  }
  return kept;
}
