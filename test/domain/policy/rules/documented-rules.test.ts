import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../../src/config/policy-file.ts';
import type { RepositoryId } from '../../../../src/domain/ids.ts';
import { admit } from '../../../../src/domain/policy/admit.ts';
import { askedWhole } from '../../../../src/domain/requests/asked-whole.ts';
import type { TokenRequest } from '../../../../src/domain/requests/token-request.ts';
import type { RepositoryAccess, RequestedScope } from '../../../../src/domain/scope/agreement.ts';
import { forAcmeCi, pendingRequest } from '../../../support/sample-requests.ts';
import { permissions } from '../../../support/sample-scopes.ts';

const document = readFileSync('docs/policy.md', 'utf8');
const chapter = document.slice(document.indexOf('Ten that work:'));
const read = parsePolicy(/```yaml\n([\s\S]*?)```/.exec(chapter)?.[1] ?? '', 'docs/policy.md');
const [policy] = 'policy' in read ? read.policy.organizations : [];
if (policy === undefined) throw new Error('the document has no policy');

const day = Date.parse('2027-03-01T12:00:00Z');
const night = Date.parse('2027-03-01T22:00:00Z');
const reading = permissions({ repository: { contents: 'read' } });
const writing = permissions({ repository: { contents: 'write' } });
const subset = (name: string): RepositoryAccess => ({
  selection: 'subset',
  repositories: [{ id: 1 as RepositoryId, name, isPrivate: true }],
});
const site = subset('website');
const lasting = (days: number) => ({ kind: 'days', days }) as const;
type Case = {
  readonly rule: string;
  readonly scope: RequestedScope;
  readonly some?: Partial<TokenRequest>;
  readonly at?: number;
  readonly says: object;
};

const cases: readonly Case[] = [
  {
    rule: 'Nothing over the organization',
    scope: {
      permissions: permissions({ organization: { organization_administration: 'write' } }),
      ...{ access: { selection: 'none' }, lifetime: lasting(7) },
    },
    says: { outcome: 'refuse', reasons: [{ code: 'rule_denies' }] },
  },
  {
    rule: 'Not payments',
    scope: { permissions: writing, access: subset('payments-api'), lifetime: lasting(7) },
    says: { outcome: 'refuse', reasons: [{ code: 'rule_denies' }] },
  },
  {
    rule: 'Choose repositories',
    scope: { permissions: writing, access: { selection: 'all' }, lifetime: lasting(7) },
    says: { outcome: 'refuse' },
  },
  {
    rule: 'Writing is short',
    scope: { permissions: writing, access: site, lifetime: lasting(60) },
    says: { outcome: 'refuse', reasons: [{ code: 'rule_caps', maxDays: 30 }] },
  },
  {
    rule: 'Machines name a ticket',
    scope: { permissions: reading, access: site, lifetime: lasting(7) },
    some: forAcmeCi,
    says: { outcome: 'refuse', reasons: [{ code: 'rule_wants_justification' }] },
  },
  {
    rule: 'Public reading',
    scope: { permissions: permissions({}), access: { selection: 'none' }, lifetime: lasting(60) },
    says: { outcome: 'allow' },
  },
  {
    rule: 'Documentation',
    scope: { permissions: writing, access: subset('docs-site'), lifetime: lasting(30) },
    says: { outcome: 'allow' },
  },
  {
    rule: 'Critical',
    scope: {
      permissions: permissions({ organization: { members: 'write' } }),
      ...{ access: { selection: 'none' }, lifetime: lasting(7) },
    },
    says: { outcome: 'ask', approvals: 2 },
  },
  {
    rule: 'Made without asking',
    scope: { permissions: reading, access: site, lifetime: { kind: 'until', at: day + 86_400_000 } },
    says: { outcome: 'ask', approvals: 2 },
  },
  {
    rule: 'Reading at night',
    scope: { permissions: reading, access: site, lifetime: lasting(7) },
    at: night,
    says: { outcome: 'ask', approvals: 1, would: [{ outcome: 'allow' }] },
  },
];

describe('the rules of docs/policy.md', () => {
  it('are ten, and each has its case', () => {
    expect(policy.rules.map(({ name }) => name)).toEqual(cases.map(({ rule }) => rule));
  });

  it.each(cases)('$rule', ({ rule, scope, some = {}, at = day, says }) => {
    const verdict = admit(scope, policy, at, askedWhole(pendingRequest(1, { scope, ...some }), true));
    expect(verdict).toMatchObject(says);
    expect(JSON.stringify(verdict)).toContain(rule);
  });

  it('leave reading by day to people, by no rule', () => {
    const scope = { permissions: reading, access: site, lifetime: lasting(7) };
    const verdict = admit(scope, policy, day, askedWhole(pendingRequest(1, { scope }), true));
    expect(verdict).toEqual({ outcome: 'ask', reviewers: ['owners'], approvals: 1, reasons: [] });
  });
});
