import type { LocalToken } from '@countersign/sandbox-github/state';
import type { ActualScope } from '../../src/domain/scope/agreement.ts';

type Shown = NonNullable<LocalToken['pending'] | LocalToken['grant']>;

/** What GitHub has made of a token, in the words of the oracle. */
export function actualScope(shown: Shown, createdAt: number | null, expiresAt: number | null): ActualScope {
  return {
    permissions: shown.permissions,
    access:
      shown.selection === 'subset'
        ? {
            selection: 'subset',
            repositories: shown.repositories.map(({ id, name, isPrivate }) => ({ id: id as never, name, isPrivate })),
          }
        : { selection: shown.selection },
    createdAt,
    expiresAt,
  };
}

/** One text for one scope. */
export function plainScope({ permissions, access, expiresAt }: Omit<ActualScope, 'createdAt'>): string {
  const groups = (['repository', 'organization', 'other'] as const).map((group) =>
    Object.entries(permissions[group]).sort(),
  );
  const repositories = access.selection === 'subset' ? access.repositories.map(({ id }) => Number(id)).sort() : [];
  return JSON.stringify([groups, access.selection, repositories, expiresAt]);
}
