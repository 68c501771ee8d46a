// Says from the design's sentences alone whether an Agreement covers a token, by listing everything that each of the two lets its holder
// do and asking whether the one list is inside the other. It shares no code with the rule that it judges.
import type { ActualScope, Permissions, RepositoryAccess, Terms } from '../../src/domain/scope/agreement.ts';

/** "absent < read < write < admin; an unknown level is above all": a higher level can all that a lower one can. */
function abilities(level: string): readonly string[] {
  switch (level) {
    case 'read':
      return ['1'];
    case 'write':
      return ['1', '2'];
    case 'admin':
      return ['1', '2', '3'];
    default:
      return ['1', '2', '3', `more, as only "${level}" says`];
  }
}

function capabilities(permissions: Permissions): Set<string> {
  const all = new Set<string>();
  for (const group of ['repository', 'organization', 'other'] as const) {
    for (const name of Object.getOwnPropertyNames(permissions[group])) {
      const level = Object.getOwnPropertyDescriptor(permissions[group], name)?.value as string;
      for (const ability of abilities(level)) all.add(JSON.stringify([group, name, ability]));
    }
  }
  return all;
}

/** A repository that nobody has made yet: only `all` reaches it. */
const tomorrows = -1;

function reach(access: RepositoryAccess, existing: readonly number[]): Set<number> {
  if (access.selection === 'none') return new Set();
  if (access.selection === 'all') return new Set([...existing, tomorrows]);
  return new Set(access.repositories.map(({ id }) => id));
}

function plusDays(instant: number, days: number): Date {
  const date = new Date(instant);
  date.setUTCDate(date.getUTCDate() + days);
  return date;
}

function endsInTime(agreed: Terms, actual: ActualScope): boolean {
  if (agreed.lifetime.kind === 'never') return true;
  if (actual.expiresAt === null) return false;
  const end = new Date(actual.expiresAt);
  if (agreed.lifetime.kind === 'until') return end <= new Date(agreed.lifetime.at);
  if (agreed.lifetime.kind === 'date') {
    const [year = 0, month = 0, day = 0] = agreed.lifetime.date.split('-').map(Number);
    return end <= new Date(Date.UTC(year, month - 1, day + 1, 12));
  }
  const { days } = agreed.lifetime;
  const inTimeFor = (start: number): boolean => end <= plusDays(start, days + 1);
  if (actual.createdAt === null && agreed.lapsesAt === null) return inTimeFor(agreed.agreedAt);
  return (
    (actual.createdAt === null || inTimeFor(actual.createdAt)) &&
    (agreed.lapsesAt === null || inTimeFor(agreed.lapsesAt))
  );
}

function isInside<Item>(small: ReadonlySet<Item>, large: ReadonlySet<Item>): boolean {
  return [...small].every((item) => large.has(item));
}

/** Whether it has all that was agreed and nothing more; its lifetime is left aside. */
export function oracleIsExact(agreed: Terms, actual: ActualScope): boolean {
  const metadata = JSON.stringify(['repository', 'metadata', '1']);
  const may = capabilities(agreed.permissions).add(metadata);
  const does = capabilities(actual.permissions).add(metadata);
  const existing = [agreed.access, actual.access].flatMap((access) =>
    access.selection === 'subset' ? access.repositories.map(({ id }) => id as number) : [],
  );
  const [wanted, reached] = [reach(agreed.access, existing), reach(actual.access, existing)];
  return isInside(may, does) && isInside(does, may) && isInside(wanted, reached) && isInside(reached, wanted);
}

export function oracleCovers(agreed: Terms, actual: ActualScope): boolean {
  const may = capabilities(agreed.permissions);
  const hasRepositoryPermission = Object.getOwnPropertyNames(agreed.permissions.repository).length > 0;
  if (hasRepositoryPermission || agreed.access.selection !== 'none') {
    may.add(JSON.stringify(['repository', 'metadata', '1']));
  }
  const existing = [agreed.access, actual.access].flatMap((access) =>
    access.selection === 'subset' ? access.repositories.map(({ id }) => id as number) : [],
  );
  return (
    isInside(capabilities(actual.permissions), may) &&
    isInside(reach(actual.access, existing), reach(agreed.access, existing)) &&
    endsInTime(agreed, actual)
  );
}
