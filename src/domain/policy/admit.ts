// What the policy says of a scope, asked at every door by this one function: the form, the submission, Explain, a reviewer's approval,
// Accept and a match. A refusal is said before anything is stored. A Verdict is made again when the last approval commits.
import type { Instant } from '../ids.ts';
import type { RequestedScope } from '../scope/agreement.ts';
import type { OrganizationPolicy, ReviewerRule } from './policy.ts';
import { lifetimeWithinMaximum } from './predicates/lifetime-within-maximum.ts';
import { mayNeverExpire } from './predicates/may-never-expire.ts';
import type { Reason } from './reason.ts';

/** Who may decide and how many of them it takes, or why nobody may. */
export type Verdict = {
  /** `ask`: people decide. `allow`: the rule that `rule` names lets it in. */
  readonly outcome: 'allow' | 'ask' | 'refuse';
  /** The key of the policy that allows it; null where none does. */
  readonly rule: string | null;
  readonly reviewers: readonly ReviewerRule[];
  readonly approvals: number;
  /** Why not; empty where people may be asked. */
  readonly reasons: readonly Reason[];
};

export type Asked = Pick<RequestedScope, 'lifetime'>;

const predicates = [mayNeverExpire, lifetimeWithinMaximum] as const;

/** `isSameOrNarrower`: of a renewal alone, which asks for no more than was agreed. */
export function admit(
  asked: Asked,
  policy: OrganizationPolicy,
  now: Instant,
  renewal: { readonly isSameOrNarrower: boolean } | null = null,
): Verdict {
  const reasons = predicates.flatMap((predicate) => predicate(asked, policy, now));
  const { reviewers, approvals } = policy;
  const isAllowed = renewal?.isSameOrNarrower === true && policy.renewal.sameScope === 'allow';
  const rule = isAllowed && reasons.length === 0 ? 'renewal.same_scope' : null;
  const outcome = reasons.length > 0 ? 'refuse' : rule === null ? 'ask' : 'allow';
  return { outcome, rule, reviewers, approvals, reasons };
}
