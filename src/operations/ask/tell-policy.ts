import type { SlackUserId } from '../../domain/ids.ts';
import type { OrganizationPolicy } from '../../domain/policy/policy.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { accountOf } from '../people/accounts.ts';
import { identify, recognise, requireMember } from '../people/authorize.ts';
import { mayDecideFor } from '../people/may-decide-for.ts';

/** `isForOwner`: whether the repositories may be named that rules are about. */
export type ToldPolicy = { readonly policy: OrganizationPolicy; readonly isForOwner: boolean };

/** What the policy says, to members of each organization. `wanted`: only of that one; null for all. */
export async function tellPolicy(
  ports: Ports,
  slackId: SlackUserId,
  wanted: string | null,
): Promise<readonly ToldPolicy[] | Refusal> {
  const stranger = await recognise(ports, slackId);
  if (stranger !== null) return stranger;
  const { organizations } = ports.policy();
  const asked = organizations.filter(({ login }) => wanted === null || login.toLowerCase() === wanted.toLowerCase());
  if (asked.length === 0) return refuse({ why: 'unknown_policy' });
  const found = await Promise.all(asked.map((policy) => tellOne(ports, slackId, policy)));
  const told = found.filter((one): one is ToldPolicy => !isRefusal(one));
  const [refused] = found.filter(isRefusal);
  return told.length === 0 && refused !== undefined ? refused : told;
}

async function tellOne(ports: Ports, slackId: SlackUserId, policy: OrganizationPolicy): Promise<ToldPolicy | Refusal> {
  const organization = await ports.store.organizationByLogin(policy.login);
  if (organization === null) return refuse({ why: 'nothing_listed_yet' });
  const person = await identify(ports, slackId, organization);
  if (isRefusal(person)) return person;
  const link = await accountOf(ports, slackId);
  const member = await requireMember(ports, organization, person);
  if (isRefusal(member)) return member;
  return { policy, isForOwner: member.isOwner && link !== null && (await mayDecideFor(ports, organization, link)) };
}
