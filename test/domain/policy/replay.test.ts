import { describe, expect, it } from 'vitest';
import { sameScopeRule } from '../../../src/domain/policy/admit.ts';
import type { OrganizationPolicy } from '../../../src/domain/policy/policy.ts';
import { noneReplayed, type Replayed, replay, withReplayed } from '../../../src/domain/policy/replay.ts';
import type { Rule, Then, When } from '../../../src/domain/policy/rules/rule.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import { bea } from '../../support/sample-people.ts';
import { approvedRequest, organizationPolicy, pendingRequest } from '../../support/sample-requests.ts';
import { noon } from '../../support/sample-scopes.ts';

function rule(when: When, then: Partial<Then>): Rule {
  const nothing: Then = { outcome: null, approvals: null, reviewers: null, maxDays: null, justification: null };
  // biome-ignore lint/suspicious/noThenProperty: the rule's own word, and nothing awaits this.
  return { name: 'some', reason: 'Because.', mode: 'enforce', when, then: { ...nothing, ...then } };
}

const file = (rules: readonly Rule[], some: Partial<OrganizationPolicy> = {}): OrganizationPolicy => ({
  ...{ ...organizationPolicy(), approvalsFor: { high: 1, critical: 1 }, rules },
  ...some,
});
const [asks, allows, denies] = [
  file([]),
  file([rule({}, { outcome: 'allow' })]),
  file([rule({}, { outcome: 'deny' })]),
];
const asksTwo = file([], { approvals: 2 });

const review = { act: 'approve', by: bea, reason: '', at: noon, revision: 1 } as const;
const approved = approvedRequest(1, { reviews: [review] });
const byRule = approvedRequest(1, { verdict: { outcome: 'allow', reviewers: ['owners'], approvals: 1 } });
const denied = pendingRequest(1, { status: 'denied', reviews: [{ ...review, act: 'deny' }] });
/** Approved by one of two, and still open. */
const half = pendingRequest(1, { reviews: [review] });
const withdrawn = pendingRequest(1, { status: 'withdrawn' });

describe('a request of the past, asked of another policy', () => {
  it.each<[string, TokenRequest, OrganizationPolicy, string]>([
    ['people approved it, and would be asked again', approved, asks, 'approved ask'],
    ['people approved it, and none would be asked', approved, allows, 'approved allow spared'],
    ['people approved it, and it would be refused', approved, denies, 'approved refuse refuses_approved'],
    ['one approved it, and two would be asked', approved, asksTwo, 'approved ask asks_more'],
    ['a rule approved it, and would again', byRule, allows, 'approved_by_rule allow'],
    ['a rule approved it, and people would be asked', byRule, asks, 'approved_by_rule ask asks_after_rule'],
    ['a rule approved it, and it would be refused', byRule, denies, 'approved_by_rule refuse refuses_approved'],
    ['people denied it, and would be asked again', denied, asks, 'denied ask'],
    ['people denied it, and it would be approved', denied, allows, 'denied allow approves_denied'],
    ['people denied it, and none would be asked', denied, denies, 'denied refuse spared'],
    ['nobody has decided it', half, allows, 'nobody allow'],
    ['nobody decided it before it was withdrawn', withdrawn, denies, 'nobody refuse'],
  ])('where %s', (_what, request, policy, expected) => {
    const { decided, verdict, difference, isSpared } = replay(request, policy);
    expect([decided, verdict.outcome, difference ?? '', isSpared ? 'spared' : ''].filter(Boolean).join(' ')).toBe(
      expected,
    );
  });

  it('is asked what rules would do that only watch', () => {
    expect(replay(approved, { ...allows, rulesMode: 'shadow' }).verdict.outcome).toBe('allow');
  });

  it('is a renewal of the same where it was approved as one', () => {
    const policy = file([], { renewal: { sameScope: 'allow' } });
    const renewed = { ...byRule, verdict: { ...byRule.verdict, rule: sameScopeRule } };
    expect(replay(renewed, policy).verdict).toMatchObject({ outcome: 'allow', rule: { name: 'renewal.same_scope' } });
    expect(
      replay({ ...byRule, verdict: { ...byRule.verdict, rule: { name: 'some', reason: '' } } }, policy).verdict.outcome,
    ).toBe('ask');
    expect(replay(approved, policy).verdict.outcome).toBe('ask');
  });

  it('is left to people where a fact was not kept', () => {
    const policy = file([rule({ requester: [{ is: 'owner' }] }, { outcome: 'allow' })]);
    expect(replay(approved, policy).verdict).toMatchObject({ outcome: 'ask', isUncertain: true });
    const verdict = { ...approved.verdict, facts: { isOwner: true } };
    expect(replay({ ...approved, verdict }, policy).verdict.outcome).toBe('allow');
  });
});

describe('the count of what was replayed', () => {
  const counted = (all: readonly (Replayed | null)[]) => all.reduce(withReplayed, noneReplayed);

  it('begins with nothing', () => {
    expect(noneReplayed).toEqual({
      ...{ requests: 0, would: { allow: 0, ask: 0, refuse: 0 }, spared: 0 },
      ...{ differences: 0, undecided: 0, uncertain: 0, elsewhere: 0 },
    });
  });

  it('says what would become of how many, and how many people were spared', () => {
    const uncertain = replay(half, file([rule({ requester: [{ is: 'owner' }] }, { outcome: 'allow' })]));
    const all = [replay(approved, allows), replay(approved, denies), replay(denied, denies), uncertain, null, null];
    expect(counted(all)).toEqual({
      ...{ requests: 6, would: { allow: 1, ask: 1, refuse: 2 }, spared: 2 },
      ...{ differences: 1, undecided: 1, uncertain: 1, elsewhere: 2 },
    });
  });
});
