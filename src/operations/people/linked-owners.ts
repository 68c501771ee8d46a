import type { Organization } from '../../domain/organization.ts';
import type { GithubAccount, LinkedPerson } from '../../domain/person.ts';
import type { Ports } from '../../ports/ports.ts';
import { mayDecideFor } from './may-decide-for.ts';
import { stands } from './standing-link.ts';

/** Who owns the organization, and who of them is linked in Slack well enough to decide for it. Throws a Fault. */
export async function linkedOwners(
  ports: Ports,
  organization: Organization,
  timeoutMs: number,
): Promise<{ readonly all: readonly GithubAccount[]; readonly linked: readonly LinkedPerson[] }> {
  const all = await ports.github.everyOwner(organization.login, timeoutMs);
  const ids = new Set(all.map(({ githubId }) => githubId));
  const linked: LinkedPerson[] = [];
  for (const person of await ports.store.people()) {
    if (!ids.has(person.githubId) || !stands(person, ports.policy())) continue;
    if (await mayDecideFor(ports, organization, person)) linked.push(person);
  }
  return { all, linked };
}
