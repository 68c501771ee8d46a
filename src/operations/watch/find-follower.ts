import type { RequestNumber } from '../../domain/ids.ts';
import { endedTokenOf, followedBy } from '../../domain/requests/ask-again.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';

/** The renewal that took the place of a request that is over; null where none did. */
export async function findFollower(
  { store }: Ports,
  request: TokenRequest,
  token: ActiveToken | null,
): Promise<RequestNumber | null> {
  const ended = endedTokenOf(request, token);
  if (ended === null) return null;
  const renewals = await store.renewalsOf(request.organizationId, ended);
  const withGrants = await Promise.all(
    renewals.map(async (one) => ({ request: one, token: await store.activeTokenOfRequest(one.number) })),
  );
  return followedBy(request, token, withGrants);
}
