import { describe, expect, it } from 'vitest';
import { someone } from '../../../src/domain/policy/kept-facts.ts';
import type { OrganizationPolicy } from '../../../src/domain/policy/policy.ts';
import type { Rule, Then } from '../../../src/domain/policy/rules/rule.ts';
import { advancePendingToken, nobodyTold } from '../../../src/domain/tokens/advance-pending-token.ts';
import { admitToken, quorumOf } from '../../../src/domain/tokens/quorum.ts';
import { tokenForRules } from '../../../src/domain/tokens/token-for-rules.ts';
import { rowOf } from '../../support/read-change.ts';
import { now, waiting } from '../../support/sample-dossiers.ts';
import { bea, otto } from '../../support/sample-people.ts';
import { organizationPolicy } from '../../support/sample-requests.ts';

function rule(then: Partial<Then>): Rule {
  const nothing: Then = { outcome: null, approvals: null, reviewers: null, maxDays: null, justification: null };
  // biome-ignore lint/suspicious/noThenProperty: the rule's own word, and nothing awaits this.
  return { name: 'Docs', reason: 'Because.', mode: 'enforce', when: {}, then: { ...nothing, ...then } };
}

const owners = [0, 1].map(someone);
const whole = tokenForRules(waiting(), null, false);
const verdict = (some: Partial<OrganizationPolicy>, able: typeof owners | null = owners) =>
  admitToken(whole, able, { ...organizationPolicy(), ...some }, now);

describe('who could decide on a token that nobody asked for', () => {
  it.each<[string, Partial<OrganizationPolicy>]>([
    ['are the owners', {}],
    ['are the owners, whomever the policy names for requests', { reviewers: ['team:docs'] }],
    ['are the owners, whomever a rule names for requests', { rules: [rule({ reviewers: ['user:carl'] })] }],
  ])('%s', (_, some) => {
    expect(verdict(some).couldDecide).toBe(2);
    expect(verdict(some, [someone(0)]).couldDecide).toBe(1);
    expect(verdict(some, null)).not.toHaveProperty('couldDecide');
  });

  it('are the owners where nobody else could, too', () => {
    expect(verdict({ reviewers: ['team:docs'] }, [])).toMatchObject({ isLeftToOwners: true, couldDecide: 0 });
  });
});

describe('how many have to approve it', () => {
  const said = { outcome: 'ask', reviewers: ['owners'], approvals: 2, reasons: [] } as const;

  it('is what the policy says, and that it would be more if there were more', () => {
    expect(quorumOf(said)).toEqual({ approvals: 2 });
    expect(quorumOf(said)).not.toHaveProperty('isShortOfReviewers');
    expect(quorumOf({ ...said, isShortOfReviewers: true })).toEqual({ approvals: 2, isShortOfReviewers: true });
  });

  it('is one where a rule would let it in', () => {
    expect(quorumOf({ ...said, outcome: 'allow', isShortOfReviewers: true })).toEqual({ approvals: 1 });
  });
});

it('an approval of the scope that is shown no longer counts once whoever gave it may not decide', () => {
  const by = (who: typeof bea, revision: number) =>
    ({ act: 'approve', by: who, revision, at: now, reason: null }) as const;
  const token = waiting({ status: 'held', revision: 2, reviews: [by(otto, 1), by(otto, 2)] });
  const review = (lost: ReadonlySet<typeof otto.githubId>) =>
    advancePendingToken(token, { act: 'review', by: bea, of: 2, lost }, now, nobodyTold);
  const without = review(new Set([otto.githubId]));
  expect(rowOf(without, 'pending_tokens').reviews).toMatchObject([by(otto, 1), by(bea, 2)]);
  expect(without).toMatchObject({ entries: [{ data: { lost: [otto.githubId] } }] });
  const all = review(new Set());
  expect(rowOf(all, 'pending_tokens').reviews).toMatchObject([by(otto, 1), by(otto, 2), by(bea, 2)]);
  expect('entries' in all && all.entries[0]?.data).not.toHaveProperty('lost');
});
