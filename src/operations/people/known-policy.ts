import type { SlackUserId } from '../../domain/ids.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { Ports } from '../../ports/ports.ts';
import { knownAsEach } from './known-as.ts';

/** One person by two ids. */
export type NamedTwice = readonly [SlackUserId, SlackUserId];

/** At a start, and where the policy was read again: nobody in Slack waits for it. */
const unhurriedMs = 20_000;

/**
 * The policy with its people as we know them. It may name somebody by either of their ids, but each person once: two accounts for one person
 * would let them ask with the one and approve with the other: those are answered by both ids. Throws a Fault where Slack would have to be asked and
 * can't be.
 */
export async function knownPolicy(
  ports: Pick<Ports, 'directory' | 'store' | 'clock' | 'wake'>,
  policy: Policy,
): Promise<{ readonly policy: Policy } | { readonly twice: readonly NamedTwice[] }> {
  if (!ports.directory.isOnGrid) return { policy };
  const { people, machineUsers } = policy;
  const known = await knownAsEach(ports, [...people.keys(), ...machineUsers.values()], unhurriedMs);
  const as = (id: SlackUserId): SlackUserId => known.get(id) ?? id;
  const named = new Map<SlackUserId, SlackUserId>();
  const twice: NamedTwice[] = [];
  for (const id of people.keys()) {
    const other = named.get(as(id));
    if (other !== undefined) twice.push([other, id]);
    named.set(as(id), id);
  }
  if (twice.length > 0) return { twice };
  return {
    policy: {
      ...policy,
      people: new Map([...people].map(([id, login]) => [as(id), login])),
      machineUsers: new Map([...machineUsers].map(([login, id]) => [login, as(id)])),
    },
  };
}
