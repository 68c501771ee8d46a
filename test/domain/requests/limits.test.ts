import { describe, expect, it } from 'vitest';
import { type Limit, limitsOf, type Said } from '../../../src/domain/requests/limits.ts';

function limits(text: string, some: Partial<Said> = {}): readonly Limit[] {
  return limitsOf({ texts: [text], organization: 'acme', others: [], knownTokens: 0, ...some });
}
const found = (text: string, some: Partial<Said> = {}) => limits(text, some).map(({ limit, word }) => [limit, word]);

describe('what a fine-grained token can’t do is told by the words of whoever asks', () => {
  it.each<[string, Limit['limit'], string]>([
    ['Pull images from ghcr.io in the cluster', 'packages', 'ghcr.io'],
    ['docker push of the nightly image', 'packages', 'docker push'],
    ['Docker Login on the build host', 'packages', 'Docker Login'],
    ['npm publish to GitHub Packages', 'packages', 'npm publish'],
    ['publishes to GitHub Packages', 'packages', 'GitHub Packages'],
    ['registry=https://npm.pkg.github.com', 'packages', 'npm.pkg.github.com'],
    ['needs write:packages', 'packages', 'write:packages'],
    ['reports through the Checks API', 'checks', 'Checks API'],
    ['makes a check run for each commit', 'checks', 'check run'],
    ['POST /repos/acme/site/check-runs', 'checks', 'check-runs'],
    ['reads check suites', 'checks', 'check suites'],
    ['GET /enterprises/acme-inc/audit-log', 'enterprise', '/enterprises/'],
    ['exports the enterprise audit log', 'enterprise', 'enterprise audit log'],
    ['an enterprise-wide report', 'enterprise', 'enterprise-wide'],
    ['moves cards of https://github.com/users/mona/projects/3', 'own_projects', 'github.com/users/mona/projects'],
    ['updates my project board', 'own_projects', 'my project board'],
    ['syncs several organizations', 'several_organizations', 'several organizations'],
    ['for all of our orgs', 'several_organizations', 'all of our orgs'],
    ['works across organisations', 'several_organizations', 'across organisations'],
    ['mirrors another organization’s repositories', 'several_organizations', 'another organization’s'],
    ['mirrors https://github.com/other-org/tool.git', 'several_organizations', 'other-org'],
    ['clones git@github.com:other-org/tool', 'several_organizations', 'other-org'],
  ])('%s', (text, limit, word) => {
    expect(found(text)).toEqual([[limit, word]]);
  });

  it.each([
    'Nightly release job',
    'Tags and publishes the release every night',
    'package the app and upload it',
    'npm install and npm test',
    'checks that the build is green',
    'runs the checks of a pull request',
    'our GitHub Enterprise server',
    'enterprise customers read the docs',
    'organization-wide report',
    'clones https://github.com/acme/website and github.com/ACME/payments',
    'see https://github.com/settings/tokens and github.com/orgs/acme/teams',
    'uses github.com',
    'docker build',
    'updates the project board',
  ])('and nothing by: %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('in whichever field they stand, and each limit once', () => {
    const texts = ['docker push', 'ghcr.io and check runs', 'npm publish'];
    expect(limitsOf({ texts, organization: 'acme', others: [], knownTokens: 0 }).map(({ limit }) => limit)).toEqual([
      'packages',
      'checks',
    ]);
    expect(found('all our orgs, such as github.com/other/tool')).toEqual([['several_organizations', 'all our orgs']]);
  });

  it('by another organization of the policy, as a word of its own', () => {
    const others = ['acme-labs', 'umbrella'];
    expect(found('syncs Umbrella and acme', { others })).toEqual([['several_organizations', 'umbrella']]);
    expect(found('syncs acme-labs', { others })).toEqual([['several_organizations', 'acme-labs']]);
    expect(found('an umbrella-like tool for acme', { others })).toEqual([]);
  });

  it('with the page of GitHub’s that says so', () => {
    for (const { source } of limits('ghcr.io, check runs, enterprise audit log, my project board, both orgs', {
      knownTokens: 50,
    }))
      expect(source).toMatch(/^https:\/\/docs\.github\.com\/en\//);
  });
});

describe('the tokens that are known of whoever will hold it', () => {
  it.each<[number, readonly (number | null)[]]>([
    [0, []],
    [44, []],
    [45, [45]],
    [50, [50]],
    [51, [51]],
  ])('%i of them', (knownTokens, told) => {
    expect(limits('Nightly', { knownTokens }).map(({ count }) => count)).toEqual(told);
  });
});
