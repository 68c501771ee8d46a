import { canonicalJson } from '../../domain/canonical-json.ts';
import { type Change, noChange, together } from '../../domain/change.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import { advanceRequest } from '../../domain/requests/advance-request.ts';
import { advancePendingToken, type PendingTokenAct } from '../../domain/tokens/advance-pending-token.ts';
import { matchToken } from '../../domain/tokens/match.ts';
import type { Match, PendingToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { holderInSlack, isMachineUser } from '../people/find-holder.ts';

function isSameMatch(one: Match, other: Match): boolean {
  // Rows come back with their keys in another order.
  return canonicalJson(one) === canonicalJson(other);
}

/**
 * Decides what an open or held PendingToken is to us: within an Agreement (which it then claims: one Agreement admits one token),
 * waiting for a request that would cover it, or a person's to decide.
 */
export async function matchPendingToken(ports: Ports, governed: GovernedOrganization, id: string): Promise<void> {
  const first = await ports.store.pendingToken(id);
  if (first === null) return;
  const holder = await holderInSlack(ports, first.holder);
  await commitDecision(ports, async () => {
    const token = await ports.store.pendingToken(id);
    if (token === null || (token.status !== 'open' && token.status !== 'held')) return { change: noChange };
    const change = await decide(ports, governed, token, holder);
    return isRefusal(change) ? change : { change };
  });
}

async function decide(
  ports: Ports,
  { organization, policy }: GovernedOrganization,
  token: PendingToken,
  holder: Awaited<ReturnType<typeof holderInSlack>>,
): Promise<Change | Refusal> {
  const at = ports.clock.now();
  const granted = await ports.store.latestActiveToken(organization.id, token.tokenId);
  // Its access was ended. That its holder asks GitHub for it again is not what was agreed to then: a person decides.
  const hasEnded = granted?.status === 'revoked' || granted?.status === 'gone';
  const requests = (await ports.store.matchableRequests(organization.id, token.holder.githubId)).filter(
    ({ status, claimedByTokenId }) => !(hasEnded && status === 'fulfilled' && claimedByTokenId === token.tokenId),
  );
  const match = matchToken(
    {
      holder: token.holder.githubId,
      tokenId: token.tokenId,
      tokenName: token.tokenName,
      scope: token.scope,
      isMachineUser: isMachineUser(ports, token.holder),
    },
    requests,
    at,
    policy.lapse.unusedDays,
  );
  const step = (act: PendingTokenAct): Change | Refusal => advancePendingToken(token, act, at, holder);
  // GitHub refused it, or its holder has left: the same again would only be refused again.
  if (token.status === 'held' && token.heldWhy !== null && isSameMatch(match, token.match)) return noChange;
  if (match.kind === 'exact' || match.kind === 'within') {
    const request = requests.find(({ number }) => number === match.number);
    const agreement = request?.agreement ?? null;
    if (request === undefined || agreement === null)
      throw new Error(`PAT-${match.number} matched without an agreement`);
    const approving = step({ act: 'start_approving', match, agreement, by: null });
    if (isRefusal(approving)) return approving;
    // Its own already: an edit within what was agreed needs no claim.
    if (request.claimedByTokenId === token.tokenId) return approving;
    const claimed = advanceRequest(request, { act: 'claim', tokenId: token.tokenId }, at);
    return isRefusal(claimed) ? claimed : together(approving, claimed);
  }
  const isUnchanged = isSameMatch(match, token.match);
  if (match.kind === 'awaits') {
    if (token.status === 'open' && isUnchanged) return noChange;
    return step({ act: 'await', match });
  }
  if (token.status === 'held' && isUnchanged) return noChange;
  return step({ act: 'hold', match, why: null });
}
