import type { OrganizationId } from '../../domain/ids.ts';
import { isRevoked } from '../../domain/requests/reasons-against.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import type { Ports } from '../../ports/ports.ts';
import { renewedToken } from '../watch/renewed-token.ts';

/** Open requests that are due, without the renewals of tokens that were revoked meanwhile: nobody can approve those, so nobody is reminded of them. */
export async function dueAmongOpen(
  ports: Ports,
  id: OrganizationId,
  isDue: (request: TokenRequest) => boolean,
): Promise<readonly TokenRequest[]> {
  const due: TokenRequest[] = [];
  for (const request of (await ports.store.openRequests(id)).filter(isDue)) {
    if (!isRevoked(await renewedToken(ports, request))) due.push(request);
  }
  return due;
}
