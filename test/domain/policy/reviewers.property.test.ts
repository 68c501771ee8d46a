import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RepositoryId } from '../../../src/domain/ids.ts';
import { kindOfReviewer, type ReviewerRule } from '../../../src/domain/policy/reviewer-rule.ts';
import { onlyOwners, reviewersFor, standsAs } from '../../../src/domain/policy/reviewers.ts';
import type { Matching } from '../../../src/domain/policy/rules/rule.ts';
import type { RequestedScope } from '../../../src/domain/scope/agreement.ts';

const rule = fc.constantFrom<ReviewerRule>(
  'owners',
  'repository-admins',
  'team:one',
  'team:two',
  'slack:S1',
  'user:mona',
);
const facts = fc
  .dictionary(rule, fc.constantFrom<Matching>('yes', 'no', 'unknown'))
  .map((found) => new Map(Object.entries(found) as [ReviewerRule, Matching][]));

describe('whether somebody is a reviewer', () => {
  it('is settled by one rule that fits, and by nothing that is not known', () => {
    fc.assert(
      fc.property(fc.uniqueArray(rule), facts, (rules, found) => {
        const as = standsAs({ rules }, found);
        expect(standsAs({ rules }, found)).toBe(as);
        const fitting = rules.filter((one) => found.get(one) === 'yes');
        const isDoubtful = rules.some((one) => found.get(one) !== 'yes' && found.get(one) !== 'no');
        if (fitting.length === 0) expect(as).toBe(isDoubtful ? 'unknown' : 'nobody');
        else expect(fitting).toContain(as);
        if (fitting.includes('owners')) expect(as).toBe('owners');
      }),
    );
  });

  it('takes nothing from a rule that the policy does not name', () => {
    fc.assert(
      fc.property(fc.uniqueArray(rule), facts, (rules, found) => {
        const others = new Map([...found].map(([one, is]) => [one, rules.includes(one) ? is : 'yes'] as const));
        expect(standsAs({ rules }, others)).toBe(standsAs({ rules }, found));
      }),
    );
  });
});

describe('a reviewer, as the policy writes them', () => {
  it.each<[ReviewerRule, object]>([
    ['owners', { is: 'owners' }],
    ['repository-admins', { is: 'repository_admins' }],
    ['team:docs', { is: 'team', name: 'docs' }],
    ['slack:S123', { is: 'group', name: 'S123' }],
    ['user:mona', { is: 'person', name: 'mona' }],
    ['user:mona:2', { is: 'person', name: 'mona:2' }],
  ])('%s', (rule, kind) => {
    expect(kindOfReviewer(rule)).toEqual(kind);
  });

  it('is an owner where the policy names nobody else', () => {
    expect(onlyOwners).toEqual({ rules: ['owners'], repositories: [] });
  });
});

const repositories = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: at as RepositoryId, name: `r${at}`, isPrivate: true }));
const none = { repository: { contents: 'write' }, organization: {}, other: {} };

describe('the repositories that have to be administered', () => {
  it.each<[string, Pick<RequestedScope, 'access' | 'permissions'>, number]>([
    ['one', { access: { selection: 'subset', repositories: repositories(1) }, permissions: none }, 1],
    ['ten', { access: { selection: 'subset', repositories: repositories(10) }, permissions: none }, 10],
    ['eleven', { access: { selection: 'subset', repositories: repositories(11) }, permissions: none }, 0],
    ['all', { access: { selection: 'all' }, permissions: none }, 0],
    ['none', { access: { selection: 'none' }, permissions: none }, 0],
    [
      'one, with a permission over the organization',
      {
        access: { selection: 'subset', repositories: repositories(1) },
        permissions: { ...none, organization: { members: 'read' } },
      },
      0,
    ],
    [
      'one, with a permission over an account',
      {
        access: { selection: 'subset', repositories: repositories(1) },
        permissions: { ...none, other: { gists: 'write' } },
      },
      0,
    ],
  ])('%s', (_, scope, count) => {
    expect(reviewersFor(['repository-admins'], scope).repositories).toHaveLength(count);
  });
});
