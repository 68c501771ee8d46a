import type { Organization } from '../../domain/organization.ts';
import type { GithubAccount } from '../../domain/person.ts';
import type { RequestedScope } from '../../domain/scope/agreement.ts';
import { dependsOnRole, type HolderRole } from '../../domain/scope/risk.ts';
import type { Ports } from '../../ports/ports.ts';
import { isOwnerNow } from './authorize.ts';

/** What a holder is in the organization, asked of GitHub only where it makes a difference to what the token can do. */
export async function roleOf(
  ports: Ports,
  organization: Organization,
  holder: GithubAccount,
  scope: Pick<RequestedScope, 'permissions' | 'access' | 'classic'>,
): Promise<HolderRole> {
  if (!dependsOnRole(scope)) return 'unknown';
  const isOwner = await isOwnerNow(ports, organization, holder);
  if (isOwner === true) return 'owner';
  return isOwner === false ? 'member' : 'unknown';
}
