// The people of the policy as we know them: it may name somebody by either of two ids in Slack, but each person once. Two accounts for one person
// would let them ask with the one and approve with the other. Pure.
import type { SlackUserId } from '../ids.ts';
import type { Policy } from './policy.ts';

type Known = ReadonlyMap<SlackUserId, SlackUserId>;

function knownIn(known: Known): (id: SlackUserId) => SlackUserId {
  return (id) => known.get(id) ?? id;
}

/** Each id of somebody who was named before, after the one that they were named by. */
export function namedTwice(
  { people }: Pick<Policy, 'people'>,
  known: Known,
): readonly (readonly [before: SlackUserId, again: SlackUserId])[] {
  const as = knownIn(known);
  const named = new Map<SlackUserId, SlackUserId>();
  return [...people.keys()].flatMap((id) => {
    const before = named.get(as(id));
    named.set(as(id), id);
    return before === undefined ? [] : [[before, id] as const];
  });
}

export function asKnown<Named extends Pick<Policy, 'people' | 'machineUsers'>>(policy: Named, known: Known): Named {
  const as = knownIn(known);
  return {
    ...policy,
    people: new Map([...policy.people].map(([id, login]) => [as(id), login])),
    machineUsers: new Map([...policy.machineUsers].map(([login, id]) => [login, as(id)])),
  };
}
