import { describe, expect, it } from 'vitest';
import { dayMs } from '../../../src/domain/ids.ts';
import type { Rule, When } from '../../../src/domain/policy/rules/rule.ts';
import { reasonsAgainst, verdictOnRequest } from '../../../src/domain/requests/reasons-against.ts';
import { organizationPolicy, pendingRequest } from '../../support/sample-requests.ts';
import { noon } from '../../support/sample-scopes.ts';

const denying = (when: When): Rule => ({
  ...{ name: 'Closed', reason: 'Because.', mode: 'enforce', when },
  // biome-ignore lint/suspicious/noThenProperty: the rule's own word, and nothing awaits this.
  then: { outcome: 'deny', approvals: null, reviewers: null, maxDays: null, justification: null },
});
const policy = (when: When) => ({ ...organizationPolicy(), rules: [denying(when)] });
const said = [{ code: 'rule_denies', rule: { name: 'Closed', reason: 'Because.' } }];
const request = pendingRequest(7);

describe('what the policy of today has against a request', () => {
  const owners: When = { requester: [{ is: 'owner' }] };

  it.each<[string, Parameters<typeof policy>[0], boolean | null, readonly object[]]>([
    ['is what a rule forbids since', {}, null, said],
    ['is nothing where no rule is about it', { kind: ['unasked'] }, null, []],
    ['is what a rule forbids owners, of an owner', owners, true, said],
    ['is nothing of what a rule forbids owners, of a member', owners, false, []],
    ['is nothing while nobody knows whether they are an owner', owners, null, []],
    [
      'is nothing that depends on a team, which the click asks about',
      { requester: [{ is: 'team', team: 'a' }] },
      null,
      [],
    ],
  ])('%s', (_, when, isOwner, reasons) => {
    expect(reasonsAgainst(request, isOwner, policy(when))).toEqual(reasons);
  });

  it('is measured from when it was asked for', () => {
    const until = { ...request, scope: { ...request.scope, lifetime: { kind: 'date', date: '2026-07-10' } } } as const;
    const short = organizationPolicy({ maxDays: 30 });
    expect(reasonsAgainst({ ...until, createdAt: noon }, null, short)).toHaveLength(1);
    expect(reasonsAgainst({ ...until, createdAt: noon + dayMs }, null, short)).toEqual([]);
  });
});

it('the verdict at a click is made with what GitHub said', () => {
  const docs = policy({ requester: [{ is: 'team', team: 'docs' }] });
  const facts = (is: boolean) => ({ facts: { teams: new Map([['docs', is]]), topics: new Map() } });
  expect(verdictOnRequest(request, null, docs, facts(true)).reasons).toEqual(said);
  expect(verdictOnRequest(request, null, docs, facts(false))).toMatchObject({ outcome: 'ask', reasons: [] });
  expect(verdictOnRequest(request, null, docs).isUncertain).toBe(true);
});
