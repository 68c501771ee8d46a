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
    expect(search('read pack')).toContain('read:packages');
    expect(search('nothing like it')).toEqual([]);
    expect(search('').length).toBe(classicScopes.length);
  });
});
