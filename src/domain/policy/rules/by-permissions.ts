// Which permissions are asked for. `only` bounds from above and `any` from below, so a level that nobody knows is within no `only`
// and above every `any`.

import { type Matching, matching, type PermissionMatch, type When } from './rule.ts';
import type { Account, AskedPermission } from './subject.ts';

const ranks: Readonly<Record<string, number>> = { read: 1, write: 2, admin: 3 };
const unknownRank = 9;

export function byPermissions({ permissions }: When, { listed }: Account): Matching {
  if (permissions === undefined) return 'yes';
  const { only, any } = permissions;
  const isWithin = only === undefined || listed.every((asked) => only.some((one) => isIn(one, asked, 'most')));
  const hasOne = any === undefined || listed.some((asked) => any.some((one) => isIn(one, asked, 'least')));
  return matching(isWithin && hasOne);
}

function isIn(one: PermissionMatch, asked: AskedPermission, bound: 'most' | 'least'): boolean {
  const rank = ranks[asked.level] ?? unknownRank;
  if ('group' in one) {
    if (one.group === 'dangerous') return asked.isDangerous;
    if (one.group === 'read') return rank === 1;
    return bound === 'least' ? rank >= 2 : rank <= 3;
  }
  if (one.name !== asked.name) return false;
  if (one.level === null) return bound === 'least' || rank <= 3;
  const level = ranks[one.level] ?? unknownRank;
  return bound === 'most' ? rank <= level : rank >= level;
}
