import { type Belonging, belongingOf } from '../../domain/people/belonging.ts';
import type { GithubAccount } from '../../domain/person.ts';
import type { Ports } from '../../ports/ports.ts';
import { findOrganization } from '../find-organization.ts';
import { liveMembership } from './authorize.ts';

/** Where an account belongs, asked of GitHub now, of every organization of the policy that can be asked. */
export async function belongsTo(
  ports: Ports,
  account: GithubAccount,
  timeoutMs: number,
): Promise<Belonging | 'not_checked'> {
  const asked = await Promise.all(
    ports.policy().organizations.map(async ({ login }) => {
      const organization = (await findOrganization(ports, login))?.organization ?? null;
      if (organization === null || organization.paused !== null) return [];
      return [{ organization, membership: await liveMembership(ports, organization, account, timeoutMs) }];
    }),
  );
  return belongingOf(account, asked.flat());
}
