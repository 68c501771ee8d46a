import { describe, expect, it } from 'vitest';
import { dayMs, type SlackUserId } from '../../../src/domain/ids.ts';
import { admit, admitByLimits, isAboutDeciders, standing, type Verdict } from '../../../src/domain/policy/admit.ts';
import type { AskedWhole } from '../../../src/domain/policy/asked.ts';
import { factsKept, keptFacts, someone } from '../../../src/domain/policy/kept-facts.ts';
import type { OrganizationPolicy } from '../../../src/domain/policy/policy.ts';
import type { ReviewerRule } from '../../../src/domain/policy/reviewer-rule.ts';
import type { Rule, Then } from '../../../src/domain/policy/rules/rule.ts';
import { askedWhole } from '../../../src/domain/requests/asked-whole.ts';
import type { Lifetime } from '../../../src/domain/scope/agreement.ts';
import { organizationPolicy, pendingRequest } from '../../support/sample-requests.ts';
import { noon, permissions } from '../../support/sample-scopes.ts';

const beyond = { code: 'lifetime_beyond_maximum', maxDays: 90 };

describe('a policy of 90 days', () => {
  it.each<[string, Lifetime, readonly unknown[]]>([
    ['90 days', { kind: 'days', days: 90 }, []],
    ['91 days', { kind: 'days', days: 91 }, [beyond]],
    ['the date 90 days from today', { kind: 'date', date: '2026-09-07' }, []],
    ['the day after it', { kind: 'date', date: '2026-09-08' }, [beyond]],
    ['an invalid date', { kind: 'date', date: '2026-02-30' }, [beyond]],
    ['days that are no number', { kind: 'days', days: Number.NaN }, [beyond]],
    ['an instant in 90 days', { kind: 'until', at: noon + 90 * dayMs }, []],
    ['an instant a little later', { kind: 'until', at: noon + 90 * dayMs + 1 }, [beyond]],
    ['never', { kind: 'never' }, [{ code: 'never_not_allowed', maxDays: 90 }]],
  ])('%s', (_, lifetime, reasons) => {
    expect(admitByLimits({ lifetime }, organizationPolicy(), noon)).toEqual({
      outcome: reasons.length === 0 ? 'ask' : 'refuse',
      reasons,
      reviewers: ['owners'],
      approvals: 1,
    });
  });
});

describe('a policy that lets tokens live for ever', () => {
  const policy = organizationPolicy({ mayNeverExpire: true });

  it('asks a person about one that does', () => {
    expect(admitByLimits({ lifetime: { kind: 'never' } }, policy, noon).outcome).toBe('ask');
  });

  it('still refuses a longer time than its maximum', () => {
    expect(admitByLimits({ lifetime: { kind: 'days', days: 91 } }, policy, noon)).toMatchObject({
      outcome: 'refuse',
      reasons: [beyond],
    });
  });
});

describe('a verdict', () => {
  const policy = { ...organizationPolicy({ maxDays: 30 }), approvals: 2 };

  it.each([
    ['who is asked', 30],
    ['who would be asked, and why nobody is', 31],
  ])('says %s', (_, days) => {
    expect(admitByLimits({ lifetime: { kind: 'days', days } }, policy, noon)).toEqual({
      outcome: days === 30 ? 'ask' : 'refuse',
      reasons: days === 30 ? [] : [{ code: 'lifetime_beyond_maximum', maxDays: 30 }],
      reviewers: ['owners'],
      approvals: 2,
    });
  });

  it('measures a date from the day that it is given, so that a request does not become forbidden by waiting', () => {
    const lifetime = { kind: 'date', date: '2026-07-10' } as const;
    expect(admitByLimits({ lifetime }, policy, noon).outcome).toBe('refuse');
    expect(admitByLimits({ lifetime }, policy, noon + dayMs).outcome).toBe('ask');
  });
});

describe('a file whose rules only watch', () => {
  const rule = (name: string, then: Partial<Rule['then']>, mode: Rule['mode'] = 'enforce'): Rule => ({
    ...{ name, reason: 'Because.', mode, when: {} },
    // biome-ignore lint/suspicious/noThenProperty: the rule's own word, and nothing awaits this.
    then: { outcome: null, approvals: null, reviewers: null, maxDays: null, justification: null, ...then },
  });
  const whole = askedWhole(pendingRequest(1), false, { deciders: new Map([['owners', [0, 1].map(someone)]]) });
  const watched = (rules: readonly Rule[], rulesMode: 'enforce' | 'shadow' = 'shadow') =>
    admit(whole.scope, { ...organizationPolicy(), rules, rulesMode }, noon, whole);
  const none = watched([]);

  it('asks people where it has no rules', () => {
    expect(none).toEqual({ outcome: 'ask', reviewers: ['owners'], couldDecide: 2, approvals: 1, reasons: [] });
  });

  it.each<[string, readonly Rule[], readonly object[]]>([
    ['an approval', [rule('a', { outcome: 'allow' })], [{ rule: { name: 'a' }, outcome: 'allow' }]],
    [
      'a refusal, which wins over the approval above it',
      [rule('a', { outcome: 'allow' }), rule('b', { outcome: 'deny' })],
      [{ rule: { name: 'b' }, outcome: 'deny' }],
    ],
    ['a cap', [rule('c', { maxDays: 1 })], [{ rule: { name: 'c' }, outcome: 'deny' }]],
    ['more reviewers', [rule('d', { approvals: 3 })], [{ rule: { name: 'd' }, outcome: 'ask', approvals: 3 }]],
    [
      'what the rules decide together, and what one in shadow says for itself',
      [rule('e', { outcome: 'deny' }, 'shadow'), rule('f', { outcome: 'allow' }), rule('g', { outcome: 'ask' })],
      [
        { rule: { name: 'f' }, outcome: 'allow' },
        { rule: { name: 'e' }, outcome: 'deny' },
      ],
    ],
  ])('says %s, and asks people as if there were no rules', (_, rules, would) => {
    const { would: said, ...rest } = watched(rules);
    expect(said).toMatchObject(would);
    expect(said).toHaveLength(would.length);
    expect(rest).toEqual(none);
    expect(watched(rules, 'enforce')).not.toMatchObject(none);
  });

  it('keeps the limits that are no rules', () => {
    const policy = { ...organizationPolicy({ maxDays: 1 }), rules: [rule('a', { outcome: 'allow' })] };
    expect(admit(whole.scope, { ...policy, rulesMode: 'shadow' }, noon, whole)).toMatchObject({ outcome: 'refuse' });
  });
});

describe('what is dangerous takes as many reviewers', () => {
  const policy = { ...organizationPolicy(), approvalsFor: { high: 2, critical: 3 } };
  const grades = {
    low: permissions({ repository: { contents: 'read' } }),
    high: permissions({ repository: { administration: 'write' } }),
    critical: permissions({ organization: { organization_administration: 'write' } }),
  };

  const owners = (count: number | null): readonly SlackUserId[] | null =>
    count === null ? null : Array.from({ length: count }, (_, at) => `U${at}` as SlackUserId);

  it.each<[string, keyof typeof grades, number | null, number, number, true | undefined]>([
    ['as the policy wants for reading', 'low', 5, 1, 1, undefined],
    ['as it wants for what is high', 'high', 5, 1, 2, undefined],
    ['as it wants for what is critical', 'critical', 5, 1, 3, undefined],
    ['as it wants where nobody knows how many there are', 'critical', null, 1, 3, undefined],
    ['as there are, where those are fewer', 'critical', 2, 1, 2, true],
    ['as one, where there is nobody', 'critical', 0, 1, 1, true],
    ['as it wants of everything, where that is more', 'critical', 2, 4, 4, undefined],
  ])('%s', (_, grade, deciders, approvals, wanted, isShortOfReviewers) => {
    const scope = { ...pendingRequest(1).scope, permissions: grades[grade] };
    const asked = askedWhole(pendingRequest(1, { scope }), true, { deciders: new Map([['owners', owners(deciders)]]) });
    const verdict = admit(scope, { ...policy, approvals }, noon, asked);
    expect([verdict.approvals, verdict.isShortOfReviewers]).toEqual([wanted, isShortOfReviewers]);
  });

  it.each<[string, readonly number[] | null, number | undefined, true | undefined]>([
    ['in the channel all of them', [], 2, undefined],
    ['one of them not in the channel, who counts for how many it takes', [1], 1, undefined],
    ['none of them in the channel: it is left to the owners', [0, 1], undefined, true],
    ['where Slack does not say who is in it: nobody is missing', null, undefined, undefined],
  ])('takes two of two who could, %s', (_, absent, couldDecide, isLeftToOwners) => {
    const scope = { ...pendingRequest(1).scope, permissions: grades.high };
    const asked = askedWhole(pendingRequest(1, { scope }), true, {
      deciders: new Map([['team:security', owners(2)]]),
      absent: absent === null ? null : new Set(absent.map(someone)),
    });
    const verdict = admit(scope, { ...policy, reviewers: ['team:security'], approvals: 1 }, noon, asked);
    expect([verdict.approvals, verdict.couldDecide, verdict.isLeftToOwners]).toEqual([2, couldDecide, isLeftToOwners]);
    const read = factsKept(keptFacts(asked));
    expect([read.deciders, read.absent]).toEqual([asked.deciders, asked.absent]);
  });

  it('and says where a fact was missing that a rule needs', () => {
    const rule: Rule = {
      ...{ name: 'Owners', reason: 'why', mode: 'enforce' },
      when: { requester: [{ is: 'owner' }] },
      // biome-ignore lint/suspicious/noThenProperty: the rule's own word, and nothing awaits this.
      then: { outcome: 'allow', approvals: null, reviewers: null, maxDays: null, justification: null },
    };
    const { scope } = pendingRequest(1);
    const asked = (isOwner: boolean | null) => askedWhole(pendingRequest(1), isOwner);
    expect(admit(scope, { ...policy, rules: [rule] }, noon, asked(null)).isUncertain).toBe(true);
    expect(admit(scope, { ...policy, rules: [rule] }, noon, asked(false))).not.toHaveProperty('isUncertain');
  });
});

describe('who is asked', () => {
  const people = (count: number) => Array.from({ length: count }, (_, at) => someone(at));
  const asked = (some: Partial<OrganizationPolicy>, deciders: readonly (readonly [ReviewerRule, number | null])[]) => {
    const of = new Map(deciders.map(([one, count]) => [one, count === null ? null : people(count)] as const));
    const whole = askedWhole(pendingRequest(1), false, { deciders: of });
    const { reviewers, isLeftToOwners, couldDecide } = admit(
      whole.scope,
      { ...organizationPolicy(), ...some },
      noon,
      whole,
    );
    return { reviewers, isLeftToOwners, couldDecide };
  };

  it.each<[string, readonly ReviewerRule[], readonly (readonly [ReviewerRule, number | null])[], object]>([
    ['those whom the policy names', ['team:docs'], [['team:docs', 2]], { reviewers: ['team:docs'], couldDecide: 2 }],
    [
      'those of whom nobody knows how many they are',
      ['team:docs'],
      [['team:docs', null]],
      { reviewers: ['team:docs'], couldDecide: undefined },
    ],
    [
      'the owners, where nobody else could decide',
      ['team:docs'],
      [
        ['team:docs', 0],
        ['owners', 3],
      ],
      { reviewers: ['owners'], isLeftToOwners: true, couldDecide: 3 },
    ],
    [
      'the owners, though nobody knows how many they are',
      ['team:docs'],
      [['team:docs', 0]],
      { reviewers: ['owners'], isLeftToOwners: true, couldDecide: undefined },
    ],
    [
      'as the policy says, where there are no owners either',
      ['team:docs', 'owners'],
      [
        ['team:docs', 0],
        ['owners', 0],
      ],
      { reviewers: ['team:docs', 'owners'], couldDecide: 0 },
    ],
  ])('%s', (_, reviewers, deciders, expected) => {
    const { isLeftToOwners, ...rest } = asked({ reviewers }, deciders);
    expect({ ...rest, ...(isLeftToOwners === undefined ? {} : { isLeftToOwners }) }).toEqual(expected);
  });

  it.each<[string, Partial<OrganizationPolicy>, object | undefined]>([
    ['nobody besides, where the policy says nothing', { escalation: null }, undefined],
    [
      'others besides, after the hours that it says',
      { escalation: { afterHours: 24, to: ['team:docs'] } },
      { at: noon + dayMs, to: ['team:docs'] },
    ],
    [
      'only those besides who may not decide before',
      { escalation: { afterHours: 48, to: ['owners', 'team:docs'] } },
      { at: noon + 2 * dayMs, to: ['team:docs'] },
    ],
    ['nobody besides, where all may decide before', { escalation: { afterHours: 24, to: ['owners'] } }, undefined],
    [
      'nobody besides, where a rule approves it',
      { escalation: { afterHours: 24, to: ['team:docs'] }, rules: [rule({ outcome: 'allow' })] },
      undefined,
    ],
  ])('later are %s', (_, some, escalates) => {
    expect(admit(whole(30).scope, { ...organizationPolicy(), ...some }, noon, whole(30)).escalates).toEqual(escalates);
  });
});

describe('with a request is kept', () => {
  const asks: Verdict = { outcome: 'ask', reviewers: ['owners'], approvals: 2, reasons: [] };
  const rule = { name: 'Docs', reason: 'why' };
  const would = [{ rule, outcome: 'deny', approvals: null, reviewers: null }] as const;

  it.each<[string, Parameters<typeof standing>[0], object]>([
    ['how many are asked', asks, { outcome: 'ask', reviewers: ['owners'], approvals: 2 }],
    [
      'which rule allowed it',
      { ...asks, outcome: 'allow', rule },
      { outcome: 'allow', reviewers: ['owners'], approvals: 2, rule },
    ],
    [
      'what else is to be told, and not what was missing',
      { ...asks, would, isShortOfReviewers: true, isUncertain: true },
      { outcome: 'ask', reviewers: ['owners'], approvals: 2, would, isShortOfReviewers: true },
    ],
    [
      'who may decide later, who may instead of whom the policy names, and what GitHub said',
      { ...asks, isLeftToOwners: true, escalates: { at: noon, to: ['team:docs'] }, facts: { isOwner: true } },
      {
        ...{ outcome: 'ask', reviewers: ['owners'], approvals: 2, isLeftToOwners: true },
        ...{ escalates: { at: noon, to: ['team:docs'] }, facts: { isOwner: true } },
      },
    ],
  ])('%s', (_, verdict, kept) => {
    expect(standing(verdict)).toEqual(kept);
    expect(Object.keys(standing(verdict))).toEqual(Object.keys(kept));
  });
});

describe('a renewal', () => {
  const policy = { ...organizationPolicy(), renewal: { sameScope: 'allow' } } as const;
  const twoOwners = rule({ approvals: 2 });
  const denied = rule({ outcome: 'deny' });
  const ofOwners = { ...twoOwners, when: { requester: [{ is: 'owner' }] } } as const;

  it.each([
    ['of no more than was agreed is let in', policy, 30, true, 'allow'],
    ['of more than was agreed is for people', policy, 30, false, 'ask'],
    ['is for people where the policy says nothing', organizationPolicy(), 30, true, 'ask'],
    ['that lasts too long is refused all the same', policy, 91, true, 'refuse'],
    ['is for as many people as a written rule wants', { ...policy, rules: [twoOwners] }, 30, true, 'ask'],
    ['is refused where a written rule denies it', { ...policy, rules: [denied] }, 30, true, 'refuse'],
    ['is for people where a fact that a rule needs is missing', { ...policy, rules: [ofOwners] }, 30, true, 'ask'],
  ] as const)('%s', (_, of, days, isSameOrNarrower, outcome) => {
    const verdict = admit({ lifetime: { kind: 'days', days } }, of, noon, whole(days), isSameOrNarrower);
    expect(verdict.outcome).toBe(outcome);
    expect(verdict.rule?.name === 'renewal.same_scope').toBe(outcome === 'allow');
    // The policy gives no reason for it, as it does for a written rule.
    if (outcome === 'allow') expect(verdict.rule?.reason).toBe('');
  });

  it('is the only thing that the key lets in', () => {
    expect(admit({ lifetime: { kind: 'days', days: 30 } }, policy, noon, whole(30)).outcome).toBe('ask');
  });
});

function rule(then: Partial<Then>): Rule {
  const nothing = { outcome: null, approvals: null, reviewers: null, maxDays: null, justification: null };
  // biome-ignore lint/suspicious/noThenProperty: the policy's own word.
  return { name: 'written', reason: 'Because', when: {}, then: { ...nothing, ...then }, mode: 'enforce' };
}

function whole(days: number): AskedWhole {
  const asked = pendingRequest(12);
  return askedWhole({ ...asked, scope: { ...asked.scope, lifetime: { kind: 'days', days } } }, null);
}

it.each<[string, Parameters<typeof isAboutDeciders>[0], boolean, boolean]>([
  ['is not asked for where nobody decides', { outcome: 'allow', reviewers: ['team:docs'], approvals: 2 }, true, false],
  ['is not asked for where one owner decides', { outcome: 'ask', reviewers: ['owners'], approvals: 1 }, false, false],
  ['is said where the owners are known', { outcome: 'ask', reviewers: ['owners'], approvals: 1 }, true, true],
  ['is asked for where it takes two', { outcome: 'ask', reviewers: ['owners'], approvals: 2 }, false, true],
  [
    'is asked for where others decide',
    { outcome: 'ask', reviewers: ['owners', 'team:docs'], approvals: 1 },
    false,
    true,
  ],
])('who could decide %s', (_, verdict, areOwnersKnown, isIt) => {
  expect(isAboutDeciders(verdict, areOwnersKnown)).toBe(isIt);
});
