import type { GithubAccount } from '../../domain/person.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import type { GovernedOrganization } from '../find-organization.ts';

/** As long as the membership is waited for, beside which it is asked. */
const ownersTimeoutMs = 1_400;

/** All owners of the organization now; null where GitHub did not answer in time, or not for all of them. */
export async function ownersNow(
  ports: Pick<Ports, 'github'>,
  { organization }: GovernedOrganization,
): Promise<readonly GithubAccount[] | null> {
  try {
    return await ports.github.everyOwner(organization.login, ownersTimeoutMs);
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}
