import type { OrganizationId } from '../domain/ids.ts';
import { namedBy, type Organization } from '../domain/organization.ts';
import { type OrganizationPolicy, policyOf } from '../domain/policy/policy.ts';
import type { Ports } from '../ports/ports.ts';

export type GovernedOrganization = { readonly organization: Organization; readonly policy: OrganizationPolicy };

/**
 * The organization's row and policy by its login; the row is made at the first sight, or follows a rename, for which GitHub is asked (it may throw a Fault).
 * Null where the policy does not name it.
 */
export async function findOrganization(ports: Ports, login: string): Promise<GovernedOrganization | null> {
  const policy = policyOf(ports.policy(), login);
  if (policy === undefined) return null;
  const known = await ports.store.organizationByLogin(policy.login);
  if (known !== null) return { organization: known, policy };
  const { id } = await ports.github.organization(policy.login);
  const renamed = await ports.store.organizationById(id);
  const row = namedBy(policy, id, renamed);
  const at = ports.clock.now();
  const write = { table: 'organizations', was: renamed?.version ?? null, row } as const;
  await ports.store.commit({ writes: [write], entries: [], effects: [] }, at);
  const organization = await ports.store.organizationByLogin(policy.login);
  return organization === null ? null : { organization, policy };
}

/** The organization that a row belongs to, with its policy. Throws where the policy no longer names it: that is checked at start. */
export async function organizationOf(ports: Ports, id: OrganizationId): Promise<GovernedOrganization> {
  const organization = await ports.store.organizationById(id);
  const policy = organization === null ? undefined : policyOf(ports.policy(), organization.login);
  if (organization === null || policy === undefined) throw new Error(`the policy does not name organization ${id}`);
  return { organization, policy };
}
