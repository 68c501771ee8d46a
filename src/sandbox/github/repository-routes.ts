import type { Answer } from '../loopback-server.ts';
import { forbidden, notFound, ok } from './answers.ts';
import { simpleAccount } from './describe-account.ts';
import { fullRepository, minimalRepository } from './describe-repository.ts';
import { findOrganization, findRepository, isActiveMember, isOwner } from './directory.ts';
import { answerPage, pageOf } from './paging.ts';
import { namedOrganization, namedUser, type Route, type RouteCall } from './route.ts';
import type { Organization, Repository, RepositoryRole, User } from './state.ts';

function isOwn(call: RouteCall, organization: Organization): boolean {
  return call.caller.kind === 'installation' && call.caller.organization === organization;
}

/** A private repository does not exist for whoever may not see it. */
function namedRepository(call: RouteCall): { readonly organization: Organization; readonly repository: Repository } {
  const organization = findOrganization(call.world, call.path.owner ?? '');
  const repository = organization === undefined ? undefined : findRepository(organization, call.path.repo ?? '');
  if (organization === undefined || repository === undefined) throw notFound();
  if (repository.isPrivate && !isOwn(call, organization)) throw notFound();
  return { organization, repository };
}

const typeFilters: Readonly<Record<string, (one: Repository) => boolean>> = {
  private: (one) => one.isPrivate,
  public: (one) => !one.isPrivate,
  forks: () => false,
  internal: () => false,
};

function repositoriesOf(call: RouteCall): Answer {
  const { world, query } = call;
  const organization = namedOrganization(call);
  const fits = typeFilters[query.get('type') ?? 'all'] ?? (() => true);
  const isByName = query.get('sort') === 'full_name';
  const sign = (query.get('direction') ?? (isByName ? 'asc' : 'desc')) === 'asc' ? 1 : -1;
  const found = [...organization.repositories.values()]
    .filter((one) => fits(one) && (!one.isPrivate || isOwn(call, organization)))
    .sort((one, other) => sign * (isByName ? one.name.localeCompare(other.name) : one.id - other.id));
  return answerPage(call, found, (one) => minimalRepository(world, organization, one));
}

function ofInstallation(call: RouteCall): Answer {
  if (call.caller.kind !== 'installation') throw forbidden();
  const { organization } = call.caller;
  const all = [...organization.repositories.values()];
  const { items, headers } = pageOf(call, all);
  const repositories = items.map((one) => fullRepository(call.world, organization, one));
  return { status: 200, headers, body: { total_count: all.length, repository_selection: 'all', repositories } };
}

export function roleIn(organization: Organization, repository: Repository, user: User): RepositoryRole {
  if (isOwner(organization, user.id)) return 'admin';
  const base = isActiveMember(organization, user.id) ? organization.basePermission : 'none';
  const role = repository.collaborators.get(user.id) ?? base;
  return role === 'none' && !repository.isPrivate ? 'read' : role;
}

/** The four levels of old, which `permission` still speaks. */
const legacy = { none: 'none', read: 'read', triage: 'read', write: 'write', maintain: 'write', admin: 'admin' } as const;
const may = (role: RepositoryRole, least: RepositoryRole): boolean => {
  const order: readonly RepositoryRole[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];
  return order.indexOf(role) >= order.indexOf(least);
};

function permission(call: RouteCall): Answer {
  const { organization, repository } = namedRepository(call);
  const user = namedUser(call);
  const role = roleIn(organization, repository, user);
  const permissions = {
    admin: may(role, 'admin'),
    maintain: may(role, 'maintain'),
    push: may(role, 'write'),
    triage: may(role, 'triage'),
    pull: may(role, 'read'),
  };
  return ok({
    permission: legacy[role],
    role_name: role,
    user: { ...simpleAccount(call.world, user), permissions, role_name: role },
  });
}

function one(call: RouteCall): Answer {
  const { organization, repository } = namedRepository(call);
  return ok(fullRepository(call.world, organization, repository));
}

const byInstallation = { method: 'GET', caller: 'installation', needs: ['metadata', 'read'] } as const;

export const repositoryRoutes: readonly Route[] = [
  { ...byInstallation, path: '/orgs/{org}/repos', answer: repositoriesOf },
  { ...byInstallation, path: '/installation/repositories', answer: ofInstallation },
  { ...byInstallation, path: '/repos/{owner}/{repo}', answer: one },
  { ...byInstallation, path: '/repos/{owner}/{repo}/collaborators/{username}/permission', answer: permission },
];
