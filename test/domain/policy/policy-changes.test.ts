import { describe, expect, it } from 'vitest';
import type { ChannelId, SlackUserId } from '../../../src/domain/ids.ts';
import type { OrganizationPolicy, Policy } from '../../../src/domain/policy/policy.ts';
import { noOther, policyChanges } from '../../../src/domain/policy/policy-changes.ts';
import { organizationPolicy } from '../../support/sample-requests.ts';

const nothing = { added: 0, removed: 0, changed: 0 };

function policy(some: Partial<Policy> = {}, acme: Partial<OrganizationPolicy> = {}): Policy {
  const people = new Map([
    ['U1', 'mona'],
    ['U2', 'bea'],
  ]) as unknown as ReadonlyMap<SlackUserId, string>;
  return {
    hash: '',
    organizations: [{ ...organizationPolicy(), login: 'acme', ...acme }],
    people,
    machineUsers: new Map([['ci', 'U1' as SlackUserId]]),
    ...some,
  };
}

describe('what a changed policy changes for an organization', () => {
  it('is nothing where it reads the same', () => {
    expect(policyChanges(policy(), policy(), 'ACME')).toEqual({ keys: [], people: nothing, machineUsers: nothing });
    expect(policyChanges(policy(), policy(), 'acme')).toEqual(noOther);
  });

  it.each<[keyof OrganizationPolicy, Partial<OrganizationPolicy>]>([
    ['channel', { channel: 'C9' as ChannelId }],
    ['lifetime', { lifetime: { maxDays: 1, mayNeverExpire: false } }],
    ['reminderDays', { reminderDays: [2] }],
    ['drift', { drift: { graceDays: 9, outcome: 'revoke' } }],
    ['reviewers', { reviewers: [] }],
    ['approvals', { approvals: 9 }],
    ['identity', { identity: { saml: true } }],
    ['lapse', { lapse: { undecidedDays: 9, unusedDays: 9 } }],
  ])('is %s alone where that differs', (key, some) => {
    expect(policyChanges(policy(), policy({}, some), 'acme').keys).toEqual([key]);
  });

  it('counts who came, who went and whose account is another', () => {
    const people = new Map([
      ['U1', 'mona-reyes'],
      ['U3', 'carl'],
      ['U4', 'dan'],
    ]) as unknown as ReadonlyMap<SlackUserId, string>;
    const after = policy({ people, machineUsers: new Map() });
    expect(policyChanges(policy(), after, 'acme')).toEqual({
      keys: [],
      people: { added: 2, removed: 1, changed: 1 },
      machineUsers: { added: 0, removed: 1, changed: 0 },
    });
  });

  it('is everything where the organization is new', () => {
    expect(policyChanges(policy({ organizations: [] }), policy(), 'acme').keys).toHaveLength(21);
  });

  it('is everything where the organization has left the policy', () => {
    expect(policyChanges(policy(), policy({ organizations: [] }), 'acme').keys).toHaveLength(21);
  });
});
