import { escalate, isEscalationDue } from '../../domain/requests/undecided.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitOnce } from '../commit-decision.ts';
import { dueAmongOpen } from './due-among-open.ts';

/** Lets others decide as well on what nobody decided in time, as it was told when it was sent; one message for those who may from now on. */
export async function escalateRequests(ports: Ports): Promise<void> {
  if (!ports.time.isSure()) return;
  const at = ports.clock.now();
  for (const { id } of await ports.store.organizations()) {
    const due = await dueAmongOpen(ports, id, (request) => isEscalationDue(request, at));
    for (const change of escalate(due, at)) await commitOnce(ports, change, at);
  }
}
