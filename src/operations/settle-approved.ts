import { advancePendingToken } from '../domain/advance-pending-token.ts';
import { advanceRequest } from '../domain/advance-request.ts';
import { agreementTo } from '../domain/agreement.ts';
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
    return { change: together(approved, fulfilled, recorded) };
  });
}
