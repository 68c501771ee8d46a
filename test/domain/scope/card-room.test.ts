import { describe, expect, it } from 'vitest';
import type { RepositoryAccess } from '../../../src/domain/scope/agreement.ts';
import { countPermissions, isWholeScopeShown } from '../../../src/domain/scope/card-room.ts';
import { permissions, subset } from '../../support/sample-scopes.ts';

function named(prefix: string, count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}_${index}`, 'read']));
}

function spread(repository: number, organization: number, other: number) {
  return permissions({
    repository: named('r', repository),
    organization: named('o', organization),
    other: named('a', other),
  });
}

function repositories(count: number): RepositoryAccess {
  return subset(...Array.from({ length: count }, (_, index) => index + 1));
}

it('permissions are counted over all groups', () => {
  expect(countPermissions(spread(3, 2, 1))).toBe(6);
  expect(countPermissions(spread(0, 0, 0))).toBe(0);
});

describe('a card', () => {
  it.each([
    ['has room for twelve permissions and ten repositories', spread(8, 3, 1), repositories(10), true],
    ['has no room for a thirteenth permission', spread(9, 3, 1), repositories(1), false],
    ['has no room for an eleventh repository', spread(1, 0, 0), repositories(11), false],
    ['has no room where both are too many', spread(13, 0, 0), repositories(11), false],
    ['has room for all repositories, which are one line', spread(1, 0, 0), { selection: 'all' }, true],
    ['has room for none', spread(0, 0, 0), { selection: 'none' }, true],
    ['has no room for thirteen permissions on all repositories', spread(13, 0, 0), { selection: 'all' }, false],
  ] as const)('%s', (_, some, access, isWhole) => {
    expect(isWholeScopeShown({ permissions: some, access })).toBe(isWhole);
  });
});
