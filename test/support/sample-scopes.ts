// Scopes to start from: a test names only what it is about.

import { dayMs, type RepositoryId } from '../../src/domain/ids.ts';
import type {
  ActualScope,
  Agreement,
  Lifetime,
  Permissions,
  Repository,
  RepositoryAccess,
} from '../../src/domain/scope/agreement.ts';
import { bea } from './sample-people.ts';

/** A Tuesday. */
export const noon = Date.UTC(2026, 5, 9, 12);

export function repository(id: number, name = `repo-${id}`): Repository {
  return { id: id as RepositoryId, name, isPrivate: true };
}

export function subset(...ids: readonly number[]): RepositoryAccess {
  return { selection: 'subset', repositories: ids.map((id) => repository(id)) };
}

export function permissions(some: Partial<Permissions> = {}): Permissions {
  return { repository: {}, organization: {}, other: {}, ...some };
}

export const thirtyDays: Lifetime = { kind: 'days', days: 30 };

export function agreement(some: Partial<Agreement> = {}): Agreement {
  return {
    permissions: permissions({ repository: { contents: 'read' } }),
    access: subset(1, 2),
    lifetime: thirtyDays,
    agreedAt: noon,
    lapsesAt: noon + 7 * dayMs,
    basis: { by: 'people', people: [bea] },
    ...some,
  };
}

export function actual(some: Partial<ActualScope> = {}): ActualScope {
  return {
    permissions: permissions({ repository: { contents: 'read', metadata: 'read' } }),
    access: subset(1, 2),
    createdAt: noon,
    expiresAt: noon + 30 * dayMs,
    ...some,
  };
}
