import { startOfUtcDay } from '../../domain/calendar.ts';
import type { Excess, Lifetime, PermissionGroup, RepositoryAccess } from '../../domain/scope/agreement.ts';
import { mayName, type NamedPrivately } from '../../domain/scope/named-privately.ts';
import { permissionLabel } from '../../domain/scope/permission-catalogue.ts';
import { counted, listed, utcDay } from './terms.ts';

function lifetime(asked: Lifetime): string {
  switch (asked.kind) {
    case 'days':
      return counted(asked.days, 'day');
    case 'date':
      return `until ${utcDay(startOfUtcDay(asked.date) ?? 0)}`;
    case 'until':
      return `until ${utcDay(asked.at)}`;
    case 'never':
      return 'no expiry';
  }
}

const mostNamed = 3;

function approvedRepositories(approved: RepositoryAccess | null, mayNamePrivate: NamedPrivately): string {
  if (approved === null || approved.selection === 'all') return 'selected ones';
  if (approved.selection === 'none') return 'none';
  const { repositories } = approved;
  const isEach = repositories.every((one) => mayName(one, mayNamePrivate));
  return isEach && repositories.length <= mostNamed
    ? listed(repositories.map(({ name }) => name))
    : counted(repositories.length, 'repository', 'repositories');
}

export const scopes = {
  permission: (group: PermissionGroup, name: string, level: string): string =>
    `${permissionLabel(group, name)}: ${level}`,
  noPermissions: (access: RepositoryAccess): string =>
    access.selection === 'none'
      ? 'none: it reads what is public'
      : 'none but the names of the repositories (Metadata: read)',
  morePermissions: (count: number): string => `and ${counted(count, 'more permission')}: see Details`,
  lifetime,
  expiry: (expiresAt: number | null): string => (expiresAt === null ? 'never expires' : `until ${utcDay(expiresAt)}`),
  access: (access: RepositoryAccess): string => {
    if (access.selection === 'all') return 'all repositories, including future ones';
    if (access.selection === 'none') return 'public repositories only, read-only';
    return counted(access.repositories.length, 'selected repository', 'selected repositories');
  },
  privateRepositories: (count: number): string =>
    `${counted(count, 'private repository', 'private repositories')}, named in Details`,
  /** Something did not fit into the message. */
  cutHere: 'This is too long for a message, so some of it is cut here. All of it is in Details.',
  moreRepositories: (count: number): string =>
    `and ${counted(count, 'more repository', 'more repositories')}: see Details`,
  /** `approved`: the repositories that were, where they are known. */
  excess: (over: Excess, mayNamePrivate: NamedPrivately, approved: RepositoryAccess | null = null): string => {
    switch (over.kind) {
      case 'permission': {
        const label = permissionLabel(over.group, over.name);
        return `${label}: ${over.actual} (approved: ${over.agreed ?? 'none'})`;
      }
      case 'all_repositories':
        return `all repositories (approved: ${approvedRepositories(approved, mayNamePrivate)})`;
      case 'repository':
        return !mayName(over.repository, mayNamePrivate)
          ? 'a private repository (not approved)'
          : `the repository ${over.repository.name} (not approved)`;
      case 'never_expires':
        return 'it never expires';
      case 'expires_later':
        return `it lasts until ${utcDay(over.actualAt)} (approved: until ${utcDay(over.latestAt)})`;
    }
  },
};
