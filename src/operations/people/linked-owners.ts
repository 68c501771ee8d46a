import type { Organization } from '../../domain/organization.ts';
import type { Link } from '../../domain/people/link.ts';
import type { GithubAccount } from '../../domain/person.ts';
import type { Ports } from '../../ports/ports.ts';
import { everybody } from './accounts.ts';
import { mayDecideFor } from './may-decide-for.ts';

/**
 * Who owns the organization, and who of them can decide for it from Slack. Whom the policy names and GitHub was not asked about yet counts too:
 * their first click links them. Throws a Fault.
 */
export async function linkedOwners(
  ports: Ports,
  organization: Organization,
  timeoutMs: number,
): Promise<{ readonly all: readonly GithubAccount[]; readonly linked: readonly GithubAccount[] }> {
  const all = await ports.github.everyOwner(organization.login, timeoutMs);
  const linked: GithubAccount[] = [];
  for (const { login, known } of await everybody(ports)) {
    const owner = all.find((one) => (known === null ? isSame(one.login, login) : one.githubId === known.githubId));
    if (owner !== undefined && (await isAble(ports, organization, known))) linked.push(owner);
  }
  return { all, linked };
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

async function isAble(ports: Ports, organization: Organization, known: Link | null): Promise<boolean> {
  return known === null || mayDecideFor(ports, organization, known);
}
