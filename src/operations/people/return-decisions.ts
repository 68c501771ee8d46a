import { noChange } from '../../domain/change.ts';
import type { LinkedPerson } from '../../domain/person.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { advanceRequest, standingReview } from '../../domain/requests/advance-request.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';
import { standingLink } from './standing-link.ts';

/** Whether the Slack person still is the account that they decided as. */
async function isStillLinked(ports: Ports, { slackId, githubId }: LinkedPerson): Promise<boolean> {
  return (await standingLink(ports, slackId))?.githubId === githubId;
}

async function restsOnLostLink(ports: Ports, request: TokenRequest): Promise<boolean> {
  if (request.status !== 'approved') return false;
  const review = standingReview(request);
  return review?.act === 'approve' && !(await isStillLinked(ports, review.by));
}

/**
 * Approvals that no token has used yet go back to the reviewers where the link that they were given under was corrected, or has ended: they
 * were somebody else's. One that a token has claimed is looked at again before GitHub is called.
 */
export async function returnDecisions(ports: Ports): Promise<void> {
  for (const { id } of await ports.store.organizations()) {
    const { policy } = await organizationOf(ports, id);
    for (const request of await ports.store.openRequests(id)) {
      if (!(await restsOnLostLink(ports, request))) continue;
      await commitDecision(ports, async () => {
        const current = await ports.store.request(request.number);
        if (current === null || !(await restsOnLostLink(ports, current))) return { change: noChange };
        const why = 'its reviewer was linked to another account';
        const { undecidedDays } = policy.lapse;
        const change = advanceRequest(current, { act: 'reopen', why, undecidedDays }, ports.clock.now());
        return { change: isRefusal(change) ? noChange : change };
      });
    }
  }
}
