import { describe, expect, it } from 'vitest';
import { rulesOfHome, waitsForReviewer } from '../../../src/domain/homes/waits-for-reviewer.ts';
import type { ReviewerRule } from '../../../src/domain/policy/reviewer-rule.ts';
import type { Rule, Then } from '../../../src/domain/policy/rules/rule.ts';
import { acmeCi, bea, mona, otto } from '../../support/sample-people.ts';
import { approvedRequest, forAcmeCi, organizationPolicy, pendingRequest } from '../../support/sample-requests.ts';
import { noon } from '../../support/sample-scopes.ts';

const team: ReviewerRule = 'team:security';
const request = pendingRequest(1);
const named = { verdict: { ...request.verdict, reviewers: ['owners', team] } } as const;
const own = (...people: readonly { readonly githubId: typeof bea.githubId }[]) =>
  new Set(people.map(({ githubId }) => githubId));

describe('a request waits on the Home', () => {
  it('of whom it names by a rule that fits them, and of nobody else', () => {
    expect(waitsForReviewer({ ...request, ...named }, [team], own(bea))).toBe(true);
    expect(waitsForReviewer({ ...request, ...named }, ['team:other'], own(bea))).toBe(false);
    expect(waitsForReviewer(request, [team], own(bea))).toBe(false);
  });

  it('never of who asked, or holds it, or stands for the machine user that does', () => {
    expect(waitsForReviewer({ ...request, ...named }, [team], own(mona))).toBe(false);
    expect(waitsForReviewer({ ...request, ...named, ...forAcmeCi }, [team], own(otto, acmeCi))).toBe(false);
  });

  it('no longer once it is decided, or they have approved it as it is', () => {
    expect(waitsForReviewer({ ...approvedRequest(1), ...named }, [team], own(otto))).toBe(false);
    const approved = { act: 'approve', by: bea, revision: request.revision, at: noon, reason: null } as const;
    expect(waitsForReviewer({ ...request, ...named, reviews: [approved] }, [team], own(bea))).toBe(false);
    expect(waitsForReviewer({ ...request, ...named, reviews: [approved] }, [team], own(otto))).toBe(true);
    const older = { ...approved, revision: request.revision - 1 };
    expect(waitsForReviewer({ ...request, ...named, reviews: [older] }, [team], own(bea))).toBe(true);
  });
});

function ruled(reviewers: Then['reviewers']): Rule {
  const then: Then = { outcome: null, approvals: null, reviewers, maxDays: null, justification: null };
  return { name: 'Docs', reason: 'Because.', mode: 'enforce', when: {}, then };
}

describe('the rules that are asked for a Home', () => {
  it('are those of what waits and of the policy, once each, without owners and administrators', () => {
    const reviewers: readonly ReviewerRule[] = ['owners', 'repository-admins', 'slack:S1', team];
    const escalation = { afterHours: 1, to: ['user:otto'] } as const;
    const rules = [ruled(['team:ruled']), ruled(null)];
    const policy = { ...organizationPolicy(), reviewers, escalation, rules };
    const pending = [{ verdict: { ...request.verdict, reviewers: ['team:waiting', team] as const } }];
    expect(rulesOfHome(policy, pending)).toEqual(['user:otto', 'team:waiting', team, 'slack:S1', 'team:ruled']);
  });

  it('are eight at the most where GitHub or Slack has to be asked, what waits first', () => {
    const reviewers = Array.from({ length: 20 }, (_, at): ReviewerRule => `team:t-${at}`);
    const pending = [{ verdict: { ...request.verdict, reviewers: ['slack:S1'] as const } }];
    const rules = rulesOfHome({ ...organizationPolicy(), reviewers }, pending);
    expect(rules).toHaveLength(8);
    expect(rules[0]).toBe('slack:S1');
  });
});
