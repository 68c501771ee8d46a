import { canonicalJson } from '../../domain/canonical-json.ts';
import type { ActualScope } from '../../domain/scope/agreement.ts';
import type { PendingToken } from '../../domain/tokens/token.ts';
import type { ListedActiveToken } from '../../ports/github.ts';
import type { Ports } from '../../ports/ports.ts';
import { scopeOfActiveToken } from './record-active-token.ts';

/** GitHub may list a token that it has let in a moment late: so long after a call its absence means nothing. */
export const listingLagMs = 600_000;

function plain({ permissions, access, expiresAt }: Pick<ActualScope, 'permissions' | 'access' | 'expiresAt'>): string {
  const repositories =
    access.selection === 'subset' ? access.repositories.map(({ id }) => id).sort((a, b) => a - b) : [];
  return canonicalJson([permissions, access.selection, repositories, expiresAt]);
}

/**
 * Whether an active token that no longer waits is the one that waited, let in. A grant since it was made says so. Where it was active
 * before, GitHub may keep the old date: then only an approval that we or a webhook know of, and the very scope that waited, repositories
 * included, do. A denied or cancelled edit leaves the old grant behind, and must never be taken for an approval.
 */
export async function wasLetIn(
  ports: Ports,
  organization: string,
  token: PendingToken,
  active: ListedActiveToken,
  told: string | null,
): Promise<boolean> {
  const createdAt = token.scope.createdAt ?? 0;
  if (active.accessGrantedAt > createdAt) return true;
  // GitHub's instants are whole seconds: in the very second of the edit only a token that was not active before tells anything.
  const isNew = (await ports.store.latestActiveToken(token.organizationId, token.tokenId)) === null;
  if (active.accessGrantedAt === createdAt && isNew) return true;
  if (token.status === 'denying' || told === 'denied' || told === 'cancelled') return false;
  if (token.status !== 'approving' && told !== 'approved') return false;
  return plain(await scopeOfActiveToken(ports, organization, active)) === plain(token.scope);
}
