// What the policy says of a scope, asked at every door by this one function: the form, the submission, a renewal, Explain, a card, Details, a
// reviewer's approval, and Accept. A refusal is said before anything is stored. A Verdict is made again when the last approval commits. A match
// does not ask: what it lets in was agreed to, and a later policy leaves an approved request alone.
import { hourMs, type Instant, type SlackUserId } from '../ids.ts';
import type { Absent, Asked, AskedWhole, Deciders } from './asked.ts';
import type { KeptFacts } from './kept-facts.ts';
import type { OrganizationPolicy } from './policy.ts';
import { classicIsAllowed } from './predicates/classic-is-allowed.ts';
import { lifetimeWithinMaximum } from './predicates/lifetime-within-maximum.ts';
import { mayNeverExpire } from './predicates/may-never-expire.ts';
import type { Reason } from './reason.ts';
import type { ReviewerRule } from './reviewer-rule.ts';
import { evaluate, type Would } from './rules/evaluate.ts';
import { inShadow } from './rules/in-shadow.ts';
import type { RuleName } from './rules/rule.ts';
import { gradeOfSubject } from './rules/subject.ts';

/** Who may decide and how many of them it takes, which rule decided, or why nobody may. */
export type Verdict = {
  /** `allow`: a written rule approves it. `ask`: people decide. */
  readonly outcome: 'allow' | 'ask' | 'refuse';
  readonly reviewers: readonly ReviewerRule[];
  readonly approvals: number;
  /** Why not; empty where people may be asked. */
  readonly reasons: readonly Reason[];
  /** The rule that decided; left out where none did. */
  readonly rule?: RuleName;
  /** What rules in shadow would have done. */
  readonly would?: readonly Would[];
  /** A fact that a rule needs could not be fetched. */
  readonly isUncertain?: true;
  /** It would take more approvals, if more than these could decide. */
  readonly isShortOfReviewers?: true;
  /** Nobody of those whom the policy names could decide it: the owners do. */
  readonly isLeftToOwners?: true;
  /** How many could decide it; left out where that is not known. */
  readonly couldDecide?: number;
  /** Who may decide besides from then on, if nobody did before. */
  readonly escalates?: Escalating;
};

/** How many it takes. */
export type Quorum = Pick<Verdict, 'approvals' | 'isShortOfReviewers'>;

export type Escalating = {
  readonly at: Instant;
  readonly to: readonly ReviewerRule[];
  /** It has come to that: they are among the reviewers. */
  readonly isDone?: true;
};

/** What is kept of a Verdict with the request that it was made of. */
export type StandingVerdict = Pick<
  Verdict,
  'reviewers' | 'approvals' | 'rule' | 'would' | 'isShortOfReviewers' | 'isLeftToOwners' | 'escalates'
> & {
  readonly outcome: 'allow' | 'ask';
  /** What GitHub said when it was sent: with it, another policy can be asked the same question later. */
  readonly facts?: KeptFacts;
};

const predicates = [mayNeverExpire, lifetimeWithinMaximum, classicIsAllowed] as const;

/** The policy's key that approves a renewal, where no written rule says anything of it: as a rule, so that it is told and recorded like one. */
export const sameScopeRule: RuleName = { name: 'renewal.same_scope', reason: '' };

/** By the organization's own limits alone, and no rule: for a form that is not filled in yet. Whoever grants asks `admit`. It allows nothing. */
export function admitByLimits(asked: Asked, policy: OrganizationPolicy, now: Instant): Verdict {
  const reasons = limitsAgainst(asked, policy, now);
  const { reviewers, approvals } = policy;
  return { outcome: reasons.length === 0 ? 'ask' : 'refuse', reviewers, approvals, reasons };
}

function limitsAgainst(asked: Asked, policy: OrganizationPolicy, now: Instant): readonly Reason[] {
  return predicates.flatMap((predicate) => predicate(asked, policy, now));
}

/** `isSameOrNarrower`: a renewal of no more than was agreed. */
export function admit(
  asked: Asked,
  policy: OrganizationPolicy,
  now: Instant,
  whole: AskedWhole,
  isSameOrNarrower = false,
): Verdict {
  const beyond = limitsAgainst(asked, policy, now);
  const ruled = evaluate(policy.rules, whole, now);
  const said = policy.rulesMode === 'shadow' ? inShadow(ruled) : ruled;
  const { reasons: ruledOut, approvals, isUncertain, would } = said;
  const reasons = [...beyond, ...ruledOut];
  // A written rule goes first, and so does one that may apply: then people look.
  const isAllowed = isSameOrNarrower && policy.renewal.sameScope === 'allow' && reasons.length === 0;
  const isAgreed = isAllowed && said.outcome === null && !isUncertain;
  const { outcome, rule } = isAgreed ? ({ outcome: 'allow', rule: sameScopeRule } as const) : said;
  const who = whoDecides(said.reviewers ?? policy.reviewers, whole);
  const quorum = approvals === null ? quorumFor(whole, countOf(who.reviewers, whole.deciders), policy) : { approvals };
  const escalates = escalationOf(who.reviewers, policy, now);
  return {
    outcome: reasons.length > 0 ? 'refuse' : (outcome ?? 'ask'),
    reviewers: who.reviewers,
    ...(who.isLeftToOwners === true ? { isLeftToOwners: true } : {}),
    ...(who.couldDecide === null ? {} : { couldDecide: who.couldDecide }),
    ...quorum,
    reasons,
    ...(rule === null ? {} : { rule }),
    ...(would.length === 0 ? {} : { would }),
    ...(isUncertain ? { isUncertain } : {}),
    ...(escalates === null || outcome === 'allow' ? {} : { escalates }),
  };
}

/** A request that nobody could decide would wait for nothing: the owners have it then. */
function whoDecides(
  named: readonly ReviewerRule[],
  { deciders, absent }: Pick<AskedWhole, 'deciders' | 'absent'>,
): Pick<Verdict, 'reviewers' | 'isLeftToOwners'> & { readonly couldDecide: number | null } {
  const couldDecide = countOf(named, deciders, absent);
  if (couldDecide !== 0 || named.includes('owners')) return { reviewers: named, couldDecide };
  const owners: readonly ReviewerRule[] = ['owners'];
  return { reviewers: owners, isLeftToOwners: true, couldDecide: countOf(owners, deciders, absent) };
}

/** People are counted, however many of the rules fit them. */
function countOf(rules: readonly ReviewerRule[], deciders: Deciders, absent: Absent = new Set()): number | null {
  if (absent === null) return null;
  const people = new Set<SlackUserId>();
  for (const rule of rules) {
    const found = deciders.get(rule) ?? null;
    if (found === null) return null;
    for (const one of found) if (!absent.has(one)) people.add(one);
  }
  return people.size;
}

function escalationOf(
  reviewers: readonly ReviewerRule[],
  { escalation }: OrganizationPolicy,
  now: Instant,
): Escalating | null {
  if (escalation === null) return null;
  const to = escalation.to.filter((rule) => !reviewers.includes(rule));
  return to.length === 0 ? null : { at: now + escalation.afterHours * hourMs, to };
}

/**
 * What is dangerous takes more people, as far as there are any: a single owner must not be locked out. Who is not in the channel counts, since
 * whoever removes the others from it must not become the only one that it takes.
 */
function quorumFor(
  whole: AskedWhole,
  couldDecide: number | null,
  policy: OrganizationPolicy,
): Pick<Verdict, 'approvals' | 'isShortOfReviewers'> {
  const grade = gradeOfSubject(whole);
  const wanted = grade === 'high' || grade === 'critical' ? policy.approvalsFor[grade] : 1;
  const possible = Math.max(1, couldDecide ?? wanted);
  const approvals = Math.max(policy.approvals, Math.min(wanted, possible));
  return { approvals, ...(approvals < wanted ? { isShortOfReviewers: true } : {}) };
}

export function standing(verdict: Verdict & Pick<StandingVerdict, 'facts'>): StandingVerdict {
  const { outcome, reviewers, approvals, rule, would, isShortOfReviewers, isLeftToOwners, escalates, facts } = verdict;
  return {
    outcome: outcome === 'allow' ? 'allow' : 'ask',
    reviewers,
    approvals,
    ...(rule === undefined ? {} : { rule }),
    ...(would === undefined ? {} : { would }),
    ...(isShortOfReviewers === undefined ? {} : { isShortOfReviewers }),
    ...(isLeftToOwners === undefined ? {} : { isLeftToOwners }),
    ...(escalates === undefined ? {} : { escalates }),
    ...(facts === undefined ? {} : { facts }),
  };
}

/** Whether it may matter who could decide. Where the owners alone decide and one of them is enough, nobody is asked for, unless it is known already. */
export function isAboutDeciders(
  { outcome, reviewers, approvals }: Pick<Verdict, 'outcome' | 'reviewers' | 'approvals'>,
  areOwnersKnown: boolean,
): boolean {
  if (outcome !== 'ask') return false;
  return areOwnersKnown || approvals !== 1 || reviewers.some((rule) => rule !== 'owners');
}
