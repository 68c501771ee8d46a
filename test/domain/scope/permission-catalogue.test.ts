import { describe, expect, it } from 'vitest';
import {
  findPermission,
  parsePermissionValue,
  permissionCatalogue,
  permissionLabel,
  permissionsFromValues,
  searchPermissions,
} from '../../../src/domain/scope/permission-catalogue.ts';

describe('the catalogue', () => {
  it('has the 32 permissions of repositories and the 36 of organizations', () => {
    const count = (wanted: string): number => permissionCatalogue.filter(({ group }) => group === wanted).length;
    expect([count('repository'), count('organization'), permissionCatalogue.length]).toEqual([32, 36, 68]);
  });

  it('never uses a name or a label twice', () => {
    expect(new Set(permissionCatalogue.map(({ name }) => name)).size).toBe(68);
    expect(new Set(permissionCatalogue.map(({ label }) => label.toLowerCase())).size).toBe(68);
  });

  it('says of every organization permission that it is one', () => {
    const labels = permissionCatalogue.filter(({ group }) => group === 'organization').map(({ label }) => label);
    expect(labels.filter((label) => !label.startsWith('Organization '))).toEqual([]);
  });

  it.each([
    ['repository', 'contents', 'Contents'],
    ['repository', 'security_events', 'Code scanning alerts'],
    ['repository', 'secrets', 'Secrets'],
    ['organization', 'organization_secrets', 'Organization secrets'],
    ['organization', 'organization_codespaces', 'Organization Codespaces'],
    ['organization', 'organization_api_insights', 'Organization API insights'],
    ['organization', 'organization_copilot_seat_management', 'Organization GitHub Copilot Business'],
    ['organization', 'members', 'Organization members'],
    ['repository', 'members', 'members'],
    ['organization', 'contents', 'contents'],
    ['other', 'contents', 'contents'],
    ['other', 'gists', 'gists'],
    ['repository', 'constructor', 'constructor'],
  ] as const)('calls %s %s "%s"', (group, name, label) => {
    expect(permissionLabel(group, name)).toBe(label);
  });

  it('finds a permission by GitHub’s name, whatever group it is in', () => {
    expect(findPermission('organization_projects')).toEqual({
      group: 'organization',
      name: 'organization_projects',
      label: 'Organization projects',
      levels: ['read', 'write', 'admin'],
      prefillParam: 'organization_projects',
    });
  });

  it('does not know account permissions', () => {
    expect(findPermission('gists')).toBeUndefined();
  });
});

describe('the type-ahead', () => {
  const values = (typed: string): readonly string[] => {
    const { repository, organization } = searchPermissions(typed);
    return [...repository, ...organization].map(({ value }) => value);
  };

  it.each(['contents:write', 'contents write', 'Contents: write', 'CONT wri', 'write contents'])(
    'finds contents:write by %j',
    (typed) => {
      expect(values(typed)[0]).toBe('contents:write');
    },
  );

  it('shows what begins with the word before what only has it', () => {
    const { repository } = searchPermissions('secret');
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
    expect(searchPermissions(typed)).toEqual(searchPermissions('secret'));
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
    [
      'in GitHub’s name, before a word inside others',
      'security rea',
      ['security_events:read', 'repository_advisories:read'],
    ],
  ])('finds a permission by its first word %s', (_, typed, found) => {
    expect(values(typed)).toEqual(found);
  });

  it('finds a permission by the name in people’s words and by GitHub’s', () => {
    expect(values('code scanning read')).toContain('security_events:read');
    expect(values('security_events')).toContain('security_events:write');
  });

  it('keeps the groups apart', () => {
    const { repository, organization } = searchPermissions('webhooks write');
    expect(repository.map(({ value }) => value)).toEqual(['repository_hooks:write']);
    expect(organization.map(({ value }) => value)).toEqual(['organization_hooks:write']);
  });

  it('offers at most 100, all of the repositories among them', () => {
    const { repository, organization } = searchPermissions('');
    const offered = permissionCatalogue
      .filter(({ group, name }) => group === 'repository' && name !== 'metadata')
      .flatMap(({ name, levels }) => levels.map((level) => `${name}:${level}`));
    expect(repository.map(({ value }) => value).sort()).toEqual(offered.sort());
    expect(repository.length + organization.length).toBe(100);
  });

  it('offers them in the order of their names where nothing was typed', () => {
    for (const options of Object.values(searchPermissions(''))) {
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

describe('an option’s value', () => {
  it('is read with its group', () => {
    expect(parsePermissionValue('members:write')).toEqual({ group: 'organization', name: 'members', level: 'write' });
  });

  it.each([
    'contents',
    'contents:',
    'contents:admin',
    'contents:write:x',
    'gists:write',
    ':read',
    '',
    '__proto__:read',
  ])('%j is none', (value) => {
    expect(parsePermissionValue(value)).toBeNull();
  });

  it('counts with its higher level where a permission was chosen twice', () => {
    const chosen = ['contents:write', 'contents:read', 'organization_projects:write', 'organization_projects:admin'];
    expect(permissionsFromValues(chosen)).toEqual({
      permissions: { repository: { contents: 'write' }, organization: { organization_projects: 'admin' }, other: {} },
      unknown: [],
    });
  });

  it('counts with its higher level whichever was chosen first', () => {
    const orders = [
      ['organization_projects:read', 'organization_projects:write', 'organization_projects:admin'],
      ['organization_projects:admin', 'organization_projects:write', 'organization_projects:read'],
      ['organization_projects:write', 'organization_projects:admin', 'organization_projects:read'],
    ];
    for (const chosen of orders) {
      expect(permissionsFromValues(chosen).permissions.organization).toEqual({ organization_projects: 'admin' });
    }
    expect(permissionsFromValues(['contents:read', 'contents:write']).permissions.repository).toEqual({
      contents: 'write',
    });
  });

  it('that was never offered is named', () => {
    expect(permissionsFromValues(['contents:read', 'root:write']).unknown).toEqual(['root:write']);
  });
});
