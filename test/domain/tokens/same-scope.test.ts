import { describe, expect, it } from 'vitest';
import type { ActualScope } from '../../../src/domain/scope/agreement.ts';
import { isSameScope } from '../../../src/domain/tokens/same-scope.ts';
import { actual, noon, permissions, repository, subset } from '../../support/sample-scopes.ts';

describe('two scopes are the same to a reviewer’s eye', () => {
  it.each<[string, Partial<ActualScope>]>([
    ['whenever they were made', { createdAt: noon + 5 }],
    ['in whatever order their repositories come', { access: subset(2, 1) }],
    [
      'whatever their repositories are called by now',
      { access: { selection: 'subset', repositories: [repository(1, 'renamed'), repository(2)] } },
    ],
    [
      'in whatever order their permissions come',
      { permissions: permissions({ repository: { metadata: 'read', contents: 'read' } }) },
    ],
  ])('%s', (_, some) => {
    expect(isSameScope(actual(), actual(some))).toBe(true);
  });

  it.each<[string, Partial<ActualScope>]>([
    ['another permission', { permissions: permissions({ repository: { contents: 'read' } }) }],
    ['another level', { permissions: permissions({ repository: { contents: 'write', metadata: 'read' } }) }],
    ['another repository', { access: subset(1, 3) }],
    ['one repository less', { access: subset(1) }],
    ['all repositories', { access: { selection: 'all' } }],
    ['another end', { expiresAt: noon + 1 }],
    ['no end', { expiresAt: null }],
  ])('and not with %s', (_, some) => {
    expect(isSameScope(actual(), actual(some))).toBe(false);
  });

  it('and not with no repository in place of a selection of none, nor of all', () => {
    const empty = actual({ access: subset() });
    expect(isSameScope(empty, actual({ access: { selection: 'none' } }))).toBe(false);
    expect(isSameScope(actual({ access: { selection: 'all' } }), actual({ access: { selection: 'none' } }))).toBe(
      false,
    );
  });

  it('repositories are put in order as numbers', () => {
    expect(isSameScope(actual({ access: subset(10, 9) }), actual({ access: subset(9, 10) }))).toBe(true);
  });
});
