// What the policy says of a scope, asked at every door by this one function: the form, the submission, Explain, a reviewer's approval,
// Accept and a match. A refusal is said before anything is stored. A Verdict is made again when the last approval commits.
import type { Instant } from '../ids.ts';
import type { RequestedScope } from '../scope/agreement.ts';
import type { OrganizationPolicy, ReviewerRule } from './policy.ts';
import { lifetimeWithinMaximum } from './predicates/lifetime-within-maximum.ts';
import { mayNeverExpire } from './predicates/may-never-expire.ts';
import type { Reason } from './reason.ts';
import { evaluate, type Would } from './rules/evaluate.ts';
import { inShadow } from './rules/in-shadow.ts';
import type { RuleName } from './rules/rule.ts';
import { gradeOf, type RuleSubject } from './rules/subject.ts';

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
};

/** What is kept of a Verdict with the request that it was made of. */
export type StandingVerdict = Pick<Verdict, 'reviewers' | 'approvals' | 'rule' | 'would' | 'isShortOfReviewers'> & {
  readonly outcome: 'allow' | 'ask';
  /** What GitHub said when it was sent: with it, another policy can be asked the same question later. */
  readonly facts?: AskedFacts;
};

/** `deciders`: how many could decide besides whoever asks. Null where that was not known. */
export type AskedFacts = { readonly isOwner: boolean | null; readonly deciders: number | null };

export type Asked = Pick<RequestedScope, 'lifetime'>;

/** All that rules look at. `deciders`: how many could decide besides whoever asks; null where that is not known. */
export type AskedWhole = RuleSubject & { readonly deciders: number | null };

const predicates = [mayNeverExpire, lifetimeWithinMaximum] as const;

/** The policy's key that approves a renewal, where no written rule says anything of it: as a rule, so that it is told and recorded like one. */
export const sameScopeRule: RuleName = { name: 'renewal.same_scope', reason: '' };

/** Without `whole` only the lifetime is judged, and no rule: a form that is not filled in yet, a token that exists. It allows nothing. `isSameOrNarrower`: a renewal of no more than was agreed. */
export function admit(
  asked: Asked,
  policy: OrganizationPolicy,
  now: Instant,
  whole?: AskedWhole,
  isSameOrNarrower = false,
): Verdict {
  const beyond = predicates.flatMap((predicate) => predicate(asked, policy, now));
  const { reviewers } = policy;
  if (whole === undefined) {
    const outcome = beyond.length === 0 ? 'ask' : 'refuse';
    return { outcome, reviewers, approvals: policy.approvals, reasons: beyond };
  }
  const ruled = evaluate(policy.rules, whole, now);
  const said = policy.rulesMode === 'shadow' ? inShadow(ruled) : ruled;
  const { reasons: ruledOut, approvals, isUncertain, would } = said;
  const reasons = [...beyond, ...ruledOut];
  // A written rule goes first, and so does one that may apply: then people look.
  const isAllowed = isSameOrNarrower && policy.renewal.sameScope === 'allow' && reasons.length === 0;
  const isAgreed = isAllowed && said.outcome === null && !isUncertain;
  const { outcome, rule } = isAgreed ? ({ outcome: 'allow', rule: sameScopeRule } as const) : said;
  const quorum = approvals === null ? quorumFor(whole, policy) : { approvals };
  return {
    outcome: reasons.length > 0 ? 'refuse' : (outcome ?? 'ask'),
    reviewers,
    ...quorum,
    reasons,
    ...(rule === null ? {} : { rule }),
    ...(would.length === 0 ? {} : { would }),
    ...(isUncertain ? { isUncertain } : {}),
  };
}

/** What is dangerous takes more people, as far as there are any: a single owner must not be locked out. */
function quorumFor(whole: AskedWhole, policy: OrganizationPolicy): Pick<Verdict, 'approvals' | 'isShortOfReviewers'> {
  const grade = gradeOf(whole);
  const wanted = grade === 'high' || grade === 'critical' ? policy.approvalsFor[grade] : 1;
  const possible = Math.max(1, whole.deciders ?? wanted);
  const approvals = Math.max(policy.approvals, Math.min(wanted, possible));
  return { approvals, ...(approvals < wanted ? { isShortOfReviewers: true } : {}) };
}

export function standing(verdict: Verdict, asked?: AskedFacts): StandingVerdict {
  const { outcome, reviewers, approvals, rule, would, isShortOfReviewers } = verdict;
  return {
    outcome: outcome === 'allow' ? 'allow' : 'ask',
    reviewers,
    approvals,
    ...(rule === undefined ? {} : { rule }),
    ...(would === undefined ? {} : { would }),
    ...(isShortOfReviewers === undefined ? {} : { isShortOfReviewers }),
    ...(asked === undefined ? {} : { facts: { isOwner: asked.isOwner, deciders: asked.deciders } }),
  };
}
