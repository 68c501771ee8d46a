import { describe, expect, it } from 'vitest';
import { evaluate, type Ruled } from '../../../../src/domain/policy/rules/evaluate.ts';
import type { Rule, Then, When } from '../../../../src/domain/policy/rules/rule.ts';
import { askedWhole } from '../../../../src/domain/requests/asked-whole.ts';
import type { Lifetime } from '../../../../src/domain/scope/agreement.ts';
import { pendingRequest } from '../../../support/sample-requests.ts';
import { noon } from '../../../support/sample-scopes.ts';

const nothing: Then = { outcome: null, approvals: null, reviewers: null, maxDays: null, justification: null };
const yes: When = {};
const no: When = { kind: ['unasked'] };
const unknown: When = { requester: [{ is: 'owner' }] };

function rule(when: When, then: Partial<Then>, some: Partial<Rule> = {}): Rule {
  // biome-ignore lint/suspicious/noThenProperty: the rule's own word, and nothing awaits this.
  return { name: 'some', reason: 'why', mode: 'enforce', when, then: { ...nothing, ...then }, ...some };
}

/** What the rules say of a request of thirty days, by somebody of whom GitHub did not say whether they are an owner. */
function ruled(rules: readonly Rule[], lifetime: Lifetime = { kind: 'days', days: 30 }): Ruled {
  const request = pendingRequest(1);
  return evaluate(rules, askedWhole({ ...request, scope: { ...request.scope, lifetime } }, null), noon);
}

describe('how many have to approve', () => {
  it.each<[string, readonly Rule[], number | null]>([
    ['nothing is said', [rule(yes, { outcome: 'ask' })], null],
    ['the first rule says it', [rule(yes, { approvals: 3 }), rule(yes, { approvals: 5 })], 3],
    ['a rule that does not match is not asked', [rule(no, { approvals: 3 }), rule(yes, { approvals: 2 })], 2],
    ['a rule in question wants more', [rule(unknown, { approvals: 3 }), rule(yes, { approvals: 2 })], 3],
    ['a rule in question wants less', [rule(unknown, { approvals: 2 }), rule(yes, { approvals: 4 })], 4],
    ['the most of several in question', [2, 5, 3].map((approvals) => rule(unknown, { approvals })), 5],
    ['one in question says no number', [rule(unknown, { outcome: 'ask' }), rule(unknown, { approvals: 2 })], 2],
    ['none in question says a number', [rule(unknown, { outcome: 'allow' })], null],
    ['another in question would allow', [rule(unknown, { outcome: 'allow' }), rule(yes, { outcome: 'allow' })], null],
  ])('where %s', (_, rules, approvals) => {
    expect(ruled(rules).approvals).toBe(approvals);
  });
});

describe('a cap', () => {
  const capped = [rule(yes, { maxDays: 30 })];

  it.each<[string, Lifetime, number]>([
    ['lets through what is as long', { kind: 'days', days: 30 }, 0],
    ['refuses what is longer', { kind: 'days', days: 31 }, 1],
    ['refuses what never expires', { kind: 'never' }, 1],
  ])('%s', (_, lifetime, count) => {
    const objection = { code: 'rule_caps', rule: { name: 'some', reason: 'why' }, maxDays: 30 };
    expect(ruled(capped, lifetime).reasons).toEqual(Array.from({ length: count }, () => objection));
  });
});

describe('a demanded justification', () => {
  const wants = (justification: string) => ruled([rule(yes, { justification })]).reasons.map(({ code }) => code);

  it('is refused where it is not as demanded, and where nobody can read what is demanded', () => {
    expect([wants('reads'), wants('writes'), wants('(reads')]).toEqual([
      ...[[], ['rule_wants_justification'], ['rule_wants_justification']],
    ]);
  });
});

describe('a rule in shadow', () => {
  const shadow = (when: When, then: Partial<Then>): readonly Rule[] => [rule(when, then, { mode: 'shadow' })];
  const said = { rule: { name: 'some', reason: 'why' }, reviewers: null };

  it.each<[string, readonly Rule[], readonly object[]]>([
    ['would allow', shadow(yes, { outcome: 'allow' }), [{ ...said, outcome: 'allow', approvals: null }]],
    ['would ask two', shadow(yes, { approvals: 2 }), [{ ...said, outcome: 'ask', approvals: 2 }]],
    ['would deny', shadow(yes, { outcome: 'deny' }), [{ ...said, outcome: 'deny', approvals: null }]],
    [
      'would deny by its cap',
      shadow(yes, { maxDays: 7, approvals: 2 }),
      [{ ...said, outcome: 'deny', approvals: null }],
    ],
    ['would do nothing by a cap that is kept', shadow(yes, { maxDays: 30 }), []],
    ['says nothing where it does not match', shadow(no, { outcome: 'deny' }), []],
    ['says nothing where nobody knows whether it matches', shadow(unknown, { outcome: 'deny' }), []],
  ])('%s', (_, rules, would) => {
    expect(ruled(rules)).toMatchObject({ outcome: null, reasons: [], isUncertain: false, would });
  });
});
