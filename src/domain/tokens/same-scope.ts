// Whether two scopes are the same to a reviewer's eye: permissions, repositories by id, and end. When a token was made is no part of it.
import { canonicalJson } from '../canonical-json.ts';
import type { ActualScope } from '../scope/agreement.ts';

function plain({ permissions, access, expiresAt }: ActualScope): string {
  const repositories =
    access.selection === 'subset' ? access.repositories.map(({ id }) => id).sort((one, other) => one - other) : null;
  return canonicalJson([permissions, access.selection, repositories, expiresAt]);
}

export function isSameScope(one: ActualScope, other: ActualScope): boolean {
  return plain(one) === plain(other);
}
