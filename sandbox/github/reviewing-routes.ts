import type { Answer, Request } from '@countersign/sandbox-loopback/loopback-server';
import type { Account } from './account.ts';
import { fullRepository, fullTeam, simpleUser } from './present.ts';
import type { GithubState, LocalOrganization, LocalRepository } from './state.ts';
import { notFound, paged } from './token-endpoints.ts';

type Handler = (organization: LocalOrganization, path: readonly string[], request: Request) => Answer;

/** What somebody may do in a repository, as GitHub's own roles. */
function roleIn(organization: LocalOrganization, repository: LocalRepository, { id, login }: Account): string {
  if (organization.members.get(id) === 'admin') return 'admin';
  return repository.collaborators.get(login) ?? (repository.isPrivate ? 'none' : 'read');
}

function named(organization: LocalOrganization, name: string): LocalRepository | undefined {
  return organization.repositories.find((one) => one.name.toLowerCase() === name.toLowerCase());
}

function permission(state: GithubState, organization: LocalOrganization, name: string, login: string): Answer {
  const account = state.account(login);
  const repository = named(organization, name);
  if (account === undefined || repository === undefined) return notFound;
  const role = roleIn(organization, repository, account);
  const legacy = { triage: 'read', maintain: 'write' }[role] ?? role;
  return {
    status: 200,
    body: { permission: legacy, role_name: role, user: { ...simpleUser(account), role_name: role } },
  };
}

function collaborators(state: GithubState, organization: LocalOrganization, name: string, request: Request): Answer {
  const repository = named(organization, name);
  if (repository === undefined) return notFound;
  const wanted = request.url.searchParams.get('permission');
  const found = state.accounts.filter((account) => {
    const role = roleIn(organization, repository, account);
    const isCollaborator =
      organization.members.get(account.id) === 'admin' || repository.collaborators.has(account.login);
    return isCollaborator && (wanted === null || role === wanted);
  });
  return paged(request, found, (one) => ({ ...simpleUser(one), role_name: roleIn(organization, repository, one) }));
}

function teamMembership(state: GithubState, organization: LocalOrganization, slug: string, login: string): Answer {
  const account = state.account(login);
  // By the description this answer alone has no body.
  if (account === undefined || organization.teams.get(slug)?.has(account.id) !== true) return { status: 404 };
  const url = `https://api.github.com/organizations/${organization.account.id}/team/1/memberships/${account.login}`;
  return { status: 200, body: { url, role: 'member', state: 'active' } };
}

/** Teams, and what is asked of repositories and of those who may do something in them. */
export function reviewingRoutes(state: GithubState): readonly (readonly [string, Handler])[] {
  return [
    [
      'GET orgs/:/teams/:',
      ({ account, teams }, [slug = '']) => {
        const members = teams.get(slug);
        if (members === undefined) return notFound;
        return { status: 200, body: fullTeam(slug, members.size, account, state.now()) };
      },
    ],
    [
      'GET orgs/:/teams/:/members',
      (organization, [slug = ''], request) => {
        const members = organization.teams.get(slug);
        if (members === undefined) return notFound;
        return paged(
          request,
          state.accounts.filter(({ id }) => members.has(id)),
          simpleUser,
        );
      },
    ],
    [
      'GET orgs/:/teams/:/memberships/:',
      (organization, [slug = '', login = '']) => teamMembership(state, organization, slug, login),
    ],
    [
      'GET repos/:/:',
      (organization, [name = '']) => {
        const found = named(organization, name);
        return found === undefined
          ? notFound
          : { status: 200, body: fullRepository(found, organization.account, state.now()) };
      },
    ],
    [
      'GET repos/:/:/collaborators',
      (organization, [name = ''], request) => collaborators(state, organization, name, request),
    ],
    [
      'GET repos/:/:/collaborators/:/permission',
      (organization, [name = '', login = '']) => permission(state, organization, name, login),
    ],
  ];
}
