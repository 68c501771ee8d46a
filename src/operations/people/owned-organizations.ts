import type { OrganizationId, SlackUserId } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import { isOwner } from '../../domain/person.ts';
import { policyOf } from '../../domain/policy/policy.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { accountOf } from './accounts.ts';
import { identify, liveMembership } from './authorize.ts';
import { mayDecideFor } from './may-decide-for.ts';

export type Owned = {
  /** Their account. */
  readonly login: string;
  readonly organizations: readonly Organization[];
  /** Those of which GitHub did not say in time whether the person owns them. */
  readonly unchecked: readonly string[];
};

/**
 * Of which organizations the person is an owner at this very moment, `wanted` alone where it is named. Asked afresh for each page: whoever is no
 * owner any more sees no further. A Refusal where there is none.
 */
export async function ownedOrganizations(
  ports: Ports,
  slackId: SlackUserId,
  wanted: OrganizationId | null,
): Promise<Owned | Refusal> {
  const known = (await ports.store.organizations()).filter(
    ({ id, login }) => policyOf(ports.policy(), login) !== undefined && (wanted === null || id === wanted),
  );
  const [first] = known;
  if (first === undefined) return refuse({ why: wanted === null ? 'nothing_listed_yet' : 'unknown_message' });
  const person = await identify(ports, slackId, first, true);
  if (isRefusal(person)) return person;
  const memberships = await Promise.all(known.map((one) => liveMembership(ports, one, person)));
  const owned = known.filter((_, at) => isOwner(memberships[at] ?? null));
  // Who was vouched for by one owner is no reviewer, whatever they own: they see what any member sees.
  const link = await accountOf(ports, slackId);
  const organizations: Organization[] = [];
  for (const one of owned) {
    if (link !== null && (await mayDecideFor(ports, one, link))) organizations.push(one);
  }
  const unchecked = known.flatMap(({ login }, at) => (memberships[at] === 'not_checked' ? [login] : []));
  if (organizations.length > 0) return { login: person.login, organizations, unchecked };
  const [unproved] = owned;
  if (unproved !== undefined) {
    return refuse({ why: 'vouched_once', login: person.login, organization: unproved.login });
  }
  const [late] = unchecked;
  if (late !== undefined) return refuse({ why: 'owner_not_checked', organization: late });
  return refuse({ why: 'only_owners_browse', login: person.login, organizations: known.map(({ login }) => login) });
}
