// What the rules say of one request, or of one token that nobody asked for. Total and deterministic. An explicit deny anywhere wins; what
// caps or demands a justification adds up; else the first rule that matches decides. Where a fact is missing a person decides, by the most
// that a rule in question wants; nothing is allowed, and the owners decide where a rule in question names reviewers. A rule in shadow only says what it would have done.
import type { Instant } from '../../ids.ts';
import type { Reason } from '../reason.ts';
import type { ReviewerRule } from '../reviewer-rule.ts';
import { byKind } from './by-kind.ts';
import { byLifetime } from './by-lifetime.ts';
import { byPermissions } from './by-permissions.ts';
import { byPurpose } from './by-purpose.ts';
import { byRepositories } from './by-repositories.ts';
import { byRequester } from './by-requester.ts';
import { byRisk } from './by-risk.ts';
import { byTime } from './by-time.ts';
import { compileOnce } from './compile-once.ts';
import { matchesPattern, type Pattern, readPattern } from './pattern.ts';
import type { Matching, Predicate, Rule, RuleName, Then, When } from './rule.ts';
import { type Account, accountFor, type RuleSubject } from './subject.ts';

/** The parts of a `when`, the cheapest first. */
export const predicates: Readonly<Record<keyof When, Predicate>> = {
  kind: byKind,
  risk: byRisk,
  lifetime: byLifetime,
  requester: byRequester,
  permissions: byPermissions,
  repositories: byRepositories,
  purpose: byPurpose,
  time: byTime,
};
export const parts = Object.keys(predicates) as readonly (keyof When)[];

/** What a rule in shadow would have done. */
export type Would = {
  readonly rule: RuleName;
  readonly outcome: 'allow' | 'deny' | 'ask';
  readonly approvals: number | null;
  readonly reviewers: readonly ReviewerRule[] | null;
};

export type Ruled = {
  /** Why it is refused; empty where it is not. */
  readonly reasons: readonly Reason[];
  /** What the first matching rule says; null where none does. */
  readonly outcome: 'allow' | 'ask' | null;
  readonly rule: RuleName | null;
  readonly approvals: number | null;
  /** Null where the policy's own decide. */
  readonly reviewers: readonly ReviewerRule[] | null;
  /** A fact was missing: a person decides. */
  readonly isUncertain: boolean;
  readonly would: readonly Would[];
};

export function evaluate(rules: readonly Rule[], subject: RuleSubject, now: Instant): Ruled {
  const account = accountFor(subject, now);
  const reasons: Reason[] = [];
  const would: Would[] = [];
  let decided: Pick<Ruled, 'outcome' | 'rule' | 'approvals' | 'reviewers'> | null = null;
  let isUncertain = false;
  let demanded: number | null = null;
  let isInQuestion = false;
  let isNaming = false;
  for (const rule of rules) {
    const match = matchWhen(rule.when, account);
    if (match === 'no' || isForOthers(rule, account)) continue;
    const objections = objectionsOf(rule, account);
    if (rule.mode === 'shadow') {
      const shadow = match === 'yes' ? wouldOf(rule, objections) : null;
      if (shadow !== null) would.push(shadow);
      continue;
    }
    if (match === 'yes') reasons.push(...objections);
    else isUncertain = true;
    const { outcome, approvals, reviewers } = rule.then;
    if (decided !== null || outcome === 'deny' || !isDeciding(rule.then)) continue;
    if (match === 'unknown') {
      demanded = Math.max(demanded ?? 0, approvals ?? 0);
      isInQuestion = true;
      isNaming ||= reviewers !== null;
    } else decided = { outcome: outcome === 'allow' ? 'allow' : 'ask', rule: named(rule), approvals, reviewers };
  }
  const approvals = isUncertain
    ? Math.max(demanded ?? 0, decided?.approvals ?? 0) || null
    : (decided?.approvals ?? null);
  const outcome = isUncertain && decided?.outcome === 'allow' ? 'ask' : (decided?.outcome ?? null);
  // Whoever asks must not come before other reviewers because GitHub was silent: who may always decide does.
  const owners: readonly ReviewerRule[] = ['owners'];
  const given = decided?.reviewers ?? null;
  const reviewers = isInQuestion && (isNaming || given !== null) ? owners : given;
  return { reasons, outcome, rule: decided?.rule ?? null, approvals, reviewers, isUncertain, would };
}

/** Whoever wrote that small things need nobody did not mean what has no permissions at all: a classic token is allowed by its name only. */
export function isForOthers({ when, then }: Rule, { kind }: Account): boolean {
  return then.outcome === 'allow' && kind === 'classic' && when.kind?.includes('classic') !== true;
}

/** Whether every part matches; a part that does not settles it, whatever is unknown besides. */
export function matchWhen(when: When, account: Account): Matching {
  let match: Matching = 'yes';
  for (const part of parts) {
    if (when[part] === undefined) continue;
    const found = predicates[part](when, account);
    if (found === 'no') return 'no';
    if (found === 'unknown') match = 'unknown';
  }
  return match;
}

/** What a rule that matches has against it. */
export function objectionsOf(rule: Rule, { days, justification }: Account): readonly Reason[] {
  const { outcome, maxDays, justification: wanted } = rule.then;
  const said = named(rule);
  return [
    ...(outcome === 'deny' ? [{ code: 'rule_denies', rule: said } as const] : []),
    ...(maxDays !== null && !(days !== null && days <= maxDays)
      ? [{ code: 'rule_caps', rule: said, maxDays } as const]
      : []),
    ...(wanted !== null && !isJustified(rule.then, justification)
      ? [{ code: 'rule_wants_justification', rule: said, pattern: wanted } as const]
      : []),
  ];
}

/** The pattern of a rule; null where it has none that can be read, and then nothing is like it. */
const patternOf = compileOnce(({ justification }: Then): Pattern | null => {
  const read = readPattern(justification ?? '');
  return 'pattern' in read ? read.pattern : null;
});

function isJustified(then: Then, text: string): boolean {
  const pattern = patternOf(then);
  return pattern !== null && matchesPattern(pattern, text);
}

function wouldOf(rule: Rule, objections: readonly Reason[]): Would | null {
  const { outcome, approvals, reviewers } = rule.then;
  if (objections.length > 0) return { rule: named(rule), outcome: 'deny', approvals: null, reviewers: null };
  return isDeciding(rule.then) ? { rule: named(rule), outcome: outcome ?? 'ask', approvals, reviewers } : null;
}

/** Whether a rule says who decides, and not only what may not be. */
export function isDeciding({ outcome, approvals, reviewers }: Rule['then']): boolean {
  return outcome !== null || approvals !== null || reviewers !== null;
}

function named({ name, reason }: Rule): RuleName {
  return { name, reason };
}
