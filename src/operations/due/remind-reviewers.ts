import { isReminderDue, remindOf } from '../../domain/requests/undecided.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitOnce } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';
import { dueAmongOpen } from './due-among-open.ts';

/** Reminds the reviewers once of requests that have waited for half of their time; one message for all that are due together. */
export async function remindReviewers(ports: Ports): Promise<void> {
  if (!ports.time.isSure()) return;
  const at = ports.clock.now();
  for (const { id } of await ports.store.organizations()) {
    const { policy } = await organizationOf(ports, id);
    const due = await dueAmongOpen(ports, id, (request) => isReminderDue(request, policy.lapse, at));
    await commitOnce(ports, remindOf(due, at), at);
  }
}
