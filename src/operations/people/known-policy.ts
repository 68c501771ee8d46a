import { asKnown, namedTwice } from '../../domain/policy/known-people.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { Ports } from '../../ports/ports.ts';
import { knownAsEach } from './known-as.ts';

/** At a start, and where the policy was read again: nobody in Slack waits for it. */
const unhurriedMs = 20_000;

/**
 * The policy with its people as we know them, each named once (`domain/policy/known-people.ts`). Throws a Fault where Slack would have to be asked and can't be.
 */
export async function knownPolicy(
  ports: Pick<Ports, 'directory' | 'store' | 'clock' | 'wake'>,
  policy: Policy,
  file: string,
): Promise<{ readonly policy: Policy } | { readonly problems: readonly string[] }> {
  if (!ports.directory.isOnGrid) return { policy };
  const { people, machineUsers } = policy;
  const known = await knownAsEach(ports, [...people.keys(), ...machineUsers.values()], unhurriedMs);
  const problems = namedTwice(policy, known).map(
    ([before, again]) => `${file}: people: ${before} and ${again} are the same person in Slack; name them once`,
  );
  return problems.length > 0 ? { problems } : { policy: asKnown(policy, known) };
}
