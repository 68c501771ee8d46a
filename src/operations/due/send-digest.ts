import type { Effect } from '../../domain/change.ts';
import { outageMs } from '../../domain/notices/deadline.ts';
import { dueDigest } from '../../domain/notices/weekly.ts';
import type { Organization } from '../../domain/organization.ts';
import { effectKey } from '../../domain/step.ts';
import type { Ports } from '../../ports/ports.ts';
import { organizationOf } from '../find-organization.ts';

/**
 * Sends each channel its weekly digest, once a week: the organization's row says which was decided on last, so a late tick, a restart or a
 * second process sends none twice, and an outage makes one late. While GitHub's lists are not known to be fresh it waits.
 */
export async function sendDigest(ports: Ports): Promise<void> {
  if (!ports.time.isSure()) return;
  const now = ports.clock.now();
  for (const organization of await ports.store.organizations()) {
    const { policy } = await organizationOf(ports, organization.id);
    const due = dueDigest(now, organization.weeklyAt, policy.digest);
    if (due === null || !isListedLately(organization, now)) continue;
    const { id, weeklyAt } = organization;
    const row: Organization = { ...organization, version: organization.version + 1, weeklyAt: due.at };
    const effects: readonly Effect[] =
      due.isTold && weeklyAt !== null
        ? [
            {
              kind: 'post',
              key: effectKey.digest(id, due.at),
              to: { to: 'reviewers', organizationId: id },
              message: { kind: 'digest', since: weeklyAt, until: due.at },
            },
          ]
        : [];
    // `stale`: the row moved; the next tick finds it due again, or told by another process.
    const write = { table: 'organizations', was: organization.version, row } as const;
    const outcome = await ports.store.commit({ writes: [write], entries: [], effects }, now);
    if (outcome === 'done' && effects.length > 0) ports.wake.outbox();
  }
}

/** What GitHub has not shown for an hour may be another by now. */
export function isListedLately({ activeListedAt, paused }: Organization, now: number): boolean {
  return paused === null && activeListedAt !== null && now - activeListedAt < outageMs;
}
