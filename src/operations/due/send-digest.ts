import { tellWeek } from '../../domain/notices/tell-week.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitOnce } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';

/** Sends each channel its weekly digest, once a week (`domain/notices/tell-week.ts`). */
export async function sendDigest(ports: Ports): Promise<void> {
  if (!ports.time.isSure()) return;
  const now = ports.clock.now();
  for (const organization of await ports.store.organizations()) {
    const { policy } = await organizationOf(ports, organization.id);
    await commitOnce(ports, tellWeek(organization, policy.digest, now), now);
  }
}
