import type { ClassicToken } from '../../domain/classic/classic-token.ts';
import { isOpen } from '../../domain/requests/request-status.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import { waitsForRequest } from '../../domain/tokens/possible-requests.ts';
import type { ActiveToken, PendingToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';
import { organizationOf } from '../find-organization.ts';

/** What there is of a request on GitHub: the newest grant that it let in, the token that waits for it or because of it, or its classic token. */
export async function tokensOfRequest(
  ports: Ports,
  request: TokenRequest,
): Promise<{
  readonly token: ActiveToken | null;
  readonly waiting: PendingToken | null;
  readonly isObserved: boolean;
  readonly classicToken: ClassicToken | null;
}> {
  const { store } = ports;
  const { number, organizationId, status } = request;
  const token = status === 'fulfilled' ? await store.activeTokenOfRequest(number) : null;
  const pending = isOpen(request) ? await store.unsettledPendingTokens(organizationId) : [];
  const isObserved = (await organizationOf(ports, organizationId)).policy.mode === 'observe';
  const classicToken = request.classic === null ? null : await store.classicTokenOfRequest(number);
  return { token, classicToken, waiting: pending.find((one) => waitsForRequest(one, request)) ?? null, isObserved };
}
