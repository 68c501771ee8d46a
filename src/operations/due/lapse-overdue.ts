import { noChange } from '../../domain/change.ts';
import type { RequestNumber } from '../../domain/ids.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { lapse } from '../../domain/requests/lapse.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { tokensOfRequest } from '../watch/tokens-of-request.ts';

/** Lapses what nobody decided or used in time (`domain/requests/lapse.ts`). */
export async function lapseOverdue(ports: Ports): Promise<void> {
  if (!ports.time.isSure()) return;
  for (const { number } of await ports.store.overdueRequests(ports.clock.now())) await lapseOne(ports, number);
}

async function lapseOne(ports: Ports, number: RequestNumber): Promise<void> {
  await commitDecision(ports, async () => {
    const at = ports.clock.now();
    const request = await ports.store.request(number);
    const organization = request === null ? null : await ports.store.organizationById(request.organizationId);
    if (request === null || organization === null) return { change: noChange };
    const { waiting } = await tokensOfRequest(ports, request);
    const change = lapse(request, { organization, waiting }, at);
    return isRefusal(change) ? change : { change };
  });
}
