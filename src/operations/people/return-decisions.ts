import { noChange } from '../../domain/change.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { advanceRequest } from '../../domain/requests/advance-request.ts';
import { standingApprovals } from '../../domain/requests/approvals.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';
import { stillAccount } from './accounts.ts';

async function restsOnLostLink(
  ports: Ports,
  request: TokenRequest,
  unconfirmed: ReadonlySet<SlackUserId>,
): Promise<boolean> {
  if (request.status !== 'approved') return false;
  for (const { by } of standingApprovals(request)) {
    if ((await stillAccount(ports, by, unconfirmed.has(by.slackId))) === 'no') return true;
  }
  return false;
}

/**
 * Approvals that no token has used yet go back to the reviewers where the link that they were given under was corrected, or has ended: they
 * were somebody else's. One that a token has claimed is looked at again before GitHub is called.
 */
export async function returnDecisions(
  ports: Ports,
  /** Those of whom GitHub was asked, and knows no account that could be theirs. */
  unconfirmed: ReadonlySet<SlackUserId> = new Set(),
): Promise<void> {
  for (const { id } of await ports.store.organizations()) {
    const { policy } = await organizationOf(ports, id);
    for (const request of await ports.store.openRequests(id)) {
      if (!(await restsOnLostLink(ports, request, unconfirmed))) continue;
      await commitDecision(ports, async () => {
        const current = await ports.store.request(request.number);
        if (current === null || !(await restsOnLostLink(ports, current, unconfirmed))) return { change: noChange };
        const why = 'its reviewer was linked to another account';
        const { undecidedDays } = policy.lapse;
        const change = advanceRequest(current, { act: 'reopen', why, undecidedDays }, ports.clock.now());
        return { change: isRefusal(change) ? noChange : change };
      });
    }
  }
}
