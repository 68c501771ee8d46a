// The scope algebra: what of a token goes past its Agreement. `covers` holds exactly where `excess` is empty.
// Fail closed: an unknown level is above all, `all` is never covered by a subset, `null` is never a date, and
// what was not agreed exceeds. Repositories are compared by id: a recreated one is another.

import { startOfUtcDay } from '../calendar.ts';
import { dayMs, type Instant } from '../ids.ts';
import type {
  ActualScope,
  Excess,
  Lifetime,
  PermissionGroup,
  Permissions,
  RepositoryAccess,
  Terms,
} from './agreement.ts';

const levels = ['read', 'write', 'admin'];
const groups: readonly PermissionGroup[] = ['repository', 'organization', 'other'];

/** 0 for absent; an unknown level is above all. */
function rankOf(level: string | undefined): number {
  if (level === undefined) return 0;
  const known = levels.indexOf(level);
  return known === -1 ? Number.POSITIVE_INFINITY : known + 1;
}

function levelIn(permissions: Permissions, group: PermissionGroup, name: string): string | undefined {
  return Object.hasOwn(permissions[group], name) ? permissions[group][name] : undefined;
}

/** GitHub adds `metadata: read` wherever a token reaches a repository. */
function hasImpliedMetadata({ permissions, access }: { permissions: Permissions; access: RepositoryAccess }): boolean {
  return access.selection !== 'none' || Object.keys(permissions.repository).length > 0;
}

function excessivePermissions(agreed: Terms, actual: ActualScope): readonly Excess[] {
  return groups.flatMap((group) =>
    Object.entries(actual.permissions[group]).flatMap(([name, level]): Excess[] => {
      const own = levelIn(agreed.permissions, group, name);
      const allowed =
        own ?? (group === 'repository' && name === 'metadata' && hasImpliedMetadata(agreed) ? 'read' : undefined);
      const isCovered =
        rankOf(level) <= rankOf(allowed) && (rankOf(level) !== Number.POSITIVE_INFINITY || level === allowed);
      return isCovered ? [] : [{ kind: 'permission', group, name, agreed: allowed ?? null, actual: level }];
    }),
  );
}

function excessiveAccess(agreed: RepositoryAccess, actual: RepositoryAccess): readonly Excess[] {
  if (agreed.selection === 'all' || actual.selection === 'none') return [];
  if (actual.selection === 'all') return [{ kind: 'all_repositories' }];
  const known = repositoryIds(agreed);
  return actual.repositories
    .filter(({ id }) => !known.has(id))
    .map((repository) => ({ kind: 'repository', repository }));
}

/** How much later than agreed GitHub may end a token: it counts days from the creation, and ends at the end of a day of its own. */
const grace: Readonly<Record<Lifetime['kind'], number>> = { never: 0, until: 0, date: dayMs / 2 + 1, days: dayMs };

/** The latest instant at which a token made under the Agreement may end; null where it may never end. */
export function latestEnd(agreed: Terms, createdAt: Instant | null): Instant | null {
  const end = endAsAgreed(agreed, createdAt);
  return end === null ? null : end + grace[agreed.lifetime.kind];
}

/** As people read it, days: min(creation + days, lapse + days). */
function endAsAgreed(agreed: Terms, createdAt: Instant | null): Instant | null {
  const { lifetime, lapsesAt, agreedAt } = agreed;
  switch (lifetime.kind) {
    case 'never':
      return null;
    case 'until':
      return lifetime.at;
    case 'date': {
      const start = startOfUtcDay(lifetime.date);
      // An invalid date admits nothing.
      return start === null ? Number.NEGATIVE_INFINITY : start + dayMs - 1;
    }
    case 'days': {
      const from = [createdAt, lapsesAt].filter((instant) => instant !== null);
      const start = from.length === 0 ? agreedAt : Math.min(...from);
      return start + lifetime.days * dayMs;
    }
  }
}

function excessiveLifetime(agreed: Terms, actual: ActualScope): readonly Excess[] {
  const latestAt = endAsAgreed(agreed, actual.createdAt);
  if (latestAt === null) return [];
  if (actual.expiresAt === null) return [{ kind: 'never_expires' }];
  return actual.expiresAt <= latestAt + grace[agreed.lifetime.kind]
    ? []
    : [{ kind: 'expires_later', latestAt, actualAt: actual.expiresAt }];
}

/** Every way in which the token goes past its Agreement. */
export function excess(agreed: Terms, actual: ActualScope): readonly Excess[] {
  return [
    ...excessivePermissions(agreed, actual),
    ...excessiveAccess(agreed.access, actual.access),
    ...excessiveLifetime(agreed, actual),
  ];
}

export function covers(agreed: Terms, actual: ActualScope): boolean {
  // A classic token's Agreement says nothing of any other.
  return agreed.classic === undefined && excess(agreed, actual).length === 0;
}

function withoutImplied(permissions: Permissions): readonly string[] {
  return groups.flatMap((group) =>
    Object.entries(permissions[group])
      .filter(([name, level]) => !(group === 'repository' && name === 'metadata' && level === 'read'))
      .map(([name, level]) => `${group}/${name}:${level}`),
  );
}

/** Whether the token has all that was agreed and nothing less; its lifetime need only be within. */
export function isExactly(agreed: Terms, actual: ActualScope): boolean {
  if (!covers(agreed, actual)) return false;
  const asked = withoutImplied(agreed.permissions).toSorted();
  const has = withoutImplied(actual.permissions).toSorted();
  if (JSON.stringify(asked) !== JSON.stringify(has)) return false;
  if (agreed.access.selection !== actual.access.selection) return false;
  return repositoryIds(agreed.access).size === repositoryIds(actual.access).size;
}

function repositoryIds(access: RepositoryAccess): ReadonlySet<number> {
  return new Set(access.selection === 'subset' ? access.repositories.map(({ id }) => id) : []);
}

/** How much an Agreement lets in, for choosing the narrowest of several: compared element by element. */
export function breadth(agreed: Terms): readonly number[] {
  const { permissions, access } = agreed;
  const weight = groups.reduce(
    (sum, group) => sum + Object.values(permissions[group]).reduce((all, level) => all + Math.min(rankOf(level), 9), 0),
    0,
  );
  const reach =
    access.selection === 'all'
      ? Number.POSITIVE_INFINITY
      : access.selection === 'none'
        ? 0
        : access.repositories.length;
  return [reach, weight, latestEnd(agreed, null) ?? Number.POSITIVE_INFINITY];
}
