import type { Effect } from '../../domain/change.ts';
import { effectKey } from '../../domain/step.ts';
import type { Ports } from '../../ports/ports.ts';
import { organizationOf } from '../find-organization.ts';

/**
 * Says where the audit trail stands: its last hash stands for all before it. Kept where whoever can write to the database can't, it shows
 * later that the end was cut off, or that all of it was written anew, which the chain itself can't show.
 */
export async function tellHead(ports: Ports): Promise<void> {
  const head = await ports.store.lastEntry();
  if (head === null) return;
  ports.log.info('the head of the audit trail', { seq: head.seq, hash: head.hash });
  const effects: Effect[] = [];
  for (const { id } of await ports.store.organizations()) {
    const { policy } = await organizationOf(ports, id);
    if (policy.auditChannel === null) continue;
    const to = { to: 'channel', channel: policy.auditChannel, organizationId: id } as const;
    // Once for each head: where nothing happened there is nothing to tell.
    effects.push({ kind: 'post', key: effectKey.head(id, head.seq), to, message: { kind: 'trail_head', ...head } });
  }
  if (effects.length === 0) return;
  await ports.store.commit({ writes: [], entries: [], effects }, ports.clock.now());
  ports.wake.outbox();
}
