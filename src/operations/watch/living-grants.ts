import type { OrganizationId } from '../../domain/ids.ts';
import { grantKey } from '../../domain/tokens/sighting.ts';
import { isOfSubset, type StoredGrant } from '../../domain/tokens/stored-grant.ts';
import type { Ports } from '../../ports/ports.ts';
import { breather } from '../breathe.ts';

const pageSize = 250;

export type LivingGrants = {
  readonly byKey: Map<string, StoredGrant>;
  /** Those with a selection of repositories that was read longest ago, the oldest first. */
  readonly longestUnread: readonly StoredGrant[];
};

/** All living grants of an organization, page by page; of those with a selection up to `mostUnread` are named. */
export async function readLivingGrants(
  ports: Ports,
  organizationId: OrganizationId,
  mostUnread: number,
): Promise<LivingGrants> {
  const breathe = breather(ports.clock);
  const byKey = new Map<string, StoredGrant>();
  let longestUnread: readonly StoredGrant[] = [];
  for (let after = ''; ; ) {
    const page = await ports.store.livingGrants(organizationId, after, pageSize);
    for (const grant of page) byKey.set(grantKey(grant), grant);
    longestUnread = [...longestUnread, ...page.filter(isOfSubset)]
      .toSorted((one, other) => one.repositoriesReadAt - other.repositoriesReadAt)
      .slice(0, mostUnread);
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return { byKey, longestUnread };
    after = last.id;
    await breathe();
  }
}
