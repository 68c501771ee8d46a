// Tokens as GitHub's token endpoints and webhooks carry them.
import { simpleAccount } from './describe-account.ts';
import { briefRepository } from './describe-repository.ts';
import { organizationById, userById } from './directory.ts';
import { withOffset, withOffsetOrNull } from './instants.ts';
import { added, upgraded } from './scopes.ts';
import type { Grant, Organization, PermissionGroups, Repository, Scope, TokenRecord, TokenRequest } from './state.ts';
import type { Json, World } from './world.ts';

export function isExpired(world: World, { expiresAt }: TokenRecord): boolean {
  return expiresAt !== null && expiresAt.getTime() <= world.now().getTime();
}

/** What the scope reaches now, in the order of ids: a repository that left the organization left every subset. */
export function repositoriesIn(organization: Organization, scope: Scope): readonly Repository[] {
  const all = [...organization.repositories.values()].sort((one, other) => one.id - other.id);
  switch (scope.repositorySelection) {
    case 'none':
      return [];
    case 'all':
      return all;
    case 'subset':
      return all.filter(({ id }) => scope.repositoryIds.includes(id));
  }
}

/** GitHub leaves out the groups that hold nothing. */
function filledGroups(permissions: PermissionGroups): Json {
  return Object.fromEntries(Object.entries(permissions).filter(([, levels]) => Object.keys(levels).length > 0));
}

function common(world: World, token: TokenRecord): Json {
  return {
    token_id: token.id,
    token_name: token.name,
    token_expired: isExpired(world, token),
    token_expires_at: withOffsetOrNull(token.expiresAt),
    token_last_used_at: withOffsetOrNull(token.lastUsedAt),
  };
}

function listed(world: World, token: TokenRecord, scope: Scope, path: string): Json {
  return {
    owner: simpleAccount(world, userById(world, token.ownerId)),
    repository_selection: scope.repositorySelection,
    repositories_url: `${world.apiUrl()}/organizations/${token.organizationId}/${path}/repositories`,
    permissions: filledGroups(scope.permissions),
    ...common(world, token),
  };
}

export function describeRequest(world: World, token: TokenRecord, request: TokenRequest): Json {
  return {
    id: request.patRequestId,
    reason: request.reason,
    created_at: withOffset(request.createdAt),
    ...listed(world, token, request.scope, `personal-access-token-requests/${request.patRequestId}`),
  };
}

export function describeGrant(world: World, token: TokenRecord, grant: Grant): Json {
  return {
    id: grant.patId,
    access_granted_at: withOffset(grant.grantedAt),
    ...listed(world, token, grant.scope, `personal-access-tokens/${grant.patId}`),
  };
}

/** As `personal_access_token_request` webhooks carry it: without the reason, and measured against what was granted before. */
export function describeRequestInWebhook(world: World, token: TokenRecord, request: TokenRequest): Json {
  const organization = organizationById(world, token.organizationId);
  const { scope } = request;
  const before = token.grant?.scope.permissions;
  const isSubset = scope.repositorySelection === 'subset';
  const repositories = repositoriesIn(organization, scope);
  return {
    id: request.patRequestId,
    owner: simpleAccount(world, userById(world, token.ownerId)),
    permissions_added: added(scope.permissions, before),
    permissions_upgraded: upgraded(scope.permissions, before),
    permissions_result: filledGroups(scope.permissions),
    repository_selection: scope.repositorySelection,
    repository_count: isSubset ? repositories.length : null,
    repositories: isSubset ? repositories.map((one) => briefRepository(organization, one)) : null,
    created_at: withOffset(request.createdAt),
    ...common(world, token),
  };
}
