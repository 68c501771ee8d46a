import type { Effect } from '../../domain/change.ts';
import { dueDigest } from '../../domain/notices/weekly.ts';
import type { Organization } from '../../domain/organization.ts';
import { isListedLately } from '../../domain/organization-pause.ts';
import { effectKey } from '../../domain/step.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitOnce } from '../commit-decision.ts';
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
    const write = { table: 'organizations', was: organization.version, row } as const;
    await commitOnce(ports, { writes: [write], entries: [], effects }, now);
  }
}
