// What a policy would have done with a request of the past, at the moment when it was asked for, beside what people decided then.

import type { Reviewer } from '../person.ts';
import { wasApproved } from '../requests/approvals.ts';
import { askedWhole } from '../requests/asked-whole.ts';
import { isApprovedByRule, type TokenRequest } from '../requests/token-request.ts';
import { admit, sameScopeRule, type Verdict } from './admit.ts';
import { factsKept } from './kept-facts.ts';
import type { OrganizationPolicy } from './policy.ts';
import { eachRuleOnce, type ReviewerRule } from './reviewer-rule.ts';

/** What became of it by a decision; `nobody`: it was withdrawn, timed out, ended or still waits. */
export type Decided = 'approved' | 'approved_by_rule' | 'denied' | 'nobody';

export type Replayed = {
  readonly request: TokenRequest;
  readonly decided: Decided;
  readonly verdict: Verdict;
  /** In what it differs; null where it does not, or where nobody decided. */
  readonly difference: 'refuses_approved' | 'approves_denied' | 'asks_more' | 'asks_others' | 'asks_after_rule' | null;
  /** Who decided it and could not have under the file, as far as what let them decide tells. */
  readonly others: readonly Reviewer[];
  /** Whether no person would have had to decide what people decided the same way. */
  readonly isSpared: boolean;
};

/** A file whose rules only watch is asked what they would do: that is what one wants to know before they act. */
export function replay(request: TokenRequest, file: OrganizationPolicy): Replayed {
  const policy: OrganizationPolicy = { ...file, rulesMode: 'enforce' };
  const { isOwner, ...known } = factsKept(request.verdict.facts);
  // Whether a renewal asks for no more than it had was told only of those that this let in.
  const isSame = request.verdict.rule?.name === sameScopeRule.name;
  const whole = askedWhole(request, isOwner, known);
  const verdict = admit(request.scope, policy, request.createdAt, whole, isSame);
  const decided = decisionOn(request);
  const others = othersThan(request, verdict);
  const difference = differenceOf(request, decided, verdict, others.length > 0);
  const isSpared =
    (decided === 'approved' && verdict.outcome === 'allow') || (decided === 'denied' && verdict.outcome === 'refuse');
  return { request, decided, verdict, difference, others, isSpared };
}

function decisionOn(request: TokenRequest): Decided {
  if (request.status === 'denied') return 'denied';
  if (isApprovedByRule(request)) return 'approved_by_rule';
  return request.status !== 'pending' && wasApproved(request) ? 'approved' : 'nobody';
}

/** Who may decide by the file, and by what right people did: whoever it lets decide besides makes no difference to what they decided. */
function othersThan(request: TokenRequest, { outcome, reviewers, escalates }: Verdict): readonly Reviewer[] {
  if (outcome !== 'ask') return [];
  const isLate = request.verdict.escalates?.isDone === true;
  const may: readonly ReviewerRule[] = isLate ? eachRuleOnce(reviewers, escalates?.to ?? []) : reviewers;
  const decisive = request.reviews.filter(({ revision }) => revision === request.revision).map(({ by }) => by);
  return decisive.filter(({ as = 'owners' }) => !may.includes(as));
}

function differenceOf(
  request: TokenRequest,
  decided: Decided,
  verdict: Verdict,
  isByOthers: boolean,
): Replayed['difference'] {
  const { outcome, approvals } = verdict;
  if (decided === 'nobody') return null;
  const others = isByOthers ? 'asks_others' : null;
  if (decided === 'denied') return outcome === 'allow' ? 'approves_denied' : others;
  if (outcome === 'refuse') return 'refuses_approved';
  if (outcome === 'allow') return null;
  if (decided === 'approved_by_rule') return 'asks_after_rule';
  return approvals > request.verdict.approvals ? 'asks_more' : others;
}

export type ReplayCounts = {
  readonly requests: number;
  readonly would: Readonly<Record<Verdict['outcome'], number>>;
  /** How many a person decided as the policy would have without one. */
  readonly spared: number;
  readonly differences: number;
  readonly undecided: number;
  /** Where a fact that a rule needs was not kept: a person would decide. */
  readonly uncertain: number;
  /** Of organizations that the file does not name. */
  readonly elsewhere: number;
};

export const noneReplayed: ReplayCounts = {
  ...{ requests: 0, would: { allow: 0, ask: 0, refuse: 0 }, spared: 0 },
  ...{ differences: 0, undecided: 0, uncertain: 0, elsewhere: 0 },
};

/** `one` is null for a request of an organization that the file does not name. */
export function withReplayed(counts: ReplayCounts, one: Replayed | null): ReplayCounts {
  const requests = counts.requests + 1;
  if (one === null) return { ...counts, requests, elsewhere: counts.elsewhere + 1 };
  const { verdict, difference, decided, isSpared } = one;
  return {
    ...counts,
    requests,
    would: { ...counts.would, [verdict.outcome]: counts.would[verdict.outcome] + 1 },
    spared: counts.spared + (isSpared ? 1 : 0),
    differences: counts.differences + (difference === null ? 0 : 1),
    undecided: counts.undecided + (decided === 'nobody' ? 1 : 0),
    uncertain: counts.uncertain + (verdict.isUncertain === true ? 1 : 0),
  };
}
