import { expect, it } from 'vitest';
import { isStillAccount, type Link, takenBy } from '../../../src/domain/people/link.ts';
import { bea, mona } from '../../support/sample-people.ts';
import { noon } from '../../support/sample-scopes.ts';

const link: Link = { ...mona, version: 1, linkedAt: noon, proof: 'oauth', by: null };
const corrected: Link = { ...link, githubId: bea.githubId };

it.each<
  readonly [where: string, Link | null, named: string | null, isUnconfirmed: boolean, is: 'yes' | 'no' | 'unknown']
>([
  ['they are linked to it', link, null, false, 'yes'],
  ['they are linked to it, whatever GitHub knows of another name', link, 'mona', true, 'yes'],
  ['they are linked to another', corrected, 'bea', false, 'no'],
  ['they are linked to none', null, null, false, 'no'],
  ['the policy names a login that nobody was asked about', null, 'mona-new', false, 'unknown'],
  ['the policy names a login that is nobody’s', null, 'mona-new', true, 'no'],
])('whoever decided as an account is it still, where %s', (_, known, named, isUnconfirmed, is) => {
  expect(isStillAccount(mona, known, named, isUnconfirmed)).toBe(is);
});

it('finds a login that another account has by now', () => {
  expect(takenBy(mona, { githubId: bea.githubId, login: mona.login })).toBe(bea.githubId);
  expect(takenBy(mona, { githubId: mona.githubId, login: 'mona' })).toBeNull();
  expect(takenBy(mona, null)).toBeNull();
});
