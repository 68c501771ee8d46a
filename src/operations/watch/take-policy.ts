import { type Change, type Effect, noChange, together } from '../../domain/change.ts';
import type { Message } from '../../domain/message.ts';
import type { Organization } from '../../domain/organization.ts';
import { type Policy, policyOf } from '../../domain/policy/policy.ts';
import { type PolicyChanges, policyChanges } from '../../domain/policy/policy-changes.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { effectKey } from '../../domain/step.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { drawSponsored } from '../people/draw-sponsored.ts';
import { knownPolicy } from '../people/known-policy.ts';
import { followedMode } from './follow-mode.ts';
import { followRenames } from './follow-renames.ts';

/** What stands in the policy file now: a policy, or why it can't be one. */
export type PolicyRead = { readonly policy: Policy } | { readonly problems: readonly string[] };

/** So many problems are told in the channel; the log has them all. */
const toldProblems = 3;

/**
 * Puts a policy that was read again in force, as a whole, or keeps the one before and says why. The channels of the organizations
 * are told either way. Answers whether it is in force. Throws a Fault where GitHub has to be asked about a name, or Slack about an id, and can't be.
 */
export async function takePolicy(
  ports: Ports,
  read: PolicyRead,
  { file, put }: { readonly file: string; readonly put: (policy: Policy) => void },
): Promise<boolean> {
  const before = ports.policy();
  if ('problems' in read) return refuse(ports, read.problems);
  if (read.policy.hash === before.hash) return true;
  const known = await knownPolicy(ports, read.policy, file);
  if ('problems' in known) return refuse(ports, known.problems);
  const { policy } = known;
  const unnamed = await followRenames({ ...ports, policy: () => policy });
  if (unnamed.length > 0) {
    return refuse(
      ports,
      unnamed.map(
        (login) => `${file}: organizations: ${login} is missing, but the database holds its requests and tokens`,
      ),
    );
  }
  // Recorded first: put in force before, it would count as known by the next try, and nobody would ever be told.
  await tell({ ...ports, policy: () => policy }, 'policy.take', { hash: policy.hash, was: before.hash }, (one) => ({
    kind: 'policy_taken',
    changes: { ...policyChanges(before, policy, one.login), ...newMode(one, policy) },
  }));
  put(policy);
  await drawSponsored(ports);
  ports.wake.outbox();
  ports.log.info('the policy file was changed, and is in force', { hash: policy.hash });
  return true;
}

function newMode({ login, mode: was }: Organization, policy: Policy): Pick<PolicyChanges, 'mode'> {
  const mode = policyOf(policy, login)?.mode;
  return mode === undefined || mode === was ? {} : { mode };
}

async function refuse(ports: Ports, problems: readonly string[]): Promise<false> {
  ports.log.error('the policy file was changed, and can’t be used: the one before stays in force', {
    problems: problems.join('; '),
  });
  const told = problems.slice(0, toldProblems);
  await tell(ports, 'policy.refuse', { problems: told }, () => ({
    kind: 'policy_refused',
    problems: told,
    hidden: problems.length - told.length,
  }));
  ports.wake.outbox();
  return false;
}

/** By one of several processes: each reads its own file. */
async function tell(
  ports: Ports,
  act: 'policy.take' | 'policy.refuse',
  data: Readonly<Record<string, unknown>>,
  messageFor: (organization: Organization) => Message,
): Promise<void> {
  if (!(await ports.store.isScheduler())) return;
  const told = await commitDecision(ports, async () => {
    const at = ports.clock.now();
    const entry = { at, actor: 'countersign', act, subject: 'policy', data };
    const changes: Change[] = [{ ...noChange, entries: [entry] }];
    for (const organization of await ports.store.organizations()) {
      const policy = policyOf(ports.policy(), organization.login);
      if (policy === undefined) continue;
      const message = messageFor(organization);
      const to = { to: 'reviewers', organizationId: organization.id } as const;
      const post: Effect = { kind: 'post', key: effectKey.policy(message.kind, organization.id, at), to, message };
      changes.push({ ...noChange, effects: [post] });
      if (act === 'policy.take') changes.push(await followedMode(ports, organization, policy.mode, at));
    }
    return { change: together(...changes) };
  });
  if (isRefusal(told)) throw new Fault('store', 'busy', { isRetryable: true });
}
