import { noChange } from '../../domain/change.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import type { LinkedPerson } from '../../domain/person.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { advanceRequest } from '../../domain/requests/advance-request.ts';
import { standingApprovals } from '../../domain/requests/approvals.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';
import { stillAccount } from './accounts.ts';

/** Whose approval it is that counts no more. */
async function restsOnLostLink(
  ports: Ports,
  request: TokenRequest,
  unconfirmed: ReadonlySet<SlackUserId>,
): Promise<LinkedPerson | null> {
  if (request.status !== 'approved') return null;
  for (const { by } of standingApprovals(request)) {
    if ((await stillAccount(ports, by, unconfirmed.has(by.slackId))) === 'no') return by;
  }
  return null;
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
      if ((await restsOnLostLink(ports, request, unconfirmed)) === null) continue;
      await commitDecision(ports, async () => {
        const current = await ports.store.request(request.number);
        const lost = current === null ? null : await restsOnLostLink(ports, current, unconfirmed);
        if (current === null || lost === null) return { change: noChange };
        const why = { why: 'its reviewer was linked to another account', because: 'link_changed' } as const;
        const act = { act: 'reopen', ...why, by: lost.slackId, undecidedDays: policy.lapse.undecidedDays } as const;
        const change = advanceRequest(current, act, ports.clock.now());
        return { change: isRefusal(change) ? noChange : change };
      });
    }
  }
}
