// Which repositories it would reach. All of them, future ones included, are within no list of names, are private as well as public, and
// more than any number.
import { matcherOf } from './glob.ts';
import { type Matching, matching, type When } from './rule.ts';
import type { Account } from './subject.ts';

export function byRepositories({ repositories: wanted }: When, { scope, repositories }: Account): Matching {
  if (wanted === undefined) return 'yes';
  const { selection } = scope.access;
  const { access, only, any, visibility, atMost, atLeast } = wanted;
  const isAll = selection === 'all';
  const count = isAll ? Number.POSITIVE_INFINITY : repositories.length;
  const isOneOf = (globs: readonly string[]) => {
    const matches = matcherOf(globs);
    return ({ name }: { readonly name: string }): boolean => matches(name);
  };
  return matching(
    (access === undefined || access.includes(selection)) &&
      (only === undefined || (!isAll && repositories.every(isOneOf(only)))) &&
      (any === undefined || isAll || repositories.some(isOneOf(any))) &&
      (visibility === undefined ||
        (visibility === 'public'
          ? !isAll && repositories.every(({ isPrivate }) => !isPrivate)
          : isAll || repositories.some(({ isPrivate }) => isPrivate))) &&
      (atMost === undefined || count <= atMost) &&
      (atLeast === undefined || count >= atLeast),
  );
}
