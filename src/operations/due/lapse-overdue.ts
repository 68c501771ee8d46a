import { noChange } from '../../domain/change.ts';
import { dayMs, type Instant, type RequestNumber } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { advanceRequest } from '../../domain/requests/advance-request.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { outageMs } from '../watch/pause-organization.ts';

function deadlineOf(request: TokenRequest): number | null {
  if (request.status === 'pending') return request.undecidedUntil;
  return request.status === 'approved' ? (request.agreement?.lapsesAt ?? null) : null;
}

/**
 * Lapses what nobody decided or used in time. An unused approval lapses only after complete listings newer than its deadline: a
 * token that was made in time, while we could not see it, must still be admitted. What is undecided lapses only after a day without an
 * outage: as long as nothing could be decided, nobody was late.
 */
export async function lapseOverdue(ports: Ports): Promise<void> {
  if (!ports.time.isSure()) return;
  for (const { number } of await ports.store.overdueRequests(ports.clock.now())) await lapse(ports, number);
}

/** Until when a request has to wait after an outage; null while the outage lasts. */
function decidableUntil({ upSince, pendingListedAt }: Organization, at: Instant): Instant | null {
  if (upSince === null || pendingListedAt === null || at - pendingListedAt >= outageMs) return null;
  return upSince + dayMs;
}

async function lapse(ports: Ports, number: RequestNumber): Promise<void> {
  await commitDecision(ports, async () => {
    const at = ports.clock.now();
    const request = await ports.store.request(number);
    const deadline = request === null ? null : deadlineOf(request);
    if (request === null || deadline === null || deadline > at) return { change: noChange };
    const organization = await ports.store.organizationById(request.organizationId);
    if (organization === null) return { change: noChange };
    if (request.status === 'approved') {
      const listedAt = Math.min(organization.pendingListedAt ?? 0, organization.activeListedAt ?? 0);
      if (listedAt <= deadline) return { change: noChange };
    } else {
      const until = decidableUntil(organization, at);
      if (until === null) return { change: noChange };
      if (until > at) {
        const extended = advanceRequest(request, { act: 'extend', until }, at);
        return isRefusal(extended) ? extended : { change: extended };
      }
    }
    const change = advanceRequest(request, { act: 'lapse' }, at);
    return isRefusal(change) ? change : { change };
  });
}
