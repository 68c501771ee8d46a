import { describe, expect, it } from 'vitest';
import { refuse } from '../../../src/domain/refusal.ts';
import type { Answers } from '../../../src/domain/requests/form-fields.ts';
import {
  arePrivateAmong,
  askedByName,
  isNamedFreely,
  namedFreely,
  seenByBoth,
  seenOfAsked,
} from '../../../src/domain/requests/seen-for-offer.ts';
import type { Repository, RepositoryAccess } from '../../../src/domain/scope/agreement.ts';
import { pendingRequest } from '../../support/sample-requests.ts';
import { repository } from '../../support/sample-scopes.ts';

const open = (id: number): Repository => ({ ...repository(id), isPrivate: false });
const closed = (id: number): Repository => ({ ...repository(id), isPrivate: true });
const subset = (...repositories: readonly Repository[]): RepositoryAccess => ({ selection: 'subset', repositories });
const asks = (access: RepositoryAccess) => {
  const request = pendingRequest(7);
  return { ...request, scope: { ...request.scope, access } };
};

it('what was asked for by name is what a request lists', () => {
  expect(askedByName({ access: subset(open(1), closed(2)) })).toEqual([open(1), closed(2)]);
  expect(askedByName({ access: { selection: 'all' } })).toEqual([]);
  expect(askedByName({ access: { selection: 'none' } })).toEqual([]);
});

it('who looks makes a difference where one of them is private', () => {
  expect(arePrivateAmong([open(1), closed(2)])).toBe(true);
  expect(arePrivateAmong([open(1), open(2)])).toBe(false);
  expect(arePrivateAmong([])).toBe(false);
});

describe('what a reviewer sees of what was asked for', () => {
  const both = subset(open(1), closed(2));
  const unseen = refuse({ why: 'offer_unseen', number: pendingRequest(7).number });

  it.each<[string, RepositoryAccess, ReadonlySet<number> | 'all', readonly number[]]>([
    ['is all, where GitHub lets them read all', both, 'all', [1, 2]],
    [
      'is what is public, and what of the private ones GitHub lets them read',
      subset(open(1), closed(2), closed(3)),
      new Set([3]),
      [1, 3],
    ],
    ['is what is public, where they may read no private one', both, new Set(), [1]],
    ['is nothing, where nothing was asked for by name', { selection: 'all' }, new Set(), []],
  ])('%s', (_, access, readable, ids) => {
    expect(seenOfAsked(asks(access), 'acme', readable)).toEqual(new Set(ids));
  });

  it('is too little to offer anything, where they see none of it', () => {
    expect(seenOfAsked(asks(subset(closed(2))), 'acme', new Set([1]))).toEqual(unseen);
  });

  it('is not known while GitHub does not say, even of what is public', () => {
    const unknown = refuse({ why: 'reviewer_not_checked', organization: 'acme' });
    expect(seenOfAsked(asks(both), 'acme', null)).toEqual(unknown);
  });
});

describe('a reviewer names some of all', () => {
  it('of a pending request for all', () => {
    expect(isNamedFreely(asks({ selection: 'all' }))).toBe(true);
    expect(isNamedFreely({ ...asks({ selection: 'all' }), status: 'approved' })).toBe(false);
    expect(isNamedFreely(asks(subset(open(1))))).toBe(false);
  });

  it.each<[string, readonly Repository[] | null, Answers, readonly string[]]>([
    ['which are looked up', null, { repository_access: 'subset', repositories: ['a', 'b'] }, ['a', 'b']],
    ['not of what was listed', [open(1)], { repository_access: 'subset', repositories: ['a'] }, []],
    ['not where all stay', null, { repository_access: 'all', repositories: ['a'] }, []],
    ['not where they left the field empty', null, { repository_access: 'subset', repositories: null }, []],
  ])('%s', (_, repositories, answers, names) => {
    expect(namedFreely({ repositories }, answers)).toEqual(names);
  });

  it('and only those count that both see', () => {
    const own = new Map([
      ['a', closed(1)],
      ['b', closed(2)],
    ] as const);
    const theirs = new Map([
      ['b', closed(2)],
      ['c', closed(3)],
    ] as const);
    expect([...seenByBoth(own, theirs)]).toEqual([['b', closed(2)]]);
  });
});
