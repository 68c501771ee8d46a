// The permissions that a token of an organization can have: GitHub's repository and organization groups, in people's words.
// Account permissions are left out: GitHub does not apply them to such a token. `metadata: read` is implied and not offered.
import type { PermissionGroup, Permissions } from './agreement.ts';
import data from './permissions.json' with { type: 'json' };

export type CataloguePermission = {
  readonly group: 'repository' | 'organization';
  readonly name: string;
  /** Unique: organization permissions say so, since some names of GitHub's exist in both groups. */
  readonly label: string;
  readonly levels: readonly string[];
  /** The pre-filled page's parameter, where GitHub documents one. */
  readonly prefillParam: string | null;
};

export type PermissionOption = { readonly value: string; readonly label: string; readonly level: string };

function isOffered(scope: string): scope is 'repository' | 'organization' {
  return scope === 'repository' || scope === 'organization';
}

/** Capitals that are no names. */
const ordinaryCapital = /\b(?!API|Business|Codespaces|Copilot|Dependabot|GitHub|Spaces)[A-Z]/g;

function labelOf(displayName: string, group: 'repository' | 'organization'): string {
  if (group === 'repository' || /^organization\b/i.test(displayName)) return displayName;
  return `Organization ${displayName.replace(ordinaryCapital, (letter) => letter.toLowerCase())}`;
}

export const permissionCatalogue: readonly CataloguePermission[] = data.flatMap(
  ({ name, displayName, scope, levels, prefillParam }) =>
    isOffered(scope) ? [{ group: scope, name, label: labelOf(displayName, scope), levels, prefillParam }] : [],
);

const accountLabels: ReadonlyMap<string, string> = new Map(
  data.flatMap(({ name, displayName, scope }) => (scope === 'account' ? [[name, displayName] as const] : [])),
);

/** People's word for a permission of the holder's own account, which no token of an organization has; null for any other. */
export function accountPermissionLabel(name: string): string | null {
  return accountLabels.get(name) ?? null;
}

const byName = new Map(permissionCatalogue.map((permission) => [permission.name, permission]));

/** By GitHub's name, which is unique over all groups. */
export function findPermission(name: string): CataloguePermission | undefined {
  return byName.get(name);
}

/** People's word for it; a permission that GitHub invented yesterday keeps its raw name. */
export function permissionLabel(group: PermissionGroup, name: string): string {
  const known = byName.get(name);
  return known !== undefined && known.group === group ? known.label : name;
}

export type PermissionLevel = { readonly group: PermissionGroup; readonly name: string; readonly level: string };
type OfferedLevel = PermissionLevel & Pick<CataloguePermission, 'group'>;

const byValue: ReadonlyMap<string, OfferedLevel> = new Map(
  permissionCatalogue.flatMap(({ group, name, levels }) =>
    levels.map((level) => [`${name}:${level}`, { group, name, level }] as const),
  ),
);

/** Reads an option's value, `name:level`; null for anything that was never offered. */
export function parsePermissionValue(value: string): OfferedLevel | null {
  return byValue.get(value) ?? null;
}

const order = ['read', 'write', 'admin'];

/** Chosen options as permissions; of two levels of one permission the higher counts, since it includes the lower. */
export function permissionsFromValues(values: readonly string[]): {
  readonly permissions: Permissions;
  readonly unknown: readonly string[];
} {
  const chosen = { repository: new Map<string, string>(), organization: new Map<string, string>() };
  const unknown: string[] = [];
  for (const value of values) {
    const read = parsePermissionValue(value);
    if (read === null) {
      unknown.push(value);
      continue;
    }
    const before = chosen[read.group].get(read.name) ?? read.level;
    const isHigher = order.indexOf(read.level) > order.indexOf(before);
    chosen[read.group].set(read.name, isHigher ? read.level : before);
  }
  return {
    permissions: {
      repository: Object.fromEntries(chosen.repository),
      organization: Object.fromEntries(chosen.organization),
      other: {},
    },
    unknown,
  };
}
