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
    ['docker pull on the build host', 'packages', 'docker pull'],
    ['Docker Login on the build host', 'packages', 'docker login'],
    ['npm publish from the build', 'packages', 'npm publish'],
    ['publishes to GitHub Packages', 'packages', 'github package'],
    ['reads one GitHub package', 'packages', 'github package'],
    ['the GitHub Container Registry', 'packages', 'github container registry'],
    ['registry=https://npm.pkg.github.com', 'packages', 'pkg.github.com'],
    ['needs read:packages', 'packages', 'read:package'],
    ['needs write:packages', 'packages', 'write:package'],
    ['needs delete:packages', 'packages', 'delete:package'],
    ['reports through the Checks API', 'checks', 'checks api'],
    ['makes a check run for each commit', 'checks', 'check run'],
    ['POST /repos/acme/site/check-runs', 'checks', 'check run'],
    ['reads check suites', 'checks', 'check suite'],
    ['GET /enterprises/acme-inc/audit-log', 'enterprise', 'enterprises/'],
    ['for the enterprise account', 'enterprise', 'enterprise account'],
    ['an enterprise-wide report', 'enterprise', 'enterprise wide'],
    ['lists enterprise owners', 'enterprise', 'enterprise owner'],
    ['exports the enterprise audit log', 'enterprise', 'enterprise audit log'],
    ['reads enterprise billing', 'enterprise', 'enterprise billing'],
    ['changes enterprise settings', 'enterprise', 'enterprise setting'],
    ['registers enterprise runners', 'enterprise', 'enterprise runner'],
    ['counts enterprise members', 'enterprise', 'enterprise member'],
    ['calls the enterprise API', 'enterprise', 'enterprise api'],
    ['moves cards of https://github.com/users/mona/projects/3', 'own_projects', 'github.com/users/'],
    ['updates my project board', 'own_projects', 'my project board'],
    ['updates a personal project board', 'own_projects', 'personal project board'],
    ['syncs several organizations', 'several_organizations', 'several organization'],
    ['syncs multiple orgs', 'several_organizations', 'multiple org'],
    ['syncs both organisations', 'several_organizations', 'both organisation'],
    ['for all our orgs', 'several_organizations', 'all our org'],
    ['works across organisations', 'several_organizations', 'across organisation'],
    ['reads the other org', 'several_organizations', 'other org'],
    ['mirrors another organization’s repositories', 'several_organizations', 'another organization'],
    ['mirrors https://github.com/umbrella-inc/tool.git', 'several_organizations', 'umbrella-inc'],
    ['clones git@github.com:Other_Org/tool', 'several_organizations', 'Other_Org'],
    ['mirrors https://octo.ghe.com/umbrella/tool', 'several_organizations', 'umbrella'],
    ['clones ssh://git@github.acme.example/umbrella/tool.git', 'several_organizations', 'umbrella'],
    ['see ghe.acme.example/umbrella/tool and github.acme.example/acme/tool', 'several_organizations', 'umbrella'],
  ])('%s', (text, limit, word) => {
    expect(found(text)).toEqual([[limit, word]]);
  });

  it.each([
    'Nightly release job',
    'Tags and publishes the release every night',
    'package the app and upload it',
    'npm install and npm test',
    'my npm publisher',
    'checks that the build is green',
    'runs the checks of a pull request',
    'recheck runners',
    'our GitHub Enterprise server',
    'enterprise customers read the docs',
    'organization-wide report',
    'ghcr-io is no registry, and ghcrXio is none',
    'clones https://github.com/acme/website and github.com/ACME/payments',
    ...[
      'apps',
      'enterprises',
      'features',
      'marketplace',
      'orgs',
      'settings',
      'topics',
      'api',
      'gist',
      'raw',
      'stafftools',
      'uploads',
    ].map((path) => `see https://github.com/${path}`),
    ...['api', 'gist', 'raw', 'stafftools', 'uploads'].map((path) => `see https://github.com/${path}/acme/x`),
    'see https://github.com/orgs/acme/teams, github.com/apps/x/y, github.com/features/x/y, github.com/topics/x/y',
    'see github.com/settings/tokens/new, github.com/marketplace/actions/x and github.com/Settings/tokens/',
    'uses github.com',
    'calls https://api.github.com/repos/acme/website and reads https://docs.github.com/en/rest',
    'calls https://github.acme.example/api/v3/repos/acme/website',
    'follows https://github.blog/changelog/2026/',
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
    // An enterprise is nobody's account.
    expect(found('see github.com/enterprises/acme-inc/settings')).toEqual([['enterprise', 'enterprises/']]);
    expect(found('npm publish of github.com/umbrella/tool')).toEqual([
      ['packages', 'npm publish'],
      ['several_organizations', 'umbrella'],
    ]);
    expect(found('all our orgs, such as github.com/other/tool')).toEqual([['several_organizations', 'all our org']]);
  });

  it('by another organization of the policy, as a word of its own', () => {
    const others = ['acme-labs', 'umbrella'];
    expect(found('syncs Umbrella and acme', { others })).toEqual([['several_organizations', 'umbrella']]);
    expect(found('syncs acme-labs', { others })).toEqual([['several_organizations', 'acme-labs']]);
    expect(found('an umbrella-like tool, umbrella_x, for acme', { others })).toEqual([]);
  });

  it('with the page of GitHub’s that says so', () => {
    const tokens =
      'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens';
    const gaps = `${tokens}#fine-grained-personal-access-tokens-limitations`;
    const sources = limits('ghcr.io, check runs, enterprise audit log, my project board, both orgs', {
      knownTokens: 50,
    }).map(({ limit, source }) => [limit, source]);
    expect(sources).toEqual([
      [
        'packages',
        'https://docs.github.com/en/packages/learn-github-packages/introduction-to-github-packages#authenticating-to-github-packages',
      ],
      ['checks', 'https://docs.github.com/en/rest/guides/using-the-rest-api-to-interact-with-checks'],
      [
        'enterprise',
        'https://docs.github.com/en/enterprise-cloud@latest/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens#personal-access-tokens-classic',
      ],
      ['own_projects', gaps],
      ['several_organizations', gaps],
      ['many_tokens', `${tokens}#creating-a-fine-grained-personal-access-token`],
    ]);
    expect(limits('github.com/other/tool').map(({ source }) => source)).toEqual([gaps]);
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
