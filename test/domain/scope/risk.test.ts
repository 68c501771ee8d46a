import { describe, expect, it } from 'vitest';
import type { Lifetime, Permissions, RepositoryAccess } from '../../../src/domain/scope/agreement.ts';
import { permissionCatalogue, permissionsFromValues } from '../../../src/domain/scope/permission-catalogue.ts';
import { powerTable } from '../../../src/domain/scope/powers.ts';
import {
  dependsOnRole,
  type HolderRole,
  isOwnerBy,
  riskiestFirst,
  riskOf,
  roleInRisk,
} from '../../../src/domain/scope/risk.ts';
import { permissions, subset } from '../../support/sample-scopes.ts';

const month: Lifetime = { kind: 'days', days: 30 };
const all: RepositoryAccess = { selection: 'all' };

function of(...values: readonly string[]): Permissions {
  return permissionsFromValues(values).permissions;
}

function risk(
  values: readonly string[],
  access: RepositoryAccess = subset(1),
  holder: HolderRole = 'owner',
  lifetime = month,
) {
  return riskOf({ permissions: of(...values), access, lifetime }, holder);
}

function powersOf(...values: readonly string[]): readonly string[] {
  return risk(values).powers.map(({ power }) => power);
}

function order(some: Permissions): readonly string[] {
  return riskiestFirst(some).map(({ name, level }) => `${name}:${level}`);
}

describe('permissions', () => {
  it('come in the order of the table: taking over, changing, reading', () => {
    const chosen = ['contents:write', 'members:write', 'issues:write', 'actions:read', 'administration:write'];
    expect(order(of(...chosen, 'organization_administration:write', 'workflows:write', 'contents:read'))).toEqual([
      'organization_administration:write',
      'members:write',
      'administration:write',
      'workflows:write',
      'contents:write',
      'issues:write',
      'actions:read',
    ]);
  });

  it('of one row are in the order of their names', () => {
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

describe('the table of powers', () => {
  const values = new Set(permissionCatalogue.flatMap(({ name, levels }) => levels.map((level) => `${name}:${level}`)));

  it('names permissions that GitHub has', () => {
    expect(powerTable.flatMap(({ by }) => by.flat()).filter((value) => !values.has(value))).toEqual([]);
  });

  it('has each power once, and none that is less dangerous in all repositories', () => {
    const grades = ['low', 'elevated', 'high', 'critical'];
    expect(new Set(powerTable.map(({ power }) => power)).size).toBe(powerTable.length);
    for (const { power, grade, everywhere } of powerTable) {
      expect(grades.indexOf(everywhere), power).toBeGreaterThanOrEqual(grades.indexOf(grade));
    }
  });

  it('leaves no permission that changes an organization or a repository as low by forgetting it', () => {
    for (const value of [...values].filter((one) => !one.endsWith(':read'))) {
      const isTalk = ['issues:write', 'discussions:write', 'pull_requests:write', 'workflows:write'].includes(value);
      expect(risk([value]).grade === 'low', value).toBe(isTalk);
    }
  });

  it.each(powerTable.flatMap(({ power, by }) => by.map((needs) => [power, needs] as const)))(
    '%s comes by %s',
    (power, needs) => {
      expect(powersOf(...needs)[0]).toBe(power);
    },
  );
});

describe('what could be done with a token', () => {
  it.each([
    { by: ['workflows:write'], powers: ['read_other'], why: 'nothing can be pushed with it alone' },
    { by: ['workflows:write', 'contents:write'], powers: ['change_workflows', 'push_code'], why: 'together they can' },
    { by: ['pull_requests:write'], powers: ['review_pull_requests'], why: 'merging needs Contents: write' },
    { by: ['secrets:read'], powers: ['read_other'], why: 'only names of secrets can be read' },
    { by: ['organization_projects:write'], powers: ['change_other'], why: 'no row has it' },
    { by: ['organization_projects:admin'], powers: ['manage_projects'], why: 'administrators of a project are more' },
    { by: ['metadata:read'], powers: ['read_other'], why: 'the names of the repositories' },
  ])('$powers by $by: $why', ({ by, powers }) => {
    expect(powersOf(...by)).toEqual(powers);
  });

  it('is said whole, the most dangerous first', () => {
    expect(powersOf('contents:write', 'members:write', 'workflows:write', 'secrets:write', 'issues:read')).toEqual([
      'manage_members',
      'change_secrets',
      'change_workflows',
      'push_code',
    ]);
  });

  it('works in the organization or in its repositories', () => {
    expect(risk(['organization_hooks:write', 'contents:write']).powers).toEqual([
      { power: 'receive_organization_events', reach: 'organization', grade: 'high' },
      { power: 'push_code', reach: 'repositories', grade: 'elevated' },
    ]);
  });

  it('is next to nothing without permissions', () => {
    const none = (access: RepositoryAccess) => riskOf({ permissions: of(), access, lifetime: month }, 'owner');
    expect(none({ selection: 'none' })).toMatchObject({ grade: 'low', powers: [{ power: 'read_public_only' }] });
    expect(none(all)).toMatchObject({ grade: 'low', powers: [{ power: 'read_other' }] });
  });

  it('is reading where something private can be read, whatever the repositories', () => {
    const of = (...values: readonly string[]) => risk(values, { selection: 'none' }).powers.map(({ power }) => power);
    expect(of('members:read')).toEqual(['read_other']);
    expect(of('metadata:read')).toEqual(['read_public_only']);
  });

  it('is unknown where GitHub has a permission or a level that we do not', () => {
    const invented = permissions({ repository: { teleport: 'read' } });
    const level = permissions({ repository: { issues: 'constructor' } });
    const moved = permissions({ organization: { issues: 'write' } });
    for (const some of [invented, level, moved]) {
      const scope = { permissions: some, access: subset(1), lifetime: month };
      expect(riskOf(scope, 'owner')).toMatchObject({ grade: 'high', powers: [{ power: 'do_what_is_unknown' }] });
    }
  });

  it('of an account’s own permissions is no power over the organization', () => {
    for (const other of [{ gists: 'write' }, { contents: 'write' }]) {
      const scope = { permissions: permissions({ other }), access: subset(1), lifetime: month };
      expect(riskOf(scope, 'owner').powers).toEqual([
        { power: 'change_other', reach: 'repositories', grade: 'elevated' },
      ]);
    }
  });
});

describe('the grade', () => {
  it.each([
    ['low', ['contents:read']],
    ['low', ['contents:read', 'pull_requests:write', 'issues:write']],
    ['elevated', ['contents:write']],
    ['high', ['contents:write', 'workflows:write']],
    ['high', ['administration:write']],
    ['critical', ['organization_secrets:write']],
    ['critical', ['contents:read', 'organization_self_hosted_runners:write']],
  ] as const)('is %s for %s in one repository', (grade, values) => {
    expect(risk(values).grade).toBe(grade);
  });

  it.each([
    ['elevated', ['contents:read']],
    ['high', ['contents:write']],
    ['critical', ['administration:write']],
    ['low', ['actions:read']],
  ] as const)('is %s for %s in all repositories', (grade, values) => {
    expect(risk(values, all).grade).toBe(grade);
  });

  it.each([
    ['low', ['contents:read']],
    ['high', ['contents:write']],
    ['critical', ['secrets:write']],
    ['critical', ['members:write']],
  ] as const)('is %s for %s without an end', (grade, values) => {
    expect(risk(values, subset(1), 'owner', { kind: 'never' }).grade).toBe(grade);
  });
});

describe('a holder who owns nothing', () => {
  const asked = ['organization_administration:write', 'contents:write'];

  it('has no owner’s power, which sleeps in the token until they become one', () => {
    expect(risk(asked, subset(1), 'member')).toEqual({
      grade: 'elevated',
      powers: [{ power: 'push_code', reach: 'repositories', grade: 'elevated' }],
      dormant: [{ power: 'administer_organization', reach: 'organization', grade: 'critical' }],
    });
  });

  it('is not a harmless one with nothing but an owner’s power', () => {
    expect(risk(['members:write'], subset(1), 'member')).toMatchObject({
      grade: 'elevated',
      powers: [{ power: 'read_other' }],
    });
  });

  it.each(['owner', 'unknown'] as const)('is not what an %s is taken for', (holder) => {
    expect(risk(asked, subset(1), holder)).toMatchObject({ grade: 'critical', dormant: [] });
  });

  it('is asked for only where that makes a difference', () => {
    const depends = (...values: readonly string[]) => dependsOnRole({ permissions: of(...values), access: subset(1) });
    expect(depends('contents:write', 'administration:write')).toBe(false);
    expect(depends('contents:write', 'organization_hooks:write')).toBe(true);
  });
});

it.each([
  ['owner', true],
  ['member', false],
  ['unknown', null],
] as const)('whoever is %s to GitHub is an owner: %s', (role, isOwner) => {
  expect(isOwnerBy(role)).toBe(isOwner);
});

it('whoever is no member any more is shown as one, and nobody else as another than they are', () => {
  expect((['none', 'member', 'owner', 'unknown'] as const).map(roleInRisk)).toEqual([
    ...['member', 'member', 'owner', 'unknown'],
  ]);
});
