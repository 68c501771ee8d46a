import { describe, expect, it } from 'vitest';
import type { Field, FieldProblem } from '../../src/domain/requests/field-problem.ts';
import { english } from '../../src/wording/english.ts';
import { noon } from '../support/sample-scopes.ts';

const problems: { readonly [Why in FieldProblem['why']]: Extract<FieldProblem, { why: Why }> } = {
  not_eight: { why: 'not_eight' },
  unknown_scopes: { why: 'unknown_scopes', values: ['repo:everything'] },
  classic_not_allowed: { why: 'classic_not_allowed' },
  required: { why: 'required' },
  too_long: { why: 'too_long', max: 40, actual: 45 },
  looks_like_credential: { why: 'looks_like_credential' },
  not_offered: { why: 'not_offered' },
  date_missing: { why: 'date_missing' },
  date_past: { why: 'date_past' },
  beyond_maximum: { why: 'beyond_maximum', maxDays: 90, latestAt: noon },
  never_not_allowed: { why: 'never_not_allowed', maxDays: 90 },
  repositories_missing: { why: 'repositories_missing' },
  unknown_repositories: { why: 'unknown_repositories', names: ['a', 'b', 'c', 'd', 'e', 'f'] },
  wider_than_asked: { why: 'wider_than_asked' },
  not_both_see: { why: 'not_both_see', names: ['a', 'b', 'c', 'd', 'e', 'f'] },
  repositories_not_checked: { why: 'repositories_not_checked' },
  machine_user_unknown: { why: 'machine_user_unknown', login: 'acme-ci' },
  unknown_permissions: { why: 'unknown_permissions', values: ['shout:write'] },
  repository_permissions_without_repositories: {
    why: 'repository_permissions_without_repositories',
    names: ['Contents', 'Issues'],
  },
};
const fields: readonly Field[] = [
  'organization',
  'where_used',
  'machine_user',
  'purpose',
  'token_name',
  'description',
  'lifetime',
  'expires_on',
  'preset',
  'repository_access',
  'repositories',
  'permissions',
  'justification',
  'token_kind',
  'classic_reason',
  'classic_scopes',
  'last_eight',
  'reason',
];

describe('a problem of a field', () => {
  it.each(Object.values(problems))('$why is whole sentences', (problem) => {
    const said = english.fieldProblem(problem);
    expect(said).toMatch(/^[A-Z].*[.]$/s);
    expect(said).not.toMatch(/!|undefined|NaN|\[object/);
  });

  it.each([
    [problems.too_long, 'Please shorten this to 40 characters; it has 45.'],
    [problems.beyond_maximum, 'A token may last 90 days at most, until 9 June 2026.'],
    [problems.repository_permissions_without_repositories, 'These need access to repositories: Contents and Issues.'],
    [problems.looks_like_credential, 'so we did not store it'],
  ])('says what to change', (problem, said) => {
    expect(english.fieldProblem(problem)).toContain(said);
  });

  it('names five of many, and no more', () => {
    expect(english.fieldProblem(problems.unknown_repositories)).toContain('a, b, c, d and e.');
  });
});

describe('the fields', () => {
  it('have a label each, and no two the same', () => {
    expect(new Set(fields.map(english.label)).size).toBe(fields.length);
  });

  it.each([
    ['30', '30 days'],
    ['date', 'Until a date'],
    ['none', 'No expiry'],
  ])('offer the lifetime %s as words', (value, words) => {
    expect(english.lifetimeOption(value)).toBe(words);
  });
});
