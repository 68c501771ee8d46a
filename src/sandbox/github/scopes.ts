// What tokens may do, and which of two scopes is wider.
import { repositoryOf } from './directory.ts';
import type { Levels, Organization, PermissionGroups, RepositorySelection, Scope } from './state.ts';

export type PartialPermissions = Partial<PermissionGroups>;
export type ScopeAsked = {
  readonly permissions: PartialPermissions;
  readonly repositorySelection: RepositorySelection;
  /** Names; of a subset only. */
  readonly repositories?: readonly string[];
};

const groups = ['organization', 'repository', 'other'] as const;
const ranks: readonly string[] = ['read', 'write', 'admin'];
const rankOf = (level: string | undefined): number => (level === undefined ? -1 : ranks.indexOf(level));

/** The scope as GitHub stores it. Reading metadata comes with any repository permission and with any repository. */
export function scopeFrom(organization: Organization, asked: ScopeAsked): Scope {
  const { permissions, repositorySelection, repositories = [] } = asked;
  if ((repositorySelection === 'subset') !== repositories.length > 0) {
    throw new Error(`${repositories.length} repositories do not go with the selection ${repositorySelection}`);
  }
  const repository = { ...permissions.repository };
  if (Object.keys(repository).length > 0 || repositorySelection !== 'none') repository.metadata ??= 'read';
  for (const level of groups.flatMap((group) => Object.values(permissions[group] ?? {}))) {
    if (!ranks.includes(level)) throw new Error(`GitHub has no level ${level}`);
  }
  return {
    permissions: { organization: { ...permissions.organization }, repository, other: { ...permissions.other } },
    repositorySelection,
    repositoryIds: repositories.map((name) => repositoryOf(organization, name).id),
  };
}

function hasLevels(inner: Levels, outer: Levels): boolean {
  return Object.entries(inner).every(([name, level]) => rankOf(level) <= rankOf(outer[name]));
}

function hasRepositories(inner: Scope, outer: Scope): boolean {
  if (inner.repositorySelection === 'none' || outer.repositorySelection === 'all') return true;
  if (inner.repositorySelection === 'all' || outer.repositorySelection === 'none') return false;
  return inner.repositoryIds.every((id) => outer.repositoryIds.includes(id));
}

/** Whether `inner` asks for nothing that `outer` does not have. */
export function isWithin(inner: Scope, outer: Scope): boolean {
  const isPermitted = groups.every((group) => hasLevels(inner.permissions[group], outer.permissions[group]));
  return isPermitted && hasRepositories(inner, outer);
}

type Differs = (level: string, before: string | undefined) => boolean;

function difference(after: PermissionGroups, before: PermissionGroups | undefined, differs: Differs) {
  const kept = groups.map((group) => [
    group,
    Object.fromEntries(Object.entries(after[group]).filter(([name, level]) => differs(level, before?.[group][name]))),
  ]);
  return Object.fromEntries(kept.filter(([, levels]) => Object.keys(levels ?? {}).length > 0));
}

export function added(after: PermissionGroups, before: PermissionGroups | undefined) {
  return difference(after, before, (_, level) => level === undefined);
}

export function upgraded(after: PermissionGroups, before: PermissionGroups | undefined) {
  return difference(after, before, (level, was) => was !== undefined && rankOf(level) > rankOf(was));
}
