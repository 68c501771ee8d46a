import { describe, expect, it } from 'vitest';
import {
  type Answers,
  fieldsOfPage,
  firstAnswers,
  isBegun,
  isShown,
  missingFields,
  shownAnswers,
} from '../../../src/domain/requests/form-fields.ts';

it('a form begins with a fine-grained token', () => {
  expect(firstAnswers).toMatchObject({ token_kind: 'fine_grained' });
});

describe('the pages', () => {
  it('ask for all of it, and for nothing twice', () => {
    const all = [...fieldsOfPage[1], ...fieldsOfPage[2]];
    expect(new Set(all).size).toBe(all.length);
    expect(all.toSorted()).toEqual([
      'also_warn',
      'classic_reason',
      'classic_scopes',
      'description',
      'expires_on',
      'justification',
      'lifetime',
      'machine_user',
      'organization',
      'permissions',
      'preset',
      'purpose',
      'repositories',
      'repository_access',
      'token_kind',
      'token_name',
      'where_used',
    ]);
  });

  it('ask first what it is for, and where it reaches after what it may do', () => {
    expect(fieldsOfPage[1][0]).toBe('where_used');
    expect(fieldsOfPage[2].slice(0, 3)).toEqual(['preset', 'permissions', 'repository_access']);
  });
});

describe('a field that a choice brings up', () => {
  it.each<[Parameters<typeof isShown>[0], Answers, boolean]>([
    ['expires_on', {}, false],
    ['expires_on', { lifetime: '30' }, false],
    ['expires_on', { lifetime: 'date' }, true],
    ['repositories', {}, true],
    ['repositories', { repository_access: null }, true],
    ['repositories', { repository_access: 'all' }, false],
    ['repositories', { repository_access: 'none' }, false],
    ['permissions', {}, true],
    ['permissions', { preset: '' }, true],
    ['permissions', { preset: 'other' }, true],
    ['permissions', { preset: 'read_code' }, false],
    ['permissions', { preset: ['other'] }, false],
    ['purpose', { lifetime: '30' }, true],
  ])('%s, where the answers are %j: %j', (field, answers, shown) => {
    expect(isShown(field, answers)).toBe(shown);
  });

  it('is no answer any more once another choice hides it', () => {
    const answers = { purpose: 'x', lifetime: '7', expires_on: '2027-03-03', preset: 'push', permissions: ['a:read'] };
    expect(shownAnswers(answers)).toEqual({ purpose: 'x', lifetime: '7', preset: 'push' });
  });

  it('is missing where the page was sent without it, and not where it was sent empty', () => {
    const sent = ['lifetime', 'purpose'];
    expect(missingFields(1, { lifetime: 'date' }, sent)).toEqual(['expires_on']);
    expect(missingFields(1, { lifetime: 'date' }, [...sent, 'expires_on'])).toEqual([]);
    expect(missingFields(1, { lifetime: '30' }, sent)).toEqual([]);
    expect(missingFields(2, { preset: 'other', repository_access: 'subset' }, [])).toEqual([
      'permissions',
      'repositories',
    ]);
    expect(missingFields(2, { preset: 'push', repository_access: 'all' }, [])).toEqual([]);
  });
});

describe('a draft', () => {
  it.each<[Answers, boolean]>([
    [{}, false],
    [firstAnswers, false],
    [{ ...firstAnswers, lifetime: '30', organization: 'acme' }, false],
    [{ purpose: '', where_used: null, permissions: [] }, false],
    [{ purpose: 'x' }, true],
    [{ where_used: 'git' }, true],
    [{ permissions: ['a:read'] }, true],
    [{ ...firstAnswers, repository_access: 'all' }, true],
  ])('with %j is worth keeping: %j', (answers, begun) => {
    expect(isBegun(answers)).toBe(begun);
  });
});
