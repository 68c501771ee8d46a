import { describe, expect, it } from 'vitest';
import type { Permissions } from '../../../src/domain/scope/agreement.ts';
import { permissionsFromValues } from '../../../src/domain/scope/permission-catalogue.ts';
import { consequences, riskiestFirst } from '../../../src/domain/scope/risk.ts';
import { permissions, subset } from '../../support/sample-scopes.ts';

function of(...values: readonly string[]): Permissions {
  return permissionsFromValues(values).permissions;
}
function order(some: Permissions): readonly string[] {
  return riskiestFirst(some).map(({ name, level }) => `${name}:${level}`);
}

describe('permissions', () => {
  it('that take over the organization come before those that change code, those before reading', () => {
    const chosen = ['contents:write', 'members:write', 'issues:write', 'actions:read', 'administration:write'];
    expect(order(of(...chosen, 'organization_administration:write'))).toEqual([
      'organization_administration:write',
      'members:write',
      'administration:write',
      'contents:write',
      'issues:write',
      'actions:read',
    ]);
  });

  it.each([
    [
      'that write',
      [
        'organization_administration:write',
        'members:write',
        'organization_custom_org_roles:write',
        'organization_custom_roles:write',
        'organization_secrets:write',
        'organization_projects:admin',
        'organization_self_hosted_runners:write',
        'organization_hooks:write',
        'administration:write',
        'secrets:write',
        'workflows:write',
        'environments:write',
        'contents:write',
        'actions:write',
        'repository_hooks:write',
        'deployments:write',
        'pages:write',
        'pull_requests:write',
        'secret_scanning_alerts:write',
        'security_events:write',
        'issues:write',
      ],
    ],
    [
      'that read',
      ['security_events:write', 'secret_scanning_alerts:read', 'issues:write', 'contents:read', 'actions:read'],
    ],
  ])('%s each have their place, from taking over to looking on', (_, riskiest) => {
    expect(order(of(...riskiest.toSorted()))).toEqual(riskiest);
  });

  it('of one risk are in the order of their names', () => {
    expect(order(of('issues:read', 'discussions:read', 'pages:read', 'actions:read'))).toEqual([
      'actions:read',
      'discussions:read',
      'issues:read',
      'pages:read',
    ]);
  });

  it('at a level that nobody knows come near the top', () => {
    const some = permissions({ repository: { contents: 'write', issues: 'constructor' } });
    expect(order(some)).toEqual(['issues:constructor', 'contents:write']);
  });

  it('are all there, each with its group', () => {
    const some = permissions({
      repository: { issues: 'read' },
      organization: { members: 'read' },
      other: { gists: 'write' },
    });
    expect(riskiestFirst(some)).toHaveLength(3);
    expect(riskiestFirst(some)[0]).toEqual({ group: 'other', name: 'gists', level: 'write' });
  });
});

describe('what could be done with a token', () => {
  const access = subset(1);
  it.each([
    ['push_code', 'contents:write'],
    ['read_code', 'contents:read'],
    ['change_workflows', 'workflows:write'],
    ['change_secrets', 'secrets:write'],
    ['change_secrets', 'dependabot_secrets:write'],
    ['change_secrets', 'codespaces_secrets:write'],
    ['change_secrets', 'environments:write'],
    ['manage_members', 'members:write'],
    ['administer_repositories', 'administration:write'],
    ['administer_organization', 'organization_administration:write'],
    ['administer_organization', 'organization_custom_roles:write'],
    ['administer_organization', 'organization_custom_org_roles:write'],
    ['change_organization_secrets', 'organization_secrets:write'],
    ['change_organization_secrets', 'organization_dependabot_secrets:write'],
    ['change_organization_secrets', 'organization_codespaces_secrets:write'],
    ['run_code_on_runners', 'organization_self_hosted_runners:write'],
    ['run_workflows', 'actions:write'],
    ['run_workflows', 'deployments:write'],
    ['receive_events', 'repository_hooks:write'],
    ['receive_events', 'organization_hooks:write'],
    ['merge_pull_requests', 'pull_requests:write'],
    ['read_leaked_secrets', 'secret_scanning_alerts:read'],
    ['read_leaked_secrets', 'secret_scanning_alerts:write'],
    ['change_other', 'issues:write'],
    ['change_other', 'organization_projects:admin'],
    ['read_other', 'issues:read'],
    ['read_other', 'members:read'],
  ])('%s, by %s', (code, value) => {
    expect(consequences({ permissions: of(value), access })).toEqual([code]);
  });

  it('is changing things where only one of many permissions lets it', () => {
    const some = of('issues:write', 'discussions:read', 'pages:read');
    expect(consequences({ permissions: some, access })).toEqual(['change_other']);
  });

  it('is said in three things at most, the most serious first', () => {
    const chosen = of('contents:write', 'members:write', 'workflows:write', 'secrets:write', 'contents:read');
    expect(consequences({ permissions: chosen, access })).toEqual([
      'manage_members',
      'change_secrets',
      'change_workflows',
    ]);
  });

  it('is reading where only secrets’ names can be read', () => {
    expect(consequences({ permissions: of('secrets:read'), access })).toEqual(['read_other']);
  });

  it('is next to nothing for a token without permissions or repositories', () => {
    expect(consequences({ permissions: of(), access: { selection: 'none' } })).toEqual(['read_public_only']);
    expect(consequences({ permissions: of(), access: { selection: 'all' } })).toEqual(['read_other']);
    expect(consequences({ permissions: of('members:read'), access: { selection: 'none' } })).toEqual(['read_other']);
  });

  it('is next to nothing where there is only the metadata that GitHub adds', () => {
    const permissions = of('metadata:read');
    expect(consequences({ permissions, access: { selection: 'none' } })).toEqual(['read_public_only']);
    expect(consequences({ permissions: { ...permissions, organization: { members: 'read' } }, access })).toEqual([
      'read_other',
    ]);
  });
});
