import type { Write } from '../../domain/change.ts';
import { planNotices as plan } from '../../domain/notices/expiry.ts';
import type { OrganizationPolicy } from '../../domain/policy/policy.ts';
import { planRows } from '../../domain/tokens/advance-active-token.ts';
import type { HolderInSlack } from '../../domain/tokens/advance-pending-token.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';

/** The zone in which a holder's mornings are; UTC where they aren't linked or Slack doesn't know them. Throws a Fault of an outage. */
export async function zoneOf(ports: Ports, holder: HolderInSlack): Promise<string> {
  if (holder === null) return 'UTC';
  try {
    return (ports.directory.known(holder) ?? (await ports.directory.person(holder, 5_000))).zone;
  } catch (error) {
    // What passes is waited out: mornings that were planned in the wrong zone would stay wrong.
    if (error instanceof Fault && !error.isRetryable) return 'UTC';
    throw error;
  }
}

/** The rows for the reminders and the expiry notice of a token, from now on: what is already past is not told as if it were news. */
export async function planNotices(
  ports: Ports,
  policy: OrganizationPolicy,
  token: ActiveToken,
  holder: HolderInSlack,
): Promise<readonly Write[]> {
  const { expiresAt } = token.scope;
  if (expiresAt === null) return [];
  const planned = plan({
    expiresAt,
    zone: await zoneOf(ports, holder),
    reminderDays: policy.reminderDays,
    from: ports.clock.now(),
  });
  return planRows(
    token,
    planned.map((notice) => ({ ...notice, id: ports.ids.next() })),
    await ports.store.noticesOf(token.id),
  );
}
