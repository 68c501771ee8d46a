import { describe, expect, it } from 'vitest';
import type { StandingVerdict } from '../../../src/domain/policy/admit.ts';
import { replay } from '../../../src/domain/policy/replay.ts';
import type { ReviewerRule } from '../../../src/domain/policy/reviewer-rule.ts';
import { differenceSaid } from '../../../src/wording/english/policy-reports.ts';
import { bea } from '../../support/sample-people.ts';
import { approvedRequest, organizationPolicy, pendingRequest } from '../../support/sample-requests.ts';
import { noon } from '../../support/sample-scopes.ts';

const asked: StandingVerdict = { outcome: 'ask', reviewers: ['owners'], approvals: 1, facts: { isOwner: false } };
const by = (as?: ReviewerRule) => (as === undefined ? bea : { ...bea, as });
const review = (act: 'approve' | 'deny', as?: ReviewerRule) =>
  ({ act, by: by(as), revision: 1, at: noon, reason: null }) as const;
const late: StandingVerdict = { ...asked, escalates: { at: noon, to: ['owners'], isDone: true } };
const escalation = { afterHours: 1, to: ['owners'] } as const;

describe('a file that lets others decide', () => {
  it.each<[string, readonly ReviewerRule[], Parameters<typeof replay>[0], string | null]>([
    ['differs from an approval by an owner', ['team:security'], request('approve'), 'asks_others'],
    ['differs from a denial by an owner', ['team:security'], request('deny'), 'asks_others'],
    ['does not where owners decide besides', ['team:security', 'owners'], request('approve'), null],
    ['does not where it is the same team', ['team:security'], request('approve', 'team:security'), null],
    ['does where another team decided', ['owners'], request('approve', 'team:security'), 'asks_others'],
    ['does not where it came to the owners late', ['team:security'], request('approve', undefined, late), null],
    [
      'differs where an owner decided before it came to them',
      ['team:security'],
      request('approve', undefined, { ...late, escalates: { at: noon, to: ['owners'] } }),
      'asks_others',
    ],
    [
      'does not of a review that a new revision voided',
      ['team:security'],
      {
        ...request('approve', 'team:security'),
        revision: 2,
        reviews: [review('approve'), { ...review('approve', 'team:security'), revision: 2 }],
      },
      null,
    ],
    ['does not where nobody decided', ['team:security'], pendingRequest(1, { verdict: asked }), null],
  ])('%s', (_, reviewers, one, difference) => {
    const policy = {
      ...organizationPolicy(),
      reviewers,
      escalation: one.verdict.escalates === undefined ? null : escalation,
    };
    expect(replay(one, policy).difference).toBe(difference);
  });

  it('differs from an approval that came to the owners late, where it would not come to them', () => {
    const policy = { ...organizationPolicy(), reviewers: ['team:security'] as const };
    expect(replay(request('approve', undefined, late), policy).difference).toBe('asks_others');
  });

  it('asks nobody else where it asks nobody', () => {
    const short = { ...organizationPolicy({ maxDays: 1 }), reviewers: ['team:security'] as const };
    expect(replay(request('approve'), short)).toMatchObject({ verdict: { outcome: 'refuse' }, others: [] });
  });

  it('says who would have decided, and who would not', () => {
    const found = replay(request('approve'), {
      ...organizationPolicy(),
      reviewers: ['team:security', 'slack:S0ONCALL001'],
    });
    expect(differenceSaid(found, 'acme')).toMatch(
      /people approved it \(bea\); the file asks 1 reviewer: the team security or the Slack group S0ONCALL001, and not bea$/,
    );
  });
});

function request(act: 'approve' | 'deny', as?: ReviewerRule, verdict = asked) {
  const reviews = [review(act, as)];
  return act === 'approve'
    ? approvedRequest(1, { verdict, reviews })
    : pendingRequest(1, { status: 'denied', verdict, reviews });
}
