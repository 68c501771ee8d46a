import { advancePendingToken } from '../domain/advance-pending-token.ts';
import { advanceRequest } from '../domain/advance-request.ts';
import { type Change, noChange, together } from '../domain/change.ts';
import { isRefusal } from '../domain/refusal.ts';
import type { ListedActiveToken } from '../ports/github.ts';
import type { Ports } from '../ports/ports.ts';
import { commitDecision } from './commit-decision.ts';
import type { GovernedOrganization } from './find-organization.ts';
import { holderInSlack } from './holder-in-slack.ts';
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
    const approved = advancePendingToken(token, { act: 'observe_approved', by: isOurs ? null : by }, at, holder);
    if (isRefusal(approved)) return approved;
    const request = await ports.store.requestClaimedBy(token.tokenId);
    let fulfilled: Change = noChange;
    if (request?.status === 'claimed') {
      const change = advanceRequest(request, { act: 'fulfil', tokenId: token.tokenId }, at);
      if (!isRefusal(change)) fulfilled = change;
    }
    const agreement = token.agreement ?? request?.agreement ?? null;
    const recorded = await recordActiveToken(
      ports,
      governed,
      listed,
      { scope, readAt: at },
      {
        agreement,
        requestNumber: request?.number ?? null,
        createdAt: token.scope.createdAt,
        // A held token's card says who let it in; of any other the channel hears where nothing was agreed.
        isTold: token.status === 'held' || token.status === 'denying',
      },
    );
    return { change: together(approved, fulfilled, recorded) };
  });
}
