import type { ClassicToken } from '../../domain/classic/classic-token.ts';
import type { Instant, RequestNumber } from '../../domain/ids.ts';
import type { Reopened } from '../../domain/requests/reopened.ts';
import { isOpen } from '../../domain/requests/request-status.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import { revokesAt } from '../../domain/tokens/meet-deadlines.ts';
import { waitsForRequest } from '../../domain/tokens/possible-requests.ts';
import type { ActiveToken, PendingToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';
import { organizationOf } from '../find-organization.ts';
import { findFollower } from './find-follower.ts';
import { lastReopened } from './last-reopened.ts';
import { renewedToken } from './renewed-token.ts';

/** What there is of a request on GitHub: the newest grant that it let in, the token that waits for it or because of it, its classic token, and the token that it renews. */
export async function tokensOfRequest(
  ports: Ports,
  request: TokenRequest,
): Promise<{
  readonly token: ActiveToken | null;
  readonly waiting: PendingToken | null;
  readonly isObserved: boolean;
  readonly classicToken: ClassicToken | null;
  /** When the policy revokes the token that it renews, unless somebody approves it before. */
  readonly revokesAt: Instant | null;
  readonly renewed: ActiveToken | null;
  /** The renewal that took its place. */
  readonly followedBy: RequestNumber | null;
  /** Why it is undecided again. */
  readonly reopened: Reopened | null;
}> {
  const { store } = ports;
  const { number, organizationId, status } = request;
  const token = status === 'fulfilled' ? await store.activeTokenOfRequest(number) : null;
  const pending = isOpen(request) ? await store.unsettledPendingTokens(organizationId) : [];
  const { policy } = await organizationOf(ports, organizationId);
  const isObserved = policy.mode === 'observe';
  const classicToken = request.classic === null ? null : await store.classicTokenOfRequest(number);
  const waiting = pending.find((one) => waitsForRequest(one, request)) ?? null;
  const renewed = await renewedToken(ports, request);
  return {
    token,
    classicToken,
    waiting,
    isObserved,
    renewed,
    followedBy: await findFollower(ports, request, token),
    reopened: await lastReopened(ports, request),
    revokesAt: status === 'pending' && renewed !== null ? revokesAt(renewed, policy) : null,
  };
}
