// How much of a scope a card shows. What does not fit is counted, and then Approve lives in Details only, so that nobody approves what
// they could not see: the rule, the card and the button's check all ask here.
import type { ClassicTerms } from '../classic/classic-terms.ts';
import type { Permissions, RepositoryAccess } from './agreement.ts';

export const shownPermissions = 12;
export const shownRepositories = 10;

type Shown = {
  readonly permissions: Permissions;
  readonly access: RepositoryAccess;
  readonly classic?: ClassicTerms;
};

export function countPermissions(permissions: Permissions): number {
  return Object.values(permissions).reduce((sum, group) => sum + Object.keys(group).length, 0);
}

/** Whether a card has room for every permission and every repository. */
export function isWholeScopeShown({ permissions, access, classic }: Shown): boolean {
  if (classic !== undefined) return classic.scopes.length <= shownPermissions;
  const repositories = access.selection === 'subset' ? access.repositories.length : 0;
  return countPermissions(permissions) <= shownPermissions && repositories <= shownRepositories;
}
