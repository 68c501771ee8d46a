import type { Instant, OrganizationId } from '../../domain/ids.ts';
import type { Ports } from '../../ports/ports.ts';

/** Whether the active tokens were listed to the end by a pass that began at this moment or later. */
export async function wasListedSince(ports: Ports, id: OrganizationId, at: Instant): Promise<boolean> {
  const organization = await ports.store.organizationById(id);
  return (organization?.activeListedAt ?? 0) >= at;
}
