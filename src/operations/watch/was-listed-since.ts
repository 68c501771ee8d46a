import type { Instant, OrganizationId } from '../../domain/ids.ts';
import type { Ports } from '../../ports/ports.ts';

/** Whether a pass that began at this moment or later has read the active tokens to the end, and this one too if it was among them. */
export async function wasListedSince(
  ports: Ports,
  id: OrganizationId,
  activeTokenId: string,
  at: Instant,
): Promise<boolean> {
  const organization = await ports.store.organizationById(id);
  if (organization === null || (organization.activeListedAt ?? 0) < at) return false;
  const unread = organization.unread.active;
  if (unread.length === 0) return true;
  const token = await ports.store.activeToken(activeTokenId);
  return token !== null && !unread.includes(token.tokenId);
}
