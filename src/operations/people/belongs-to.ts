import type { Organization } from '../../domain/organization.ts';
import { type GithubAccount, isMember } from '../../domain/person.ts';
import type { Ports } from '../../ports/ports.ts';
import { findOrganization } from '../find-organization.ts';
import { liveMembership } from './authorize.ts';

/** Where an account belongs: those that it owns first. `present`: as GitHub names it now. */
export type Belonging = {
  readonly organizations: readonly Organization[];
  readonly isOwner: boolean;
  readonly present: GithubAccount;
};

/** Asked of GitHub now, of every organization of the policy that can be asked. Not knowing of one is not knowing whether it is owned. */
export async function belongsTo(
  ports: Ports,
  account: GithubAccount,
  timeoutMs: number,
): Promise<Belonging | 'not_checked'> {
  const asked = await Promise.all(
    ports.policy().organizations.map(async ({ login }) => {
      const organization = (await findOrganization(ports, login))?.organization ?? null;
      if (organization === null || organization.paused !== null) return null;
      return { organization, membership: await liveMembership(ports, organization, account, timeoutMs) };
    }),
  );
  const found = asked.filter((one) => one !== null);
  if (found.length === 0 || found.some(({ membership }) => membership === 'not_checked')) return 'not_checked';
  const active = found.flatMap(({ organization, membership }) =>
    isMember(membership) ? [{ organization, membership }] : [],
  );
  const owned = active.filter(({ membership }) => membership.isOwner);
  const others = active.filter(({ membership }) => !membership.isOwner);
  return {
    organizations: [...owned, ...others].map(({ organization }) => organization),
    isOwner: owned.length > 0,
    present: active[0]?.membership.account ?? account,
  };
}
