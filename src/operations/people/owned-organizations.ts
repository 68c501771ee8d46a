import type { OrganizationId, SlackUserId } from '../../domain/ids.ts';
import { listedOf, type Owned, ownedOf } from '../../domain/people/owned.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { accountOf } from './accounts.ts';
import { identify, liveMembership } from './authorize.ts';
import { mayDecideFor } from './may-decide-for.ts';

/**
 * Of which organizations the person is an owner at this very moment, `wanted` alone where it is named. Asked afresh for each page: whoever is no
 * owner any more sees no further. A Refusal where there is none.
 */
export async function ownedOrganizations(
  ports: Ports,
  slackId: SlackUserId,
  wanted: OrganizationId | null,
): Promise<Owned | Refusal> {
  const known = listedOf(await ports.store.organizations(), ports.policy(), wanted);
  if (isRefusal(known)) return known;
  const person = await identify(ports, slackId, known[0], true);
  if (isRefusal(person)) return person;
  const link = await accountOf(ports, slackId);
  const asked = known.map(async (organization) => {
    const membership = await liveMembership(ports, organization, person);
    return { organization, membership, mayDecide: link !== null && (await mayDecideFor(ports, organization, link)) };
  });
  return ownedOf(person.login, await Promise.all(asked));
}
