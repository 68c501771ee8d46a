import { noChange } from '../../domain/change.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import {
  isFirstListing,
  isInFirstList,
  type ReadList,
  recordListing as recorded,
} from '../../domain/record-listing.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';

/** Notes that a list was read to its end, and has the first of all told (`domain/record-listing.ts`). */
export async function recordListing(ports: Ports, id: OrganizationId, read: ReadList): Promise<void> {
  await commitDecision(ports, async () => {
    const before = await ports.store.organizationById(id);
    if (before === null) return { change: noChange };
    const hasFound = isFirstListing(before, read.list) && (await hasAnyFound(ports, id, read.list));
    return { change: recorded(before, read, hasFound, ports.clock.now()) };
  });
}

async function hasAnyFound({ store }: Ports, id: OrganizationId, list: ReadList['list']): Promise<boolean> {
  return list === 'active' ? store.hasBaselineTokens(id) : (await store.unsettledPendingTokens(id)).some(isInFirstList);
}
