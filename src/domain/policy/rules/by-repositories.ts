// Which repositories it would reach. All of them, future ones included, are within no list of names, are private as well as public, and
// more than any number. What topics a repository has is a fact of GitHub's, and nobody knows those of all.
import { matchesGlob } from './glob.ts';
import { type Matching, matching, type When } from './rule.ts';
import type { Account } from './subject.ts';

export function byRepositories({ repositories: wanted }: When, account: Account): Matching {
  const { scope, repositories } = account;
  if (wanted === undefined) return 'yes';
  const { selection } = scope.access;
  const { access, only, any, visibility, atMost, atLeast } = wanted;
  const isAll = selection === 'all';
  const count = isAll ? Number.POSITIVE_INFINITY : repositories.length;
  const isOneOf = (globs: readonly string[]) => (one: { readonly name: string }) =>
    globs.some((glob) => matchesGlob(glob, one.name));
  const isMatch =
    (access === undefined || access.includes(selection)) &&
    (only === undefined || (!isAll && repositories.every(isOneOf(only)))) &&
    (any === undefined || isAll || repositories.some(isOneOf(any))) &&
    (visibility === undefined ||
      (visibility === 'public'
        ? !isAll && repositories.every(({ isPrivate }) => !isPrivate)
        : isAll || repositories.some(({ isPrivate }) => isPrivate))) &&
    (atMost === undefined || count <= atMost) &&
    (atLeast === undefined || count >= atLeast);
  return isMatch ? byTopics(wanted.topics, account) : 'no';
}

/** Of all repositories, future ones included, some have no such topic. */
function byTopics(topics: readonly string[] | undefined, { scope, repositories, facts }: Account): Matching {
  if (topics === undefined) return 'yes';
  if (scope.access.selection === 'all') return 'no';
  const found = repositories.map(({ id }): Matching => {
    const has = facts?.topics.get(id);
    return has === undefined ? 'unknown' : matching(has.some((one) => topics.includes(one)));
  });
  return found.includes('no') ? 'no' : found.includes('unknown') ? 'unknown' : 'yes';
}
