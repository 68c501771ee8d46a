// GitHub's own list of permissions, as data. A token of an organization has none of the account's.
import permissions from '../../../src/domain/scope/permissions.json' with { type: 'json' };
import type { CataloguePermission, Permissions } from '../shown/protocol.ts';
import type { ChosenPermissions } from './acts.ts';
import { Refused } from './refused.ts';

export const permissionCatalogue: readonly CataloguePermission[] = permissions.flatMap(
  ({ name, displayName, scope, levels }) =>
    scope === 'repository' || scope === 'organization' ? [{ name, displayName, group: scope, levels }] : [],
);

const byName = new Map(permissionCatalogue.map((permission) => [permission.name, permission]));

/** What was chosen, by group; refuses what GitHub's page does not offer. */
export function groupPermissions(chosen: ChosenPermissions): Permissions {
  const grouped: Record<string, Record<string, string>> = { repository: {}, organization: {}, other: {} };
  for (const [name, level] of Object.entries(chosen)) {
    const known = byName.get(name);
    if (known === undefined || !known.levels.includes(level)) throw new Refused(`GitHub offers no ${name}: ${level}.`);
    grouped[known.group] = { ...grouped[known.group], [name]: level };
  }
  return grouped as Permissions;
}
