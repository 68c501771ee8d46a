import type { TokenRequest } from '../../domain/requests/token-request.ts';
import { namedIn } from '../../domain/tokens/advance-pending-token.ts';
import type { ActiveToken, PendingToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';

/** What there is of a request on GitHub: the newest grant that it let in, and the token that waits for it or because of it. */
export async function tokensOfRequest(
  { store }: Pick<Ports, 'store'>,
  { number, organizationId, status }: TokenRequest,
): Promise<{ readonly token: ActiveToken | null; readonly waiting: PendingToken | null }> {
  const token = status === 'fulfilled' ? await store.activeTokenOfRequest(number) : null;
  const isOpen = status === 'pending' || status === 'approved' || status === 'claimed';
  const pending = isOpen ? await store.unsettledPendingTokens(organizationId) : [];
  return { token, waiting: pending.find(({ match }) => namedIn(match).includes(number)) ?? null };
}
