import { type Change, noChange, together } from '../../domain/change.ts';
import type { Instant } from '../../domain/ids.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import { advanceRequest } from '../../domain/requests/advance-request.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import { type ActualScope, agreementTo } from '../../domain/scope/agreement.ts';
import { sameScope } from '../../domain/tokens/advance-active-token.ts';
import { advancePendingToken } from '../../domain/tokens/advance-pending-token.ts';
import { matchToken } from '../../domain/tokens/match.ts';
import type { PendingToken } from '../../domain/tokens/token.ts';
import type { ListedActiveToken } from '../../ports/github.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { holderInSlack, isMachineUser } from '../people/find-holder.ts';
import { pendingTokenAfter } from './pending-token-after.ts';
import { recordActiveToken, scopeOfActiveToken } from './record-active-token.ts';

/**
 * A PendingToken turned out to be active: approved by us, or on github.com (`by`). Its ActiveToken is recorded with the Agreement it
 * is held to and compared once more, the request is fulfilled, and the holder told, all in one commit.
 */
export async function settleApproved(
  ports: Ports,
  governed: GovernedOrganization,
  pendingTokenId: string,
  listed: ListedActiveToken,
  by: string | null,
): Promise<void> {
  const scope = await scopeOfActiveToken(ports, governed.organization.login, listed);
  await commitDecision(ports, async () => {
    const at = ports.clock.now();
    const token = await ports.store.pendingToken(pendingTokenId);
    if (token === null) return { change: noChange };
    const holder = await holderInSlack(ports, token.holder);
    const isOurs = token.status === 'approving';
    // Edited before an owner let it in on github.com: what they saw is what is active, and not what we had seen.
    const isOutdated = (token.status === 'open' || token.status === 'held') && !sameScope(token.scope, scope);
    const seen = isOutdated ? rescoped(token, scope, at) : noChange;
    if (isRefusal(seen)) return seen;
    const current = isOutdated ? pendingTokenAfter(seen, token.id) : token;
    const approved = advancePendingToken(current, { act: 'observe_approved', by: isOurs ? null : by }, at, holder);
    if (isRefusal(approved)) return approved;
    const { request, fulfilled } = await fulfilledBy(ports, governed, current, listed, scope);
    // An owner who approves on github.com agrees to the scope that they saw there: only owners can, so that is a person's Decision too.
    const agreement = token.agreement ?? request?.agreement ?? agreementTo(scope, at);
    const recorded = await recordActiveToken(
      ports,
      governed,
      listed,
      { scope, readAt: at },
      {
        agreement,
        requestNumber: request?.number ?? null,
        createdAt: token.scope.createdAt,
        // Its card says who let it in.
        isTold: true,
      },
    );
    return { change: together(seen, approved, fulfilled, recorded) };
  });
}

function rescoped(token: PendingToken, scope: ActualScope, at: Instant): Change | Refusal {
  const { tokenName } = token;
  const act = { act: 'rescope', tokenName, scope: { ...scope, createdAt: token.scope.createdAt } } as const;
  return advancePendingToken(token, act, at, null);
}

/** The request that this token fulfils: the one that it had claimed, or an approved one that covers what became active. */
async function fulfilledBy(
  ports: Ports,
  { organization, policy }: GovernedOrganization,
  token: PendingToken,
  listed: ListedActiveToken,
  scope: ActualScope,
): Promise<{ readonly request: TokenRequest | null; readonly fulfilled: Change }> {
  const at = ports.clock.now();
  const { tokenId } = token;
  const earlier = await ports.store.requestClaimedBy(tokenId);
  const requests = await ports.store.matchableRequests(organization.id, listed.holder.githubId);
  const { githubId: holder } = listed.holder;
  const observed = {
    holder,
    tokenId,
    tokenName: token.tokenName,
    scope,
    isMachineUser: isMachineUser(ports, listed.holder),
  };
  const match = matchToken(observed, requests, at, policy.lapse.unusedDays);
  const fits = match.kind === 'exact' || match.kind === 'within';
  const awaited = token.match.kind === 'awaits' ? await ports.store.request(token.match.number) : null;
  const matched = fits ? (requests.find(({ number }) => number === match.number) ?? null) : null;
  // While it waited here an owner let it in on github.com: that decides the request as well.
  const request = earlier?.status === 'claimed' ? earlier : (matched ?? awaited);
  if (request === null) return { request: null, fulfilled: noChange };
  const fulfilled = advanceRequest(request, { act: 'fulfil', tokenId }, at);
  // Its own already: an edit within what was agreed.
  return { request, fulfilled: isRefusal(fulfilled) ? noChange : fulfilled };
}
