import { startOfUtcDay } from '../../domain/calendar.ts';
import type { Excess, Lifetime, PermissionGroup, RepositoryAccess } from '../../domain/scope/agreement.ts';
import { permissionLabel } from '../../domain/scope/permission-catalogue.ts';
import { counted, utcDay } from './terms.ts';

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
  excess: (over: Excess, mayNamePrivate: boolean): string => {
    switch (over.kind) {
      case 'permission': {
        const label = permissionLabel(over.group, over.name);
        return `${label}: ${over.actual} (agreed: ${over.agreed ?? 'not at all'})`;
      }
      case 'all_repositories':
        return 'all repositories (agreed: selected ones)';
      case 'repository':
        return over.repository.isPrivate && !mayNamePrivate
          ? 'a private repository that was not agreed'
          : `the repository ${over.repository.name}, which was not agreed`;
      case 'never_expires':
        return 'it never expires';
      case 'expires_later':
        return `it lasts until ${utcDay(over.actualAt)} (agreed: until ${utcDay(over.latestAt)} at the latest)`;
    }
  },
};
