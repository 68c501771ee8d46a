import { describe, expect, it } from 'vitest';
import { type Policy, policyOf, scopesOfPolicy } from '../../../src/domain/policy/policy.ts';
import { organizationPolicy } from '../../support/sample-requests.ts';

const acme = organizationPolicy();
const globex = { ...organizationPolicy(), login: 'Globex-Corp' };
const policy: Policy = { hash: 'h', organizations: [acme, globex], people: new Map(), machineUsers: new Map() };

it.each([
  ['no identity provider is relied on', [false, false], []],
  ['one organization relies on one', [false, true], ['users:read.email']],
])('addresses in Slack are read where %s', (_, saml, scopes) => {
  expect(scopesOfPolicy({ organizations: saml.map((one) => ({ identity: { saml: one } })) })).toEqual(scopes);
});

describe('the policy of an organization', () => {
  it.each([
    ['acme', acme],
    ['ACME', acme],
    ['Globex-Corp', globex],
    ['globex-corp', globex],
    ['acm', undefined],
    ['acme2', undefined],
    ['', undefined],
  ])('is found by its login, as GitHub compares logins: %j', (login, found) => {
    expect(policyOf(policy, login)).toBe(found);
  });
});
