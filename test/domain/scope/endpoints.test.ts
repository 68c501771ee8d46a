import { describe, expect, it } from 'vitest';
import { type Endpoint, endpointsAt, nearestEndpoints, type Verb } from '../../../src/domain/scope/endpoints.ts';

const segments = (path: string): readonly string[] => path.split('/').slice(1);
const said = (endpoints: readonly Endpoint[]): readonly string[] =>
  endpoints.map(({ verb, path }) => `${verb} ${path}`.replace('/repos/{owner}/{repo}/', '…'));

describe('a path', () => {
  it.each([
    ['readme/docs/deep', ['GET …readme/{dir}']],
    ['releases/tags/v1/rc', ['GET …releases/tags/{tag}']],
    ['tarball/feature/x', ['GET …tarball/{ref}']],
    ['commits/feature/x/status', ['GET …commits/{ref}/status']],
    ['git/refs/heads/feature/x', ['PATCH …git/refs/{ref}', 'DELETE …git/refs/{ref}']],
    ['compare/main...feature/x', ['GET …compare/{basehead}']],
    ['branches/feature/x/rename', ['POST …branches/{branch}/rename']],
    ['contents/src/main.ts', ['GET …contents/{path}', 'PUT …contents/{path}', 'DELETE …contents/{path}']],
  ])('may have slashes in its last part or within: %s', (path, calls) => {
    expect(said(endpointsAt(segments(`/repos/acme/website/${path}`)))).toEqual(calls);
  });

  it('that two templates say equally much of is the one that has its words first', () => {
    expect(said(endpointsAt(segments('/repos/acme/website/releases/tags/assets')))).toEqual([
      'GET …releases/tags/{tag}',
    ]);
  });
});

describe('what is near to a call that is unknown', () => {
  it.each<[string, Verb | null, string, readonly string[]]>([
    [
      'has its word, mended',
      null,
      '/repos/acme/website/isues/1',
      ['GET …issues/events', 'GET …issues/comments', 'GET …issues/{issue_number}'],
    ],
    [
      'reads first where no verb is said',
      null,
      '/organizations/acme/settings/billing/budgets/x/y',
      [
        'GET /organizations/{org}/settings/billing/budgets/{budget_id}',
        'GET /organizations/{org}/settings/billing/budgets',
        'PATCH /organizations/{org}/settings/billing/budgets/{budget_id}',
      ],
    ],
    ['has its verb first', 'POST', '/repos/acme/website/isues', ['POST …issues', 'GET …issues', 'GET …issues/events']],
    [
      'begins as it does',
      null,
      '/orgs/acme/a/b/c/labels',
      [
        'GET /orgs/{org}/actions/runners/{runner_id}/labels',
        'POST /orgs/{org}/actions/runners/{runner_id}/labels',
        'PUT /orgs/{org}/actions/runners/{runner_id}/labels',
      ],
    ],
    [
      'is as long',
      null,
      '/repos/acme/website/x/y/z/teams',
      ['GET', 'POST', 'PUT'].map((verb) => `${verb} …branches/{branch}/protection/restrictions/teams`),
    ],
    [
      'has as many of its words as can be, before it is as long',
      'DELETE',
      '/repos/acme/website/issues/x/labels/y/z/w',
      [
        'DELETE …issues/{issue_number}/labels/{name}',
        'DELETE …issues/{issue_number}/labels',
        'GET …issues/{issue_number}/labels',
      ],
    ],
    [
      'has a word of GitHub’s, whatever it begins with',
      null,
      '/this/has/milestones',
      ['GET …milestones', 'POST …milestones', 'GET …milestones/{milestone_number}'],
    ],
    ['is nothing where only names are words of GitHub’s', null, '/repos/issues/pulls/zzzzzzzz', []],
    ['is nothing where only a placeholder is the same', 'DELETE', '/orgs/{org}/nowhere/{name}', []],
    ['is nothing where no word is near, and none is mended elsewhere', null, '/this/is/isues', []],
    ['is nothing without a path', null, '/', []],
  ])('%s', (_, verb, path, calls) => {
    expect(said(nearestEndpoints(verb, segments(path), 3))).toEqual(calls);
  });
});
