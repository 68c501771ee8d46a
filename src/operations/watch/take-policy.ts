import { type Change, together } from '../../domain/change.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import { modeIn, tellRefused, tellTaken } from '../../domain/policy/tell-policy.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { drawSponsored } from '../people/draw-sponsored.ts';
import { handOverAll } from '../people/hand-over.ts';
import { knownPolicy, type NamedTwice } from '../people/known-policy.ts';
import { followedMode } from './follow-mode.ts';
import { followRenames } from './follow-renames.ts';

/** What stands in the policy file now: a policy, or why it can't be one. */
export type PolicyRead = { readonly policy: Policy } | { readonly problems: readonly string[] };

/** What is wrong with a policy by what is known besides its file, as the operator reads it. */
export type PolicyComplaints = {
  /** An organization of the database that it does not name. */
  readonly unnamed: (login: string) => string;
  readonly namedTwice: (ids: NamedTwice) => string;
};

/**
 * Puts a policy that was read again in force, as a whole, or keeps the one before and says why. The channels of the organizations
 * are told either way. Answers whether it is in force. Throws a Fault where GitHub has to be asked about a name, or Slack about an id, and can't be.
 */
export async function takePolicy(
  ports: Ports,
  read: PolicyRead,
  { complaints, put }: { readonly complaints: PolicyComplaints; readonly put: (policy: Policy) => void },
): Promise<boolean> {
  const before = ports.policy();
  if ('problems' in read) return refuse(ports, read.problems);
  if (read.policy.hash === before.hash) return true;
  const known = await knownPolicy(ports, read.policy);
  if ('twice' in known) return refuse(ports, known.twice.map(complaints.namedTwice));
  const { policy } = known;
  const unnamed = await followRenames({ ...ports, policy: () => policy });
  if (unnamed.length > 0) return refuse(ports, unnamed.map(complaints.unnamed));
  // Recorded first: put in force before, it would count as known by the next try, and nobody would ever be told.
  await tell(ports, async (organizations, at) => {
    const followed: Change[] = [];
    for (const one of organizations) followed.push(await followedMode(ports, one, modeIn(policy, one), at));
    return together(tellTaken(before, policy, organizations, at), ...followed);
  });
  put(policy);
  await drawSponsored(ports);
  await handOverAll(ports);
  ports.wake.outbox();
  ports.log.info('the policy file was changed, and is in force', { hash: policy.hash });
  return true;
}

async function refuse(ports: Ports, problems: readonly string[]): Promise<false> {
  ports.log.error('the policy file was changed, and can’t be used: the one before stays in force', {
    problems: problems.join('; '),
  });
  await tell(ports, async (organizations, at) => tellRefused(problems, ports.policy(), organizations, at));
  ports.wake.outbox();
  return false;
}

/** By one of several processes: each reads its own file. */
async function tell(
  ports: Ports,
  decide: (organizations: readonly Organization[], at: Instant) => Promise<Change>,
): Promise<void> {
  if (!(await ports.store.isScheduler())) return;
  const told = await commitDecision(ports, async () => ({
    change: await decide(await ports.store.organizations(), ports.clock.now()),
  }));
  if (isRefusal(told)) throw new Fault('store', 'busy', { isRetryable: true });
}
