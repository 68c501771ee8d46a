import type { PersonActName } from '../../domain/decisions/acts.ts';
import { onlyObserved } from '../../domain/decisions/only-observed.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { type GovernedOrganization, organizationOf } from '../find-organization.ts';

/**
 * Whether a form for this act may open: a button that still stands may be older than the policy's word. Who may act is asked when the form is
 * sent. Local reads alone.
 */
export async function mayBegin(
  ports: Ports,
  act: PersonActName,
  organizationId: OrganizationId,
): Promise<GovernedOrganization | Refusal> {
  const governed = await organizationOf(ports, organizationId);
  return onlyObserved(act, governed.policy) ?? governed;
}
