import type { ChosenPermissions, Lifetime } from '@countersign/sandbox-stage/acts';
import type {
  CataloguePermission,
  PermissionGroup,
  RepositorySelection,
  Scope,
} from '@countersign/sandbox-stage/protocol';

/** What is being chosen on a token's page. */
export type ScopeDraft = {
  readonly selection: RepositorySelection;
  readonly repositories: readonly string[];
  readonly permissions: ChosenPermissions;
};

export const emptyScope: ScopeDraft = { selection: 'none', repositories: [], permissions: {} };

export function draftOf({ selection, repositories, permissions }: Scope): ScopeDraft {
  return {
    selection,
    repositories,
    permissions: Object.assign({}, ...Object.values(permissions)) as ChosenPermissions,
  };
}

export const groupNames: Readonly<Record<PermissionGroup, string>> = {
  repository: 'Repository permissions',
  organization: 'Organization permissions',
  other: 'Other permissions',
};

export const levelNames: Readonly<Record<string, string>> = {
  read: 'Read-only',
  write: 'Read and write',
  admin: 'Admin',
};

export function displayName(catalogue: readonly CataloguePermission[], name: string): string {
  return catalogue.find((one) => one.name === name)?.displayName ?? name;
}

/** A day of the calendar in UTC, as GitHub reads a custom date. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

export const offeredDays = [7, 30, 60, 90] as const;

export function isOffered(lifetime: Lifetime): boolean {
  return lifetime.kind === 'never' || (lifetime.kind === 'days' && offeredDays.some((days) => days === lifetime.days));
}
