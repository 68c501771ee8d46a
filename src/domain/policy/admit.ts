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
  /** `ask`: people decide. */
  readonly outcome: 'ask' | 'refuse';
  readonly reviewers: readonly ReviewerRule[];
  readonly approvals: number;
  /** Why not; empty where people may be asked. */
  readonly reasons: readonly Reason[];
};

export type Asked = Pick<RequestedScope, 'lifetime'>;

const predicates = [mayNeverExpire, lifetimeWithinMaximum] as const;

export function admit(asked: Asked, policy: OrganizationPolicy, now: Instant): Verdict {
  const reasons = predicates.flatMap((predicate) => predicate(asked, policy, now));
  const { reviewers, approvals } = policy;
  return { outcome: reasons.length === 0 ? 'ask' : 'refuse', reviewers, approvals, reasons };
}
