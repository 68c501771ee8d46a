import type { GithubAccount, LinkedPerson } from '../../domain/person.ts';
import { decidersBesides } from '../../domain/requests/other-deciders.ts';
import type { Ports } from '../../ports/ports.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { everybody } from './accounts.ts';
import { ownersNow } from './owners-now.ts';

/** How many could decide besides those it is about; null where GitHub did not say in time. */
export async function countDeciders(
  ports: Ports,
  governed: GovernedOrganization,
  about: { readonly requester: LinkedPerson; readonly holder: GithubAccount },
): Promise<number | null> {
  // GitHub is asked only where the number matters.
  const { high, critical } = governed.policy.approvalsFor;
  if (Math.max(high, critical) === 1) return null;
  const owners = await ownersNow(ports, governed);
  return owners === null ? null : decidersBesides(owners, await everybody(ports), about).length;
}
