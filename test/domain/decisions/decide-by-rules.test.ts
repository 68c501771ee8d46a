import { describe, expect, it } from 'vitest';
import type { PersonAct } from '../../../src/domain/decisions/acts.ts';
import { already, type Case } from '../../../src/domain/decisions/case.ts';
import { decide } from '../../../src/domain/decisions/decide.ts';
import type { OrganizationPolicy } from '../../../src/domain/policy/policy.ts';
import type { Rule, Then, When } from '../../../src/domain/policy/rules/rule.ts';
import { isRefusal, type Refusal } from '../../../src/domain/refusal.ts';
import { onActiveToken, onPendingToken, onRequest } from '../../support/sample-cases.ts';
import { now } from '../../support/sample-dossiers.ts';
import { bea, mona } from '../../support/sample-people.ts';
import { organizationPolicy, pendingRequest } from '../../support/sample-requests.ts';
import { noon } from '../../support/sample-scopes.ts';

const unasked: When = { kind: ['unasked'] };
const ofTeam: When = { requester: [{ is: 'team', team: 'docs' }] };
const inDocs = (is: boolean) => ({ teams: new Map([['docs', is]]), topics: new Map() });

function rule(when: When, then: Partial<Then>, name = 'Docs'): Rule {
  const nothing: Then = { outcome: null, approvals: null, reviewers: null, maxDays: null, justification: null };
  // biome-ignore lint/suspicious/noThenProperty: the rule's own word, and nothing awaits this.
  return { name, reason: 'Because.', mode: 'enforce', when, then: { ...nothing, ...then } };
}

const ruled = (...rules: readonly Rule[]): OrganizationPolicy => ({ ...organizationPolicy(), rules });
const said = { name: 'Docs', reason: 'Because.' };

const approving = {
  request: 'approve_request',
  pending_token: 'approve_pending_token',
  active_token: 'accept_token',
  classic_token: 'approve_request',
} as const;

function approve(given: Case): Refusal | null {
  const deed: PersonAct = { act: approving[given.on] };
  const result = decide(given, { deed, by: bea, revision: null, place: 'details' }, now);
  return isRefusal(result) ? result : null;
}
const held = (policy: OrganizationPolicy, some: Partial<Extract<Case, { on: 'pending_token' }>> = {}) =>
  onPendingToken({ status: 'held', tokenName: 'nightly' }, { policy, ...some });

/** It can reach the organization already, and nobody agreed to it. */
const active = (policy: OrganizationPolicy) =>
  onActiveToken({ tokenName: 'nightly', agreement: null, requestNumber: null }, { policy });

describe('a token that nobody asked for', () => {
  it.each<[string, readonly Rule[], object | null]>([
    ['is a person’s to approve where no rule is about it', [rule({ kind: ['request'] }, { outcome: 'deny' })], null],
    [
      'is approved by nobody where a rule forbids it',
      [rule(unasked, { outcome: 'deny' })],
      { why: 'token_forbidden', tokenName: 'nightly', reasons: [{ code: 'rule_denies', rule: said }] },
    ],
    ['is a person’s to approve though it lasts longer than a rule lets', [rule(unasked, { maxDays: 1 })], null],
    [
      'is approved by nobody while a fact is missing that a rule needs',
      [rule(ofTeam, { outcome: 'ask' })],
      { why: 'rules_not_checked', organization: 'acme' },
    ],
    [
      'is not approved with one click where a rule wants two people',
      [rule(unasked, { approvals: 2 })],
      { why: 'token_needs_several', tokenName: 'nightly', rule: said, approvals: 2 },
    ],
    ['is approved by one where the rule wants one', [rule(unasked, { approvals: 1 })], null],
    ['is approved by one where the rule says no number', [rule(unasked, { outcome: 'ask' })], null],
    ['is approved by one where a rule would allow it', [rule(unasked, { outcome: 'allow', approvals: 2 })], null],
    [
      'is approved by as many as the rule that is about it wants, and no other',
      [rule({ kind: ['request'] }, { approvals: 3 }, 'Requests'), rule(unasked, { outcome: 'ask' })],
      null,
    ],
  ])('%s', (_, rules, refusal) => {
    const given = active(ruled(...rules));
    if (refusal === null) expect(approve(given)).toBeNull();
    else expect(approve(given)).toEqual({ refused: true, ...refusal });
  });

  it('takes the first of two clicks while it waits: the second may come', () => {
    expect(approve(held(ruled(rule(unasked, { approvals: 2 }))))).toBeNull();
    expect(approve(held(ruled(rule(unasked, { outcome: 'deny' }))))).toMatchObject({ why: 'token_forbidden' });
  });

  it('is approved by one though the organization wants two for what is asked for', () => {
    expect(approve(active({ ...ruled(rule(unasked, { outcome: 'ask' })), approvals: 2 }))).toBeNull();
  });

  it('is judged by what GitHub says of its holder', () => {
    const policy = ruled(rule(ofTeam, { outcome: 'deny' }));
    expect(approve(held(policy, { ruleFacts: inDocs(true) }))).toMatchObject({ why: 'token_forbidden' });
    expect(approve(held(policy, { ruleFacts: inDocs(false) }))).toBeNull();
  });
});

describe('a request', () => {
  const policy = ruled(rule(ofTeam, { outcome: 'deny' }));

  it('is judged by what GitHub says of whoever asks, and by nobody’s guess', () => {
    const given = (some: object) => approve(onRequest(pendingRequest(7), { policy, ...some }));
    expect(given({ ruleFacts: inDocs(true) })).toMatchObject({ why: 'request_forbidden' });
    expect(given({ ruleFacts: inDocs(false) })).toBeNull();
    expect(given({})).toMatchObject({ why: 'rules_not_checked', organization: 'acme' });
  });

  it('is judged by what was asked, though less is offered', () => {
    const { scope } = pendingRequest(7);
    const lesser = { ...scope, lifetime: { kind: 'days', days: 7 } } as const;
    const offer = { place: 1, revision: 1, by: bea, at: noon, reason: 'So.', asked: scope, scope: lesser, end: null };
    const given = onRequest(pendingRequest(7, { offer }), { policy: organizationPolicy({ maxDays: 20 }) });
    expect(approve(given)).toMatchObject({ why: 'request_forbidden' });
    expect(already(given)).toMatchObject({ why: 'request_already' });
  });

  describe('whose requester takes what is offered', () => {
    const { scope } = pendingRequest(7);
    const lesser = { ...scope, lifetime: { kind: 'days', days: 7 } } as const;
    const offer = { place: 1, revision: 1, by: bea, at: noon, reason: 'So.', asked: scope, scope: lesser, end: null };
    const take = (maxDays: number, end: 'void' | null = null) => {
      const given = onRequest(pendingRequest(7, { offer: { ...offer, end } }), {
        policy: organizationPolicy({ maxDays }),
      });
      return decide(given, { deed: { act: 'accept_offer', place: 1 }, by: mona, revision: 1, place: 'details' }, now);
    };

    it('is judged by the offer, and told whose it is and why', () => {
      expect(isRefusal(take(7))).toBe(false);
      expect(take(6)).toEqual({
        ...{ refused: true, why: 'offer_forbidden', number: 7, slackId: bea.slackId },
        reasons: [{ code: 'lifetime_beyond_maximum', maxDays: 6 }],
      });
    });

    it('is told that the offer is over, whatever the policy says by now', () => {
      expect(take(6, 'void')).toMatchObject({ why: 'offer_over' });
    });
  });
});
