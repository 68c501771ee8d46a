import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReviewerRule } from '../../../../src/domain/policy/reviewer-rule.ts';
import { evaluate } from '../../../../src/domain/policy/rules/evaluate.ts';
import type { Rule, When } from '../../../../src/domain/policy/rules/rule.ts';
import type { RuleSubject } from '../../../../src/domain/policy/rules/subject.ts';
import { pendingRequest } from '../../../support/sample-requests.ts';
import { noon } from '../../../support/sample-scopes.ts';

// Each rule either matches, or not, or needs a fact that is missing; the oracle knows which by construction, and shares no code.
const { scope, requester, holder } = pendingRequest(1);
const subject: RuleSubject = {
  ...{ scope: { ...scope, lifetime: { kind: 'days', days: 30 } }, requester, holder, isOwner: null },
  ...{ purpose: 'nightly build', justification: 'ticket OPS-7', kind: 'request' },
};
const whens: Readonly<Record<'yes' | 'no' | 'unknown', When>> = {
  yes: { purpose: ['nightly*'] },
  no: { kind: ['unasked'] },
  unknown: { requester: [{ is: 'owner' }] },
};
type Sort = keyof typeof whens;
type Made = { readonly sort: Sort; readonly rule: Rule };

const thens = fc.oneof(
  fc.constant({ outcome: 'allow', approvals: null } as const),
  fc.constant({ outcome: 'deny', approvals: null } as const),
  fc.record({ outcome: fc.constant('ask' as const), approvals: fc.option(fc.integer({ min: 1, max: 5 })) }),
  fc.record({ outcome: fc.constant(null), approvals: fc.option(fc.integer({ min: 1, max: 5 })) }),
);
/** Nobody is asked beside an allow or a deny: the file may not name reviewers there. */
const isForPeople = ({ outcome }: { readonly outcome: Rule['then']['outcome'] }): boolean =>
  outcome === 'ask' || outcome === null;
const made: fc.Arbitrary<Made> = fc
  .record({
    sort: fc.constantFrom<Sort>('yes', 'no', 'unknown'),
    mode: fc.constantFrom('enforce' as const, 'shadow' as const),
    // biome-ignore lint/suspicious/noThenProperty: the rule's own word, and nothing awaits this.
    then: thens,
    maxDays: fc.option(fc.integer({ min: 1, max: 60 })),
    justification: fc.option(fc.constantFrom('OPS-\\d', 'INC-\\d')),
    reviewers: fc.option(fc.constantFrom<ReviewerRule[]>(['team:one'], ['team:two', 'owners'], ['repository-admins'])),
    name: fc.string(),
  })
  .map(({ sort, mode, then, maxDays, justification, reviewers: named, name }) => ({
    sort,
    rule: {
      name,
      reason: 'why',
      mode,
      when: whens[sort],
      // biome-ignore lint/suspicious/noThenProperty: the rule's own word, and nothing awaits this.
      then: { ...then, maxDays, justification, reviewers: isForPeople(then) ? named : null },
    },
  }));
const rulesOf = (all: readonly Made[]): readonly Rule[] => all.map(({ rule }) => rule);

const denies = ({ then: { outcome, maxDays, justification } }: Rule): boolean =>
  outcome === 'deny' || (maxDays !== null && maxDays < 30) || justification === 'INC-\\d';

/** Whom the rules name: the first that decides, and the owners where one above it may or may not have decided otherwise. */
function namedBy(all: readonly Made[]): readonly string[] | null {
  const speaking = all.filter(
    ({ sort, rule: { mode, then } }) =>
      mode === 'enforce' &&
      sort !== 'no' &&
      then.outcome !== 'deny' &&
      (then.outcome !== null || then.approvals !== null || then.reviewers !== null),
  );
  const at = speaking.findIndex(({ sort }) => sort === 'yes');
  const doubtful = at < 0 ? speaking : speaking.slice(0, at);
  const names = [...doubtful, ...speaking.slice(at, at < 0 ? 0 : at + 1)].map(({ rule }) => rule.then.reviewers);
  if (doubtful.length > 0) return names.every((one) => one === null) ? null : ['owners'];
  return names[0] ?? null;
}

function oracle(all: readonly Made[]): { readonly isRefused: boolean; readonly outcome: 'allow' | 'ask' | null } {
  const enforced = all.filter(({ rule }) => rule.mode === 'enforce');
  const isRefused = enforced.some(({ sort, rule }) => sort === 'yes' && denies(rule));
  const first = enforced.find(
    ({ sort, rule: { then } }) =>
      sort === 'yes' &&
      (then.outcome === 'allow' ||
        then.outcome === 'ask' ||
        (then.outcome === null && (then.approvals !== null || then.reviewers !== null))),
  );
  const isSure = enforced.every(({ sort }) => sort !== 'unknown');
  if (first === undefined) return { isRefused, outcome: null };
  return { isRefused, outcome: first.rule.then.outcome === 'allow' && isSure ? 'allow' : 'ask' };
}

describe('what the rules say', () => {
  it('is total, the same each time, and what the oracle says', () => {
    fc.assert(
      fc.property(fc.array(made, { maxLength: 12 }), (all) => {
        const ruled = evaluate(rulesOf(all), subject, noon);
        expect(evaluate(rulesOf(all), subject, noon)).toEqual(ruled);
        expect({ isRefused: ruled.reasons.length > 0, outcome: ruled.outcome }).toEqual(oracle(all));
      }),
    );
  });

  it('names reviewers by the first rule that decides, and the owners where that is in doubt', () => {
    fc.assert(
      fc.property(fc.array(made, { maxLength: 12 }), (all) => {
        expect(evaluate(rulesOf(all), subject, noon).reviewers).toEqual(namedBy(all));
      }),
    );
  });

  it('is a refusal wherever a deny stands', () => {
    fc.assert(
      fc.property(fc.array(made), fc.array(made), fc.string(), (above, below, name) => {
        const rule: Rule = {
          ...{ name, reason: 'why', mode: 'enforce', when: whens.yes },
          // biome-ignore lint/suspicious/noThenProperty: as above.
          then: { outcome: 'deny', approvals: null, reviewers: null, maxDays: null, justification: null },
        };
        expect(evaluate([...rulesOf(above), rule, ...rulesOf(below)], subject, noon).reasons).not.toEqual([]);
      }),
    );
  });

  it('once a rule has decided, is only turned by a rule below into a refusal, or from allow to a person', () => {
    fc.assert(
      fc.property(fc.array(made, { maxLength: 8 }), made, (above, below) => {
        const before = evaluate(rulesOf(above), subject, noon);
        fc.pre(before.outcome !== null);
        const after = evaluate([...rulesOf(above), below.rule], subject, noon);
        expect(after.reasons.length).toBeGreaterThanOrEqual(before.reasons.length);
        expect(after.rule).toEqual(before.rule);
        if (before.outcome === 'ask') expect(after.outcome).toBe('ask');
        if (below.sort !== 'unknown') expect(after.outcome).toBe(before.outcome);
      }),
    );
  });

  it('does nothing by a rule in shadow', () => {
    fc.assert(
      fc.property(fc.array(made), (all) => {
        const { would: _, ...ruled } = evaluate(rulesOf(all), subject, noon);
        const { would, ...without } = evaluate(
          rulesOf(all).filter(({ mode }) => mode === 'enforce'),
          subject,
          noon,
        );
        expect(ruled).toEqual(without);
        expect(would).toEqual([]);
      }),
    );
  });
});
