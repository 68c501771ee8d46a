// How dangerous a token would be, and why: its powers, most dangerous first, and one grade. Codes that `wording` says in plain words.
import { classicPowers } from '../classic/scope-catalogue.ts';
import type { PermissionGroup, Permissions, RequestedScope } from './agreement.ts';
import { findPermission, type PermissionLevel, permissionLabel } from './permission-catalogue.ts';
import { type Grade, grades, type Power, type PowerRow, powerTable, type Reach } from './powers.ts';

/** What the holder is in the organization. Where GitHub did not say, we assume the worst. */
export type HolderRole = 'owner' | 'member' | 'unknown';

/** Of whoever is no member any more nothing worse is shown than of one. */
export function roleInRisk(role: HolderRole | 'none'): HolderRole {
  return role === 'none' ? 'member' : role;
}

/** Null where that is not known. */
export function isOwnerBy(role: HolderRole): boolean | null {
  return role === 'unknown' ? null : role === 'owner';
}

export type PowerHere = { readonly power: Power; readonly reach: Reach; readonly grade: Grade };

export type Risk = {
  readonly grade: Grade;
  /** The most dangerous first; never empty. */
  readonly powers: readonly PowerHere[];
  /** What only an owner could do with it, while its holder is none: it comes to life if they become one. */
  readonly dormant: readonly PowerHere[];
};

const levels = new Set(['read', 'write', 'admin']);

/** Account permissions have no force in an organization: they are neither known nor unknown. */
function isUnknown({ group, name, level }: PermissionLevel): boolean {
  return group !== 'other' && (findPermission(name)?.group !== group || !levels.has(level));
}

/** As the table writes it; what GitHub invented yesterday, or moved, stands in no row. */
function nameOf(permission: PermissionLevel): string {
  return permission.group === 'other' || isUnknown(permission) ? '' : `${permission.name}:${permission.level}`;
}

/** The place of each permission’s row; of several the last, which it fills alone. */
const places: ReadonlyMap<string, number> = new Map(
  powerTable.flatMap(({ by }, place) => by.flatMap((needs) => needs.map((name) => [name, place] as const))),
);

function placeOf(permission: PermissionLevel): number {
  return places.get(nameOf(permission)) ?? powerTable.indexOf(rowOf(powerBesides(permission)));
}

/** What it lets a token do where the table has no row for it. What is unknown may be anything. */
function powerBesides(permission: PermissionLevel): Power {
  if (isUnknown(permission)) return 'do_what_is_unknown';
  return permission.level === 'read' ? 'read_other' : 'change_other';
}

function rowOf(power: Power): PowerRow {
  const row = powerTable.find((one) => one.power === power);
  if (row === undefined) throw new Error(`no row for ${power}`);
  return row;
}

function listed(permissions: Permissions): readonly PermissionLevel[] {
  const groups: readonly PermissionGroup[] = ['repository', 'organization', 'other'];
  return groups.flatMap((group) => Object.entries(permissions[group]).map(([name, level]) => ({ group, name, level })));
}

let collator: Intl.Collator | null = null;

/** The collator is made when it is first needed: it takes some milliseconds, and a start needs none. */
function byName(one: string, other: string): number {
  collator ??= new Intl.Collator('en');
  return collator.compare(one, other);
}

/** Every permission, the riskiest first. */
export function riskiestFirst(permissions: Permissions): readonly PermissionLevel[] {
  return listed(permissions)
    .map((permission) => ({
      permission,
      place: placeOf(permission),
      label: permissionLabel(permission.group, permission.name),
    }))
    .toSorted((one, other) => one.place - other.place || byName(one.label, other.label))
    .map(({ permission }) => permission);
}

function rowsFor({ permissions, access }: Pick<RequestedScope, 'permissions' | 'access'>): readonly PowerRow[] {
  const all = listed(permissions).filter(({ name }) => name !== 'metadata');
  const has = new Set(all.map(nameOf));
  const besides = new Set(all.filter((one) => !places.has(nameOf(one))).map(powerBesides));
  const found = powerTable.filter(
    ({ power, by }) => besides.has(power) || by.some((needs) => needs.every((one) => has.has(one))),
  );
  // Reading is worth a word only where there is nothing worse.
  const worse = found.filter(({ power }) => power !== 'read_other');
  if (worse.length > 0) return worse;
  return [rowOf(all.length > 0 || access.selection !== 'none' ? 'read_other' : 'read_public_only')];
}

function worst(some: readonly Grade[]): Grade {
  return grades.toReversed().find((grade) => some.includes(grade)) ?? 'low';
}

/** What only helps while a token lasts is worse where it never ends. */
const withoutEnd: Readonly<Record<Grade, Grade>> = {
  low: 'low',
  elevated: 'high',
  high: 'critical',
  critical: 'critical',
};

/** What nobody should approve without a second look. */
export function isDangerous(grade: Grade): boolean {
  return grade === 'high' || grade === 'critical';
}

/** Whether it depends on the holder's role what a token could do. A classic one, which has no permissions, is graded by what its holder could ever do. */
export function dependsOnRole(scope: Pick<RequestedScope, 'permissions' | 'access'>): boolean {
  return rowsFor(scope).some(({ isOwners }) => isOwners);
}

/** What a token of this scope could do, and how dangerous that is. */
export function riskOf({ permissions, access, lifetime, classic }: RequestedScope, holder: HolderRole): Risk {
  if (classic !== undefined) {
    const powers = classicPowers(classic.scopes);
    const grade = worst(powers.map((one) => one.grade));
    return { grade: lifetime.kind === 'never' ? withoutEnd[grade] : grade, powers, dormant: [] };
  }
  const isEverywhere = access.selection === 'all';
  const here = rowsFor({ permissions, access }).map(({ power, reach, grade, everywhere, isOwners }) => ({
    isDormant: isOwners && holder === 'member',
    shown: { power, reach, grade: isEverywhere ? everywhere : grade },
  }));
  const dormant = here.filter(({ isDormant }) => isDormant).map(({ shown }) => shown);
  const living = here.filter(({ isDormant }) => !isDormant).map(({ shown }) => shown);
  const powers = living.length > 0 ? living : [{ power: 'read_other', reach: 'repositories', grade: 'low' } as const];
  const grade = worst([...powers.map((one) => one.grade), ...(dormant.length > 0 ? (['elevated'] as const) : [])]);
  return { grade: lifetime.kind === 'never' ? withoutEnd[grade] : grade, powers, dormant };
}
