import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RepositoryAccess } from '../../src/domain/scope/agreement.ts';
import { permissionsFromValues } from '../../src/domain/scope/permission-catalogue.ts';
import { powerTable } from '../../src/domain/scope/powers.ts';
import { type HolderRole, riskOf } from '../../src/domain/scope/risk.ts';
import { english } from '../../src/wording/english.ts';
import { subset } from '../support/sample-scopes.ts';

function said(
  values: readonly string[],
  access: RepositoryAccess = subset(1),
  { role = 'owner', isForever = false }: { readonly role?: HolderRole; readonly isForever?: boolean } = {},
): string {
  const lifetime = isForever ? ({ kind: 'never' } as const) : ({ kind: 'days', days: 30 } as const);
  const scope = { permissions: permissionsFromValues(values).permissions, access, lifetime };
  return english.risk(riskOf(scope, role), access, isForever);
}

describe('what a token can do', () => {
  it.each([
    [['contents:read'], subset(1), 'This token can read the code in 1 repository.'],
    [
      ['contents:write', 'issues:write'],
      subset(1, 2),
      'This token can push and merge code and comment on issues in 2 repositories.',
    ],
    [['members:write'], subset(1), 'This token can decide who is a member or an owner.'],
    [
      ['secrets:write'],
      { selection: 'all' },
      'This token can replace secrets that workflows use in all repositories, including future ones.',
    ],
    [[], { selection: 'none' }, 'This token can read what is public anyway.'],
  ] as const)('%o', (values, access, words) => {
    expect(said(values, access)).toBe(words);
  });

  it('in the organization is not said to be in its repositories', () => {
    expect(said(['organization_secrets:write', 'contents:write'])).toBe(
      'This token can replace the organization’s secrets; it can also push and merge code in 1 repository.',
    );
  });

  it('is counted where it is more than three things', () => {
    expect(said(['members:write', 'administration:write', 'secrets:write', 'contents:write', 'actions:write'])).toMatch(
      /, and 2 more things\.$/,
    );
  });

  it('is said to have no end where it has none', () => {
    expect(said(['contents:read'], subset(1), { isForever: true })).toBe(
      'This token can read the code in 1 repository, with no expiry date.',
    );
  });

  it('through a holder who is not an owner is said apart', () => {
    expect(said(['members:write', 'contents:read'], subset(1), { role: 'member' })).toBe(
      'This token can read the code in 1 repository. Its holder is not an owner. If they become one, it can also decide who is a member or an owner.',
    );
  });

  it('is one thing in a list, after the grade', () => {
    const scope = {
      permissions: permissionsFromValues(['contents:write', 'workflows:write']).permissions,
      access: { selection: 'all' as const },
      lifetime: { kind: 'days' as const, days: 7 },
    };
    expect(english.worst(riskOf(scope, 'unknown'), scope.access)).toBe(
      'critical risk, can change what workflows do with their secrets in all repositories, including future ones',
    );
  });
});

describe('docs/risk.md', () => {
  const page = readFileSync(resolve(import.meta.dirname, '../../docs/risk.md'), 'utf8');

  it('has the very table by which tokens are graded', () => {
    const rows = powerTable.map(({ power, by, grade, everywhere, reach, isOwners }) => {
      const needs = by.map((all) => all.map((one) => `\`${one}\``).join(' with ')).join(', ');
      const elsewhere = reach === 'organization' ? (isOwners ? 'owners’ tokens only' : '–') : everywhere;
      return `| ${english.power(power)} | ${needs === '' ? '–' : needs} | ${grade} | ${elsewhere} |`;
    });
    expect(page.split('\n').filter((line) => /^\| (?!-|what)/.test(line))).toEqual(rows);
  });
});
