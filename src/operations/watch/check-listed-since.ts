import type { Instant, OrganizationId } from '../../domain/ids.ts';
import { wasListedSince, wasReadSince } from '../../domain/tokens/listed-since.ts';
import type { Ports } from '../../ports/ports.ts';

/** The rule of `domain/tokens/listed-since.ts`, for a token of which nothing is at hand but its row's id. */
export async function checkListedSince(
  ports: Ports,
  id: OrganizationId,
  activeTokenId: string,
  at: Instant,
): Promise<boolean> {
  const organization = await ports.store.organizationById(id);
  if (organization === null || !wasReadSince(organization, at)) return false;
  const token = await ports.store.activeToken(activeTokenId);
  return token !== null && wasListedSince({ organization, tokenId: token.tokenId }, at);
}
