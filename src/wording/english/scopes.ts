import { startOfUtcDay } from '../../domain/calendar.ts';
import type { ActualScope, Excess, Lifetime, PermissionGroup, RepositoryAccess } from '../../domain/scope/agreement.ts';
import { permissionLabel } from '../../domain/scope/permission-catalogue.ts';
import type { Consequence } from '../../domain/scope/risk.ts';
import { counted, listed, utcDay } from './terms.ts';

/** After "could". */
export const could: Readonly<Record<Consequence, string>> = {
  administer_organization: 'change the settings of the whole organization',
  manage_members: 'add and remove members and teams',
  change_organization_secrets: 'replace secrets of the whole organization',
  run_code_on_runners: 'run code on the organization’s own machines',
  administer_repositories: 'change settings, protections and access of repositories, or delete them',
  change_secrets: 'replace secrets that workflows use',
  change_workflows: 'change what workflows do',
  push_code: 'push code',
  run_workflows: 'start workflows and deployments',
  receive_events: 'send what happens to another server',
  merge_pull_requests: 'open and merge pull requests',
  read_leaked_secrets: 'read secrets that were found in the code',
  read_code: 'read all code there',
  change_other: 'change things there, but not push code',
  read_other: 'read, but change nothing',
  read_public_only: 'read what is public anyway',
};

function where(access: RepositoryAccess): string {
  if (access.selection === 'all') return 'in all repositories';
  if (access.selection === 'none') return '';
  return `in ${counted(access.repositories.length, 'selected repository', 'selected repositories')}`;
}

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
    if (access.selection === 'all') return 'all repositories, and those to come';
    if (access.selection === 'none') return 'public repositories only, read-only';
    return counted(access.repositories.length, 'selected repository', 'selected repositories');
  },
  privateRepositories: (count: number): string =>
    `${counted(count, 'private repository', 'private repositories')}, named in Details`,
  /** Something did not fit into the message. */
  cutHere: 'This is too long for a message, so some of it is cut here. All of it is in Details.',
  moreRepositories: (count: number): string =>
    `and ${counted(count, 'more repository', 'more repositories')}: see Details`,
  /** One line of plain words. */
  consequence: (codes: readonly Consequence[], access: RepositoryAccess, asked: Lifetime | null): string => {
    const reach = where(access);
    const time =
      asked === null
        ? ''
        : asked.kind === 'never'
          ? ', for ever'
          : `, ${asked.kind === 'days' ? 'for ' : ''}${lifetime(asked)}`;
    return `Whoever has it could ${listed(codes.map((code) => could[code]))}${reach === '' ? '' : ` ${reach}`}${time}.`;
  },
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
  actualLifetime: ({ expiresAt }: ActualScope): Lifetime =>
    expiresAt === null ? { kind: 'never' } : { kind: 'until', at: expiresAt },
};
