import { describe, expect, it } from 'vitest';
import { everydayWords } from '../../../src/domain/scope/everyday-words.ts';
import { parsePermissionValue, permissionCatalogue } from '../../../src/domain/scope/permission-catalogue.ts';
import { searchPermissions, suggestPermissions } from '../../../src/domain/scope/search-permissions.ts';

describe('the type-ahead', () => {
  const values = (typed: string): readonly string[] => {
    const { repository, organization } = suggestPermissions(typed);
    return [...repository, ...organization].map(({ value }) => value);
  };

  it.each(['contents:write', 'contents write', 'Contents: write', 'CONT wri', 'write contents'])(
    'finds contents:write by %j',
    (typed) => {
      expect(values(typed)[0]).toBe('contents:write');
    },
  );

  it('shows what begins with the word before what only has it', () => {
    const { repository } = suggestPermissions('secret');
    expect(repository.map(({ label }) => label)).toEqual([
      'Secret scanning alerts',
      'Secret scanning alerts',
      'Secrets',
      'Secrets',
      'Agent secrets',
      'Agent secrets',
      'Codespaces secrets',
      'Dependabot secrets',
      'Dependabot secrets',
    ]);
  });

  it.each([' secret', 'secret ', '- secret', 'Secret:'])('makes nothing of the space and signs in %j', (typed) => {
    expect(suggestPermissions(typed)).toEqual(suggestPermissions('secret'));
  });

  it.each([
    ['in people’s words', 'web wri', ['repository_hooks:write', 'organization_hooks:write']],
    ['in GitHub’s name', 'vuln', ['vulnerability_alerts:read', 'vulnerability_alerts:write']],
    [
      'in people’s words, before a word inside others',
      'variables rea',
      [
        'actions_variables:read',
        'agent_variables:read',
        'organization_agent_variables:read',
        'organization_actions_variables:read',
      ],
    ],
    ['in two words that mean one thing, among others', 'read branch protection', ['administration:read']],
    ['in several of what people name it by', 'artifacts', ['actions:read']],
    [
      'in GitHub’s name, before a word inside others',
      'security rea',
      ['security_events:read', 'repository_advisories:read'],
    ],
  ])('finds a permission by its first words %s', (_, typed, found) => {
    expect(values(typed)).toEqual(found);
  });

  it('takes a word that is half typed for no mistake', () => {
    expect(values('issu')).toEqual(expect.arrayContaining(['issues:read', 'issue_fields:read', 'issue_types:write']));
  });

  it('finds a permission by the name in people’s words and by GitHub’s', () => {
    expect(values('code scanning read')).toContain('security_events:read');
    expect(values('security_events')).toContain('security_events:write');
  });

  it('keeps the groups apart', () => {
    const { repository, organization } = suggestPermissions('webhooks write');
    expect(repository.map(({ value }) => value)).toEqual(['repository_hooks:write']);
    expect(organization.map(({ value }) => value)).toEqual(['organization_hooks:write']);
  });

  it('offers at most 100, all of the repositories among them', () => {
    const { repository, organization } = suggestPermissions('');
    const offered = permissionCatalogue
      .filter(({ group, name }) => group === 'repository' && name !== 'metadata')
      .flatMap(({ name, levels }) => levels.map((level) => `${name}:${level}`));
    expect(repository.map(({ value }) => value).sort()).toEqual(offered.sort());
    expect(repository.length + organization.length).toBe(100);
  });

  it('offers them in the order of their names where nothing was typed', () => {
    for (const options of Object.values(suggestPermissions(''))) {
      const labels = options.map(({ label }) => label);
      expect(labels).toEqual(labels.toSorted((one, other) => one.localeCompare(other, 'en')));
    }
  });

  it('leaves out metadata, which GitHub adds by itself', () => {
    expect(values('metadata').filter((value) => value.startsWith('metadata'))).toEqual([]);
  });

  it('finds nothing for what nothing is called', () => {
    expect(values('zzz')).toEqual([]);
  });
});

describe('a search', () => {
  const found = (query: string): readonly string[] =>
    searchPermissions(query).map(({ permission, level }) => `${permission.name}:${level}`);

  it.each([
    ['comment', 'issues:write', 'pull_requests:write'],
    ['code', 'contents:read', 'contents:write'],
    ['PR', 'pull_requests:read', 'pull_requests:write'],
    ['pull requests', 'pull_requests:read', 'pull_requests:write'],
    ['release', 'contents:read', 'contents:write'],
    ['label', 'issues:write', 'pull_requests:write'],
    ['merge', 'contents:write', 'pull_requests:write'],
    ['clone', 'contents:read', 'contents:write'],
    ['webhook', 'repository_hooks:read', 'repository_hooks:write'],
    ['runner', 'organization_self_hosted_runners:read', 'organization_self_hosted_runners:write'],
    ['workflow', 'actions:read', 'actions:write'],
    ['team members', 'members:read', 'members:write'],
    ['branch protection', 'administration:read', 'administration:write'],
    ['comit', 'contents:read', 'contents:write'],
    ['Deployment', 'deployments:read', 'deployments:write'],
  ])('for %j begins with %s and %s', (query, first, second) => {
    expect(found(query).slice(0, 2)).toEqual([first, second]);
  });

  it.each([
    ['push', ['contents:write']],
    ['create a release', ['contents:write']],
    ['gh pr merge', ['contents:write', 'pull_requests:write']],
    ['delete a repository', ['administration:write']],
    ['trigger a workflow', ['actions:write']],
    ['POST /repos/acme/website/issues', ['issues:write']],
    ['issues=write; pull_requests=write', ['issues:write', 'pull_requests:write']],
    ['git clone https://github.com/acme/website.git', ['contents:read']],
    ['GET /repos/{owner}/{repo}', []],
    ['POST /gists', []],
    ['packages', []],
    ['PR', ['pull_requests:read', 'pull_requests:write']],
    ['PRs', ['pull_requests:read', 'pull_requests:write']],
    ['clones', ['contents:read', 'contents:write']],
    ['pa', ['pages:read', 'pages:write']],
    ['bran', ['contents:read', 'contents:write']],
    ['bui', []],
    ['token', []],
    ['gti', []],
    ['frok', ['administration:write']],
    ['code, ', found('code')],
    ['code and ', found('code')],
    ['code is', found('code')],
    ['/repos/acme/website/isues', ['issues:read', 'issues:write']],
    [`${'zzz '.repeat(11)}push`, ['contents:write']],
    [`${'zzz '.repeat(12)}push`, []],
    [`${'zzz,'.repeat(74)}push`, ['contents:write']],
    [`${'zzz,'.repeat(75)}push`, []],
  ])('for %j has %j', (query, values) => {
    expect(found(query)).toEqual(values);
  });

  it.each(['list', 'get', 'view', 'see', 'show', 'download'])('takes “%s” for reading', (word) => {
    expect(found(`${word} issues`)).toEqual(['issues:read']);
  });

  it.each(['pull request', 'pull  requests', 'pull_requests', 'pull-request'])('takes %j for one thing', (words) => {
    expect(found(`merge ${words}`)).toEqual(['contents:write', 'pull_requests:write']);
  });

  it.each([
    ['artif', 'actions:read'],
    ['run', 'organization_self_hosted_runners:read'],
  ])('for %j has %s', (query, value) => {
    expect(found(query)).toContain(value);
  });

  it('takes two wishes in turn', () => {
    expect(found('read code and comment on pull requests').slice(0, 2)).toEqual([
      'contents:read',
      'pull_requests:write',
    ]);
  });

  it('finds what it can where a word is unknown', () => {
    expect(found('comment on website')).toEqual(['issues:write', 'pull_requests:write']);
  });

  it('never offers a permission twice', () => {
    for (const query of ['', 'code', 'read code and push code', 'GET /repos/a/b/issues/1/comments']) {
      expect(new Set(found(query)).size).toBe(found(query).length);
    }
  });

  it('knows common words only by permissions that can be asked for', () => {
    const unknown = [...everydayWords].flatMap(([word, values]) =>
      values.filter((value) => parsePermissionValue(value) === null).map((value) => `${word}: ${value}`),
    );
    expect(unknown).toEqual([]);
  });
});
