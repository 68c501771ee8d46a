import type { Change } from '../../domain/change.ts';
import { dayMs, type Instant } from '../../domain/ids.ts';
import { lifetimeDays } from '../../domain/policy/evaluate.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { advanceRequest } from '../../domain/requests/advance-request.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import type { ActualScope, Lifetime } from '../../domain/scope/agreement.ts';
import { covers } from '../../domain/scope/scope.ts';
import { matchToken } from '../../domain/tokens/match.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { isMachineUser } from '../people/find-holder.ts';
import type { Standing } from './record-active-token.ts';

/** A token that is about to end is not what was asked for: its holder was reminded to ask for the one after it. */
function lastsAsAsked(asked: Lifetime, expiresAt: Instant | null, now: Instant): boolean {
  const days = lifetimeDays({ lifetime: asked }, now);
  if (expiresAt === null || days === null) return expiresAt === null && days === null;
  return expiresAt - now >= (days * dayMs) / 2;
}

/**
 * The Agreement that came later than its token: a request that was approved after the token had been found, of the same name, that covers
 * it. Null where the token needs none, or there is none. The name must be the same, since an older token must not use up an approval that
 * a new one is to be made under.
 */
export async function attachAgreement(
  ports: Ports,
  { policy }: GovernedOrganization,
  token: ActiveToken,
  scope: ActualScope,
  approved: readonly TokenRequest[],
): Promise<{ readonly standing: Standing; readonly fulfilled: Change } | null> {
  if (token.status !== 'active' && token.status !== 'exceeding') return null;
  const needsOne = token.requestNumber === null || token.agreement === null || !covers(token.agreement, scope);
  const isExceeding = token.status === 'exceeding';
  const at = ports.clock.now();
  const fitting = approved
    .filter(
      ({ requester, tokenName, claimedByTokenId }) =>
        requester.githubId === token.holder.githubId && tokenName === token.tokenName && claimedByTokenId === null,
    )
    .filter(({ scope: asked }) => isExceeding || lastsAsAsked(asked.lifetime, scope.expiresAt, at));
  if (!needsOne || fitting.length === 0) return null;
  const match = matchToken(
    {
      holder: token.holder.githubId,
      tokenId: token.tokenId,
      tokenName: token.tokenName,
      scope,
      isMachineUser: isMachineUser(ports, token.holder),
    },
    fitting,
    at,
    policy.lapse.unusedDays,
  );
  if (match.kind !== 'exact' && match.kind !== 'within') return null;
  const request = await ports.store.request(match.number);
  if (request === null || request.agreement === null) return null;
  const fulfilled = advanceRequest(request, { act: 'fulfil', tokenId: token.tokenId }, at);
  if (isRefusal(fulfilled)) return null;
  const { agreement, number } = request;
  return {
    standing: { agreement, requestNumber: number, createdAt: token.scope.createdAt, isTold: true },
    fulfilled,
  };
}
