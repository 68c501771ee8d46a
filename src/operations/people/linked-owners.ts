import { accountAmong } from '../../domain/decisions/who-could-decide.ts';
import type { Organization } from '../../domain/organization.ts';
import type { GithubAccount } from '../../domain/person.ts';
import type { Ports } from '../../ports/ports.ts';
import { everybody } from './accounts.ts';
import { provenOf } from './may-decide-for.ts';

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
  const accountIn = accountAmong(all);
  const owners = (await everybody(ports)).flatMap((one) => {
    const owner = accountIn(one);
    return owner === null ? [] : [{ owner, known: one.known }];
  });
  return { all, linked: (await provenOf(ports, organization, owners)).map(({ owner }) => owner) };
}
