import type { SlackUserId } from '../../domain/ids.ts';
import { asKnown, namedTwice } from '../../domain/policy/known-people.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { Ports } from '../../ports/ports.ts';
import { knownAsEach } from './known-as.ts';

/** One person by two ids. */
export type NamedTwice = readonly [SlackUserId, SlackUserId];

/** At a start, and where the policy was read again: nobody in Slack waits for it. */
const unhurriedMs = 20_000;

/**
 * The policy with its people as we know them, or who is named twice in it (`domain/policy/known-people.ts`). Throws a Fault where Slack would have to be
 * asked and can't be.
 */
export async function knownPolicy(
  ports: Pick<Ports, 'directory' | 'store' | 'clock' | 'wake'>,
  policy: Policy,
): Promise<{ readonly policy: Policy } | { readonly twice: readonly NamedTwice[] }> {
  if (!ports.directory.isOnGrid) return { policy };
  const { people, machineUsers } = policy;
  const known = await knownAsEach(ports, [...people.keys(), ...machineUsers.values()], unhurriedMs);
  const twice = namedTwice(policy, known);
  return twice.length > 0 ? { twice } : { policy: asKnown(policy, known) };
}
