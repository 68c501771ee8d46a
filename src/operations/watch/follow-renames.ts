import { policyOf } from '../../domain/policy/policy.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { findOrganization } from '../find-organization.ts';

/**
 * Gives each organization that we know the name that the policy has for it now, and answers the logins that the policy does not name at all.
 * GitHub is asked only where the policy names one that we don't know: that may be one of ours under its new name. Throws a Fault of an outage.
 */
export async function followRenames(ports: Ports): Promise<readonly string[]> {
  const unnamed = async (): Promise<readonly string[]> =>
    (await ports.store.organizations())
      .map(({ login }) => login)
      .filter((login) => policyOf(ports.policy(), login) === undefined);
  if ((await unnamed()).length === 0) return [];
  for (const { login } of ports.policy().organizations) {
    try {
      await findOrganization(ports, login);
    } catch (error) {
      // Where the App is not installed there is nothing of ours under another name.
      if (!(error instanceof Fault && error.code === 'not_installed')) throw error;
    }
  }
  return unnamed();
}
