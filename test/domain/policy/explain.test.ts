import { describe, expect, it } from 'vitest';
import { type ExplainedRule, explain } from '../../../src/domain/policy/explain.ts';
import type { OrganizationPolicy } from '../../../src/domain/policy/policy.ts';
import type { Rule, Then, When } from '../../../src/domain/policy/rules/rule.ts';
import { askedWhole } from '../../../src/domain/requests/asked-whole.ts';
import { pendingClassic } from '../../support/sample-classic.ts';
import { organizationPolicy, pendingRequest } from '../../support/sample-requests.ts';
import { noon } from '../../support/sample-scopes.ts';

const yes: When = { kind: ['request', 'classic'] };
const no: When = { kind: ['unasked'] };
const unknown: When = { requester: [{ is: 'owner' }] };

function rule(name: string, when: When, then: Partial<Then>, mode: Rule['mode'] = 'enforce'): Rule {
  const nothing: Then = { outcome: null, approvals: null, reviewers: null, maxDays: null, justification: null };
  // biome-ignore lint/suspicious/noThenProperty: the rule's own word, and nothing awaits this.
  return { name, reason: 'Because.', mode, when, then: { ...nothing, ...then } };
}

function explained(rules: readonly Rule[], some: Partial<OrganizationPolicy> = {}, request = pendingRequest(1)) {
  return explain(askedWhole(request, null), { ...organizationPolicy(), rules, ...some }, noon);
}

describe('what follows from a rule', () => {
  it.each<[string, readonly Rule[], ExplainedRule['follows']]>([
    ['nothing, where it does not match', [rule('a', no, { outcome: 'deny' })], 'nothing'],
    ['nothing, though it be in shadow', [rule('a', no, { outcome: 'deny' }, 'shadow')], 'nothing'],
    ['it watches, where it is in shadow', [rule('a', unknown, { outcome: 'deny' }, 'shadow')], 'watches'],
    ['a person decides, where a fact is missing', [rule('a', unknown, { maxDays: 1 })], 'person'],
    ['a refusal', [rule('a', yes, { outcome: 'deny' })], 'refuses'],
    ['a refusal of what is longer than it lets', [rule('a', yes, { maxDays: 1 })], 'refuses'],
    ['what it demands holds', [rule('a', yes, { maxDays: 30 })], 'holds'],
    ['it decides', [rule('a', yes, { outcome: 'allow' })], 'decides'],
    ['it decides who is asked', [rule('a', yes, { approvals: 2 })], 'decides'],
  ])('is that %s', (_what, rules, follows) => {
    expect(explained(rules).rules.map((one) => one.follows)).toEqual([follows]);
  });

  it('is nothing more where a rule above it has decided', () => {
    const rules = [rule('first', yes, { outcome: 'ask' }), rule('second', yes, { outcome: 'allow' })];
    expect(explained(rules).rules.map((one) => one.follows)).toEqual(['decides', 'too_late']);
    expect(explained([rule('owners', unknown, { outcome: 'allow' }), ...rules]).rules.at(-1)?.follows).toBe('too_late');
  });

  it('is the same in a file that only watches, for that is what one wants to know', () => {
    const watched = explained([rule('a', yes, { outcome: 'allow' })], { rulesMode: 'shadow' });
    expect(watched.rules.map((one) => one.follows)).toEqual(['decides']);
    expect(watched.verdict).toMatchObject({ outcome: 'ask', would: [{ rule: { name: 'a' }, outcome: 'allow' }] });
  });

  it('is for other tokens where it allows and does not name classic ones', () => {
    const rules = [
      rule('all', {}, { outcome: 'allow' }),
      rule('requests', { kind: ['request'] }, { outcome: 'allow' }),
      rule('capped', {}, { outcome: 'allow', maxDays: 1 }),
      rule('classic', yes, { outcome: 'allow' }),
    ];
    const found = explained(rules, {}, pendingClassic(1)).rules;
    expect(found.map(({ follows }) => follows)).toEqual(['not_for_classic', 'nothing', 'not_for_classic', 'decides']);
    expect(found.map(({ objections }) => objections)).toEqual([[], [], [], []]);
    // Of any other token it holds.
    expect(explained([rule('all', {}, { outcome: 'allow' })]).rules[0]?.follows).toBe('decides');
  });
});

describe('an explanation', () => {
  it('says of each condition whether it holds, and of no other', () => {
    const when: When = { requester: [{ is: 'owner' }], lifetime: { atMostDays: 1 } };
    expect(explained([rule('a', when, { outcome: 'allow' })]).rules).toMatchObject([
      {
        rule: { name: 'a' },
        match: 'no',
        parts: [
          { part: 'lifetime', match: 'no' },
          { part: 'requester', match: 'unknown' },
        ],
      },
    ]);
    expect(explained([rule('a', {}, {})]).rules[0]?.parts).toEqual([]);
  });

  it('says what a rule has against it, where it matches or may', () => {
    const objection = { code: 'rule_caps', rule: { name: 'a', reason: 'Because.' }, maxDays: 1 };
    const objections = (when: When) => explained([rule('a', when, { maxDays: 1 })]).rules[0]?.objections;
    expect([objections(yes), objections(unknown), objections(no)]).toEqual([[objection], [objection], []]);
  });

  it('says what the conditions are held against', () => {
    const { seen } = explained([]);
    expect(seen).toMatchObject({ grade: 'low', days: 30, isOwner: null, scope: pendingRequest(1).scope });
    expect(Object.keys(seen)).toEqual(['grade', 'days', 'isOwner', 'listed', 'repositories', 'scope']);
  });

  it('shows the scopes of a classic token as what is above each permission', () => {
    expect(explained([], {}, pendingClassic(1)).seen.listed).toEqual([
      { group: 'other', name: 'write:packages', level: 'scope', isDangerous: true },
    ]);
  });

  it('tells the organization’s own limits from what the rules say', () => {
    const both = explained([rule('a', yes, { outcome: 'deny' })], { lifetime: { maxDays: 7, mayNeverExpire: false } });
    expect(both.limits.map(({ code }) => code)).toEqual(['lifetime_beyond_maximum']);
    expect(both.verdict.reasons.map(({ code }) => code)).toEqual(['lifetime_beyond_maximum', 'rule_denies']);
  });
});
