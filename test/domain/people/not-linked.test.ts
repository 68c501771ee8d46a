import { expect, it } from 'vitest';
import type { GithubUserId, SlackUserId } from '../../../src/domain/ids.ts';
import { helpersAmong, needsHelpers, waysToLink } from '../../../src/domain/people/not-linked.ts';
import { bea, mona, otto } from '../../support/sample-people.ts';

it('offers to sign in where that can be, and else that owners confirm who somebody is', () => {
  expect(waysToLink(true)).toEqual(['sign_in']);
  expect(needsHelpers(waysToLink(true))).toBe(false);
  expect(waysToLink(false)).toEqual(['vouching']);
  expect(needsHelpers(waysToLink(false))).toBe(true);
});

it('names owners who are known here, three at the most', () => {
  const renamed = { ...bea, login: 'bea-before' };
  expect(helpersAmong([mona, renamed, otto], [otto, bea])).toEqual([bea.slackId, otto.slackId]);
  expect(helpersAmong([mona], [])).toEqual([]);
  const many = [1, 2, 3, 4].map((id) => ({ ...bea, githubId: id as GithubUserId, slackId: `U0${id}` as SlackUserId }));
  expect(helpersAmong(many, many)).toEqual(['U01', 'U02', 'U03']);
});
