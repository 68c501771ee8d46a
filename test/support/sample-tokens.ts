import type { OrganizationId, PatId } from '../../src/domain/ids.ts';
import type { ActiveToken } from '../../src/domain/tokens/token.ts';
import { mona } from './sample-people.ts';
import { tokenId } from './sample-requests.ts';
import { actual, noon } from './sample-scopes.ts';

/** A token of Mona's that reaches the organization and that nobody agreed to. */
export function activeToken(id: number, some: Partial<ActiveToken> = {}): ActiveToken {
  return {
    id: `active-${id}`,
    organizationId: 1 as OrganizationId,
    patId: id as PatId,
    tokenId: tokenId(id),
    accessGrantedAt: noon,
    version: 1,
    revision: 1,
    status: 'active',
    holder: mona,
    tokenName: `token-${id}`,
    scope: actual(),
    repositoriesReadAt: noon,
    requestNumber: null,
    agreement: null,
    excess: [],
    drift: null,
    revocation: null,
    isBaseline: false,
    lastUsedAt: noon,
    unused: null,
    firstSeenAt: noon,
    changedAt: noon,
    ...some,
  };
}
