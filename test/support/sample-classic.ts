// A classic token of Mona's that GitHub shows, and her request for it: a test names only what it is about.
import type { ClassicToken, ListedClassicToken } from '../../src/domain/classic/classic-token.ts';
import { dayMs, type OrganizationId } from '../../src/domain/ids.ts';
import type { TokenRequest } from '../../src/domain/requests/token-request.ts';
import { mona } from './sample-people.ts';
import { pendingRequest } from './sample-requests.ts';
import { agreement, noon, permissions } from './sample-scopes.ts';

export function listedClassic(some: Partial<ListedClassicToken> = {}): ListedClassicToken {
  return {
    credentialId: 501,
    login: mona.login,
    note: 'publish',
    lastEight: '7f3a9c01',
    scopes: ['write:packages'],
    authorizedAt: noon + dayMs,
    accessedAt: null,
    expiresAt: noon + 30 * dayMs,
    ...some,
  };
}

export function classicToken(some: Partial<ClassicToken> = {}): ClassicToken {
  const { githubId, login } = mona;
  return {
    ...listedClassic(),
    id: 'classic-1-501',
    organizationId: 1 as OrganizationId,
    version: 1,
    revision: 2,
    status: 'active',
    holder: { githubId, login },
    requestNumber: null,
    agreement: null,
    excess: [],
    revocation: null,
    isBaseline: false,
    told: null,
    firstSeenAt: noon + dayMs,
    changedAt: noon + dayMs,
    ...some,
  };
}

const scope = {
  permissions: permissions({}),
  access: { selection: 'all' },
  lifetime: { kind: 'days', days: 30 },
  classic: { reason: 'packages', scopes: ['write:packages'] },
} as const;

export function pendingClassic(number: number, some: Partial<TokenRequest> = {}): TokenRequest {
  return pendingRequest(number, {
    tokenName: 'publish',
    scope,
    classic: { madeAt: null, lastEight: null, told: null },
    ...some,
  });
}

export function approvedClassic(number: number, some: Partial<TokenRequest> = {}): TokenRequest {
  return pendingClassic(number, {
    status: 'approved',
    agreement: { ...agreement(), ...scope, agreedAt: noon, lapsesAt: null },
    ...some,
  });
}
