// The tree of reasons behind a Verdict: each rule, each of its conditions, and what followed. The Verdict is `admit`'s own, and the matching
// is that of the rules: nothing is judged a second time here.
import type { Instant } from '../ids.ts';
import { admit, admitByLimits, type Verdict } from './admit.ts';
import type { AskedWhole } from './asked.ts';
import type { OrganizationPolicy } from './policy.ts';
import type { Reason } from './reason.ts';
import { isDeciding, isForOthers, matchWhen, objectionsOf, parts, predicates } from './rules/evaluate.ts';
import type { Matching, Rule, When } from './rules/rule.ts';
import { type Account, accountFor } from './rules/subject.ts';

export type ExplainedRule = {
  readonly rule: Rule;
  readonly match: Matching;
  readonly parts: readonly { readonly part: keyof When; readonly match: Matching }[];
  /**
   * `watches`: it is in shadow. `nothing`: it does not match. `person`: a fact is missing, so a person decides. `holds`: what it demands is so.
   * `too_late`: a rule above it has decided. `not_for_classic`: it allows, and doesn't name classic tokens.
   */
  readonly follows: 'not_for_classic' | 'watches' | 'nothing' | 'person' | 'refuses' | 'decides' | 'holds' | 'too_late';
  /** What it has against the request; empty where it does not match. */
  readonly objections: readonly Reason[];
};

/** What the conditions are held against. */
export type SeenByRules = Pick<Account, 'grade' | 'days' | 'isOwner' | 'listed' | 'repositories' | 'scope'>;

export type Explanation = {
  readonly seen: SeenByRules;
  readonly verdict: Verdict;
  /** What the organization's own limits have against it, whatever the rules say. */
  readonly limits: readonly Reason[];
  readonly rules: readonly ExplainedRule[];
};

export function explain(whole: AskedWhole, policy: OrganizationPolicy, now: Instant): Explanation {
  const account = accountFor(whole, now);
  // In a file that only watches, the rules are explained by what they would decide.
  const enforced = admit(whole.scope, { ...policy, rulesMode: 'enforce' }, now, whole);
  const { grade, days, isOwner, listed, repositories, scope } = account;
  return {
    seen: { grade, days, isOwner, listed, repositories, scope },
    verdict: admit(whole.scope, policy, now, whole),
    limits: admitByLimits(whole.scope, policy, now).reasons,
    rules: policy.rules.map((rule) => explainRule(rule, account, enforced)),
  };
}

function explainRule(rule: Rule, account: Account, verdict: Verdict): ExplainedRule {
  const match = matchWhen(rule.when, account);
  const isPassedBy = match !== 'no' && isForOthers(rule, account);
  const objections = match === 'no' || isPassedBy ? [] : objectionsOf(rule, account);
  return {
    ...{ rule, match, objections },
    parts: parts
      .filter((part) => rule.when[part] !== undefined)
      .map((part) => ({ part, match: predicates[part](rule.when, account) })),
    follows: isPassedBy ? 'not_for_classic' : whatFollows(rule, match, objections, verdict),
  };
}

function whatFollows(
  { name, mode, then }: Rule,
  match: Matching,
  objections: readonly Reason[],
  verdict: Verdict,
): ExplainedRule['follows'] {
  if (match === 'no') return 'nothing';
  if (mode === 'shadow') return 'watches';
  if (match === 'unknown') return 'person';
  if (objections.length > 0) return 'refuses';
  if (!isDeciding(then)) return 'holds';
  return verdict.rule?.name === name ? 'decides' : 'too_late';
}
