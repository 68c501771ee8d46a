import { describe, expect, it } from 'vitest';
import {
  accountPermissionLabel,
  findPermission,
  parsePermissionValue,
  permissionCatalogue,
  permissionLabel,
  permissionsFromValues,
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

describe('a permission of the holder’s own account', () => {
  it.each([
    ['gists', 'Gists'],
    ['blocking', 'Block another user'],
  ])('%s is called %s, and can’t be asked for', (name, label) => {
    expect(accountPermissionLabel(name)).toBe(label);
    expect(findPermission(name)).toBeUndefined();
  });

  it.each(['contents', 'members', 'nothing', ''])('is not %j', (name) => {
    expect(accountPermissionLabel(name)).toBeNull();
  });
});
