import { describe, expect, it } from 'vitest';
import {
  classicPowers,
  classicScopes,
  findClassicScope,
  gradeOfScope,
  scopesBeyond,
  searchClassicScopes,
  withIncluded,
  withoutIncluded,
} from '../../../src/domain/classic/scope-catalogue.ts';
import { english } from '../../../src/wording/english.ts';

const names = (found: readonly { readonly name: string }[]) => found.map(({ name }) => name);

describe('the scopes of classic tokens', () => {
  it('include scopes that exist, each is named once, and each has words of its own', () => {
    expect(new Set(names(classicScopes)).size).toBe(classicScopes.length);
    const included = classicScopes.flatMap(({ includes }) => includes);
    expect(included.filter((name) => findClassicScope(name) === undefined)).toEqual([]);
    expect(names(classicScopes).filter((name) => english.classicScope(name).includes('don’t know'))).toEqual([]);
    expect(english.classicScope('repo:everything')).toContain('don’t know');
  });

  it('allow what is graded: no scope lets a token do something without a row', () => {
    const worse = classicScopes.map(({ name, powers }) => [
      name,
      powers.filter((power) => power !== 'read_other' && !classicPowers([name]).some((one) => one.power === power)),
    ]);
    expect(worse.filter(([, missing]) => (missing ?? []).length > 0)).toEqual([]);
  });

  it.each([
    ['repo', 'critical'],
    ['public_repo', 'high'],
    ['admin:org', 'critical'],
    ['write:public_key', 'critical'],
    ['admin:enterprise', 'critical'],
    ['write:packages', 'high'],
    ['read:packages', 'elevated'],
    ['read:org', 'elevated'],
    ['read:user', 'low'],
    ['made:yesterday', 'critical'],
  ])('%s is of %s risk', (name, grade) => {
    expect(gradeOfScope(name)).toBe(grade);
  });

  // Whoever is asked reads it in this order.
  it.each([
    [
      'repo',
      'critical repositories: administer_repositories, change_secrets, read_leaked_secrets',
      'high repositories: receive_events, push_code, run_workflows, change_variables, deploy, publish_pages, vouch, read_weaknesses',
      'elevated repositories: review_pull_requests, discuss, change_other, read_code',
    ],
    ['repo:status', 'high repositories: vouch'],
    ['workflow', 'critical repositories: change_workflows'],
    ['write:packages', 'high organization: publish_packages', 'elevated organization: read_packages'],
    ['delete:packages', 'high organization: delete_packages', 'elevated organization: read_packages'],
    [
      'admin:org',
      'critical organization: administer_organization, manage_members, change_organization_secrets, attach_organization_runners',
      'elevated organization: read_organization_settings',
    ],
    ['admin:public_key', 'critical organization: add_keys'],
    ['admin:org_hook', 'high organization: receive_organization_events'],
    ['read:project', 'low repositories: read_other'],
    ['project', 'elevated organization: manage_projects'],
    [
      'admin:enterprise',
      'critical organization: manage_enterprise',
      'elevated organization: read_organization_settings',
    ],
    ['audit_log', 'elevated organization: read_audit_log'],
    ['codespace', 'critical repositories: change_secrets', 'high repositories: use_codespaces'],
    ['copilot', 'high organization: change_organization_settings'],
    ['made:yesterday', 'critical repositories: do_what_is_unknown'],
  ])('%s lets a token do what it is graded by, the most dangerous first', (name, ...expected) => {
    const lines = Map.groupBy(classicPowers([name]), ({ grade, reach }) => `${grade} ${reach}`);
    expect([...lines].map(([line, powers]) => `${line}: ${powers.map(({ power }) => power).join(', ')}`)).toEqual(
      expected,
    );
  });

  it('says nothing of what is harmless beside anything worse', () => {
    expect(classicPowers(['read:user', 'gist']).map(({ power }) => power)).toEqual(['change_other']);
    expect(classicPowers([])).toEqual([{ power: 'read_public_only', reach: 'repositories', grade: 'low' }]);
  });

  it('without any, it reads what is public', () => {
    expect(classicPowers([]).map(({ power }) => power)).toEqual(['read_public_only']);
    expect(classicPowers(['read:user']).map(({ power }) => power)).toEqual(['read_other']);
  });

  it('counts what another includes once', () => {
    expect(withIncluded('admin:org')).toEqual(['admin:org', 'write:org', 'read:org', 'manage_runners:org']);
    expect(withoutIncluded(['read:org', 'admin:org', 'gist', 'gist'])).toEqual(['admin:org', 'gist']);
  });

  it('covers what is included, and what is unknown by itself alone', () => {
    expect(scopesBeyond(['admin:org'], ['read:org', 'repo'])).toEqual(['repo']);
    expect(scopesBeyond(['new:scope'], ['new:scope', 'newer:scope'])).toEqual(['newer:scope']);
    expect(scopesBeyond([], ['gist'])).toEqual(['gist']);
  });

  it('is found by name and by what it can do, its own name first', () => {
    const search = (typed: string) => names(searchClassicScopes(typed, english.classicScope));
    expect(search('publish')).toEqual(['write:packages']);
    expect(search('repo')[0]).toBe('repo');
    expect(search('user')).toEqual(['user', 'user:email', 'user:follow', 'read:user']);
    expect(search(' Read ')[0]).toBe('read:packages');
    expect(search('read pack')).toContain('read:packages');
    // Nobody types so much; it costs no more than a hundred characters do.
    expect(search(`${'user'.padEnd(100)} nothing like it`)).toContain('read:user');
    expect(search('read nothing')).toEqual([]);
    expect(search('').length).toBe(classicScopes.length);
  });
});
