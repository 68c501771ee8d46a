import { type Quorum, sameScopeRule, type Verdict } from '../../domain/policy/admit.ts';
import type { Reason } from '../../domain/policy/reason.ts';
import type { Would } from '../../domain/policy/rules/evaluate.ts';
import type { RuleName } from '../../domain/policy/rules/rule.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { standingApprovals } from '../../domain/requests/approvals.ts';
import { requestName, type TokenRequest } from '../../domain/requests/token-request.ts';
import type { TokenReason } from '../../domain/tokens/reasons-against-token.ts';
import type { Speech } from '../speech.ts';
import { classicReason } from './classic.ts';
import { reviewersSaid, reviewingAs } from './reviewers.ts';
import { capital, counted, listed } from './terms.ts';

/** What approved or asks for it, as the subject of a sentence. The key for renewals is no rule that anybody named. */
export const ruled = ({ name }: Pick<RuleName, 'name'>): string =>
  name === sameScopeRule.name ? 'The policy for renewals' : `The rule “${name}”`;

/** Why the policy refuses, in one sentence or two; the rule's own reason follows. */
export function policySays(reason: Reason): string {
  switch (reason.code) {
    case 'classic_not_allowed':
      return 'The policy allows no classic tokens.';
    case 'classic_reason_not_allowed':
      return `The policy allows no classic token for this: ${classicReason(reason.reason)}.`;
    case 'never_not_allowed':
      return 'The policy requires an expiry date.';
    case 'lifetime_beyond_maximum':
      return `The policy allows ${counted(reason.maxDays, 'day')} at most.`;
    case 'rule_denies':
      return `${ruled(reason.rule)} forbids it: ${ended(reason.rule)}`;
    case 'rule_caps':
      return `${ruled(reason.rule)} allows ${counted(reason.maxDays, 'day')} at most: ${ended(reason.rule)}`;
    case 'rule_wants_justification':
      return `${ruled(reason.rule)} wants something in the justification that looks like “${reason.pattern}”: ${ended(reason.rule)}`;
  }
}

/** The same of a token; why one person can't accept it, and what its holder can do. */
export function tokenReason(reason: TokenReason): string {
  if (reason.code !== 'rule_wants_several') return policySays(reason);
  const { rule, approvals } = reason;
  return `${ruled(rule)} wants ${counted(approvals, 'reviewer')}, so one can’t accept it alone. Its holder can narrow it, or request it so that several can decide.`;
}

/** The operator's own words, as the end of a sentence. */
function ended({ reason }: RuleName): string {
  return /[.!?]$/.test(reason) ? reason : `${reason}.`;
}

/** Every reason, or nothing, after a sentence that says that the policy refuses. */
export const policySaysAll = (reasons: readonly Reason[]): string =>
  reasons
    .map(
      (one) =>
        ` ${'rule' in one || !('maxDays' in one) ? policySays(one) : `A token may last ${counted(one.maxDays, 'day')} at most here.`}`,
    )
    .join('');

function wouldSay({ rule, outcome, approvals, reviewers }: Would): string {
  const name = `“${rule.name}”`;
  if (outcome === 'allow') return `The rule ${name} would have approved it. It only watches.`;
  if (outcome === 'deny') return `The rule ${name} would have refused it. It only watches.`;
  return `The rule ${name} would have asked ${reviewers === null || approvals !== null ? counted(approvals ?? 1, 'reviewer') : 'others to review it'}. It only watches.`;
}

const oneIsEnough = 'Only one reviewer could decide this, so one approval is enough.';
const nobodyElse = 'Nobody whom the policy names could decide this.';

export const rules = {
  /** How many have to approve, and who did; null where one approval settles it and nothing is to say. */
  quorum: (
    reviewed: Parameters<typeof standingApprovals>[0],
    { approvals, isShortOfReviewers }: Quorum,
    speech: Speech,
  ): string | null => {
    if (approvals > 1) {
      const given = standingApprovals(reviewed);
      const who = listed(given.map(({ by }) => `${speech.person(by.slackId)}${reviewingAs(by.as, speech)}`));
      return given.length === 0
        ? `${approvals} reviewers have to approve this.`
        : `${given.length} of ${approvals}: ${who} approved.`;
    }
    return isShortOfReviewers === true ? oneIsEnough : null;
  },
  /** To whoever approved it, and has no button any more. */
  missingBeside: (missing: number): string =>
    `You have already approved this. It needs ${counted(missing, 'more reviewer', 'more reviewers')}.`,
  /** Who may decide, where it is not simply the owners; null where it is. */
  reviewers: ({ verdict }: TokenRequest, organization: string, speech: Speech): string | null => {
    const { reviewers, isLeftToOwners, escalates } = verdict;
    if (isLeftToOwners === true) return `${nobodyElse} The owners review it.`;
    if (reviewers.every((rule) => rule === 'owners')) return null;
    const late = escalates?.isDone === true ? 'Nobody decided in time. ' : '';
    return `${late}${capital(reviewersSaid(reviewers, organization, speech))} may decide this.`;
  },
  /** To the requester: whoever could have decided can't any more. */
  leftToOwnersNews: ({ number, tokenName }: TokenRequest, organization: string, speech: Speech): string =>
    `Your request ${speech.quoted(tokenName)} (${requestName(number)}) is still waiting. ${nobodyElse} The owners of ${speech.name(organization)} will review it. You don’t need to do anything.`,
  /** In the channel. */
  leftToOwnersNext: (organization: string, speech: Speech): string =>
    `${nobodyElse} The owners of ${speech.name(organization)} review it now. Open Details to review and decide.`,
  /** By which rule it is asked of people. */
  byRule: ({ verdict }: TokenRequest): string | null =>
    verdict.rule === undefined || verdict.outcome === 'allow'
      ? null
      : `By the rule “${verdict.rule.name}”: ${ended(verdict.rule)}`,
  would: (would: readonly Would[]): readonly string[] => would.map(wouldSay),
  /** Before sending: who decides. */
  whoDecides: (verdict: Verdict, organization: string, undecidedDays: number, speech: Speech): string => {
    const { outcome, approvals, rule, reviewers, isShortOfReviewers, isLeftToOwners, escalates } = verdict;
    if (outcome === 'allow' && rule?.name === sameScopeRule.name) {
      return 'The policy allows renewals of the same access, so nobody has to approve this.';
    }
    if (outcome === 'allow' && rule !== undefined) {
      return `The rule “${rule.name}” approves this at once: ${ended(rule)}`;
    }
    const by = rule === undefined ? '' : ` The rule “${rule.name}” says so: ${ended(rule)}`;
    const many =
      approvals > 1 ? ` ${approvals} of them have to approve.` : isShortOfReviewers === true ? ` ${oneIsEnough}` : '';
    const who = capital(reviewersSaid(reviewers, organization, speech));
    const first = isLeftToOwners === true ? `${nobodyElse} ${who} will review it.` : `${who} will review this.`;
    const later =
      escalates === undefined
        ? ''
        : ` If nobody decides before ${speech.instant(escalates.at)}, ${reviewersSaid(escalates.to, organization, speech)} may decide too.`;
    return `${first}${many}${by}${later} If nobody decides within ${counted(undecidedDays, 'day')}, it times out.`;
  },
};

const minute = 60_000;

/** Before sending: what past decisions took. */
export const usualTime = (ms: number): string => {
  if (ms < 2 * minute) return 'It usually takes a minute or two until it is decided.';
  const told =
    ms < 100 * minute
      ? counted(Math.round(ms / minute), 'minute')
      : ms < 36 * 60 * minute
        ? counted(Math.round(ms / (60 * minute)), 'hour')
        : counted(Math.round(ms / (24 * 60 * minute)), 'day');
  return `It usually takes about ${told} until it is decided.`;
};

/** What was to be sent, and the policy forbids. */
export function forbidden({ reasons, isOfToken }: Extract<Refusal, { why: 'policy_forbids' }>): string {
  return isOfToken === true
    ? `The policy doesn’t allow what this token has, so you can’t request it. Nothing was sent.${policySaysAll(reasons)} Create a token within that, or wait for an owner to decide.`
    : `The policy doesn’t allow this request. Nothing was sent.${policySaysAll(reasons)} Change what you request, or ask an owner.`;
}

/** Why nobody lets in a token as it is, or not alone. */
export function tokenForbidden(
  refusal: Extract<Refusal, { why: 'token_forbidden' | 'token_needs_several' }>,
  speech: Speech,
): string {
  const name = speech.quoted(refusal.tokenName);
  return refusal.why === 'token_forbidden'
    ? `Nobody can approve ${name} here.${policySaysAll(refusal.reasons)} Nothing was decided.`
    : `The rule “${refusal.rule.name}” wants ${counted(refusal.approvals, 'reviewer')} for ${name}, so one can’t approve it alone. Its holder can narrow it, or request it so that several can decide. Nothing was decided.`;
}
