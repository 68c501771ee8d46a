// How many owners have to approve a token that waits, and so who did: what holds for requests holds for what nobody asked for. One approval of
// several decides nothing, and stands for the scope that was shown.
import type { Instant, SlackUserId } from '../ids.ts';
import { admit, type Quorum, type Verdict } from '../policy/admit.ts';
import type { AskedWhole } from '../policy/asked.ts';
import type { OrganizationPolicy } from '../policy/policy.ts';
import type { ReviewerRule } from '../policy/reviewer-rule.ts';

/** Who of the owners could decide; null where that is not known. */
export type AbleOwners = readonly SlackUserId[] | null;

/** What the policy says of a token. Whomever it names for requests, the owners decide on it. */
export function admitToken(whole: AskedWhole, owners: AbleOwners, policy: OrganizationPolicy, now: Instant): Verdict {
  const named = [...policy.reviewers, ...policy.rules.flatMap((rule) => rule.then.reviewers ?? [])];
  const deciders = new Map<ReviewerRule, AbleOwners>(['owners' as const, ...named].map((rule) => [rule, owners]));
  return admit(whole.scope, policy, now, { ...whole, deciders });
}

/** What a rule lets in has been decided by whoever wrote it: one person's word is enough besides. */
export function quorumOf({ outcome, approvals, isShortOfReviewers }: Verdict): Quorum {
  if (outcome === 'allow') return { approvals: 1 };
  return { approvals, ...(isShortOfReviewers === true ? { isShortOfReviewers } : {}) };
}
