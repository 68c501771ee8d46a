import type { ChannelId, OrganizationId } from '../../domain/ids.ts';
import { tellHead as told } from '../../domain/record/tell-head.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitOnce } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';

/**
 * Says where the audit trail stands: its last hash stands for all before it. Kept where whoever can write to the database can't, it shows
 * later that the end was cut off, or that all of it was written anew, which the chain itself can't show.
 */
export async function tellHead(ports: Ports): Promise<void> {
  const head = await ports.store.lastEntry();
  if (head === null) return;
  ports.log.info('the head of the audit trail', { seq: head.seq, hash: head.hash });
  const channels: { readonly id: OrganizationId; readonly auditChannel: ChannelId | null }[] = [];
  for (const { id } of await ports.store.organizations()) {
    channels.push({ id, auditChannel: (await organizationOf(ports, id)).policy.auditChannel });
  }
  await commitOnce(ports, told(head, channels), ports.clock.now());
}
