import { noChange } from '../../domain/change.ts';
import { acts, type PersonActName } from '../../domain/decisions/acts.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import type { LinkedPerson } from '../../domain/person.ts';
import type { OrganizationPolicy } from '../../domain/policy/policy.ts';
import type { Quota } from '../../domain/quota.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { effectKey, post } from '../../domain/step.ts';
import type { Ports } from '../../ports/ports.ts';

/** So far back a person's approvals are counted. */
const countedMs = 600_000;

/** A stolen session must not empty the house: after a burst of approvals somebody else has to look. To take away is never stopped. */
export function quotasOn(
  name: PersonActName,
  { slackId }: LinkedPerson,
  { limits }: OrganizationPolicy,
  now: Instant,
): readonly Quota[] {
  const { who, grants } = acts[name];
  return grants && who === 'reviewer'
    ? [{ of: 'approvals', slackId, since: now - countedMs, withinMs: countedMs, most: limits.approvals }]
    : [];
}

/** The others learn that it is theirs to decide, and that somebody may be acting in another's name: once for each burst. */
export async function tellOfBurst(
  ports: Pick<Ports, 'store' | 'clock' | 'wake'>,
  { id }: Organization,
  { slackId }: LinkedPerson,
  { most, again }: Extract<Refusal, { why: 'used_up' }>,
): Promise<void> {
  const message = { kind: 'approvals_stopped', slackId, most, until: again } as const;
  const effects = post(id, 'reviewers', effectKey.stopped(id, slackId, again), message);
  if ((await ports.store.commit({ ...noChange, effects }, ports.clock.now())) === 'done') ports.wake.outbox();
}
