// By whom a token that waited was decided, and where.

import type { RequestNumber } from '../../domain/ids.ts';
import { standingApprovals } from '../../domain/requests/approvals.ts';
import type { Agreement, Basis } from '../../domain/scope/agreement.ts';
import { standingReview } from '../../domain/standing-review.ts';
import { untakenDenial } from '../../domain/tokens/advance-pending-token.ts';
import { isApprovalUnsaid } from '../../domain/tokens/anothers-approval.ts';
import type { PendingToken } from '../../domain/tokens/token.ts';
import type { Speech } from '../speech.ts';
import { listed, rangeOf } from './terms.ts';

function actOf({ status }: PendingToken): 'approve' | 'deny' {
  return status === 'denied' || status === 'denying' ? 'deny' : 'approve';
}

/** Whose Decision it is: of several approvals all that it rests on. */
function reviewersOf(token: PendingToken, speech: Speech): string | null {
  const review = standingReview(token);
  if (review === null || review.act !== actOf(token)) return null;
  const all = review.act === 'approve' ? standingApprovals(token) : [review];
  return listed(all.map(({ by }) => `${speech.person(by.slackId)} さん`));
}

/** Whether it was approved for being what a request allows. */
function isByMatch(token: PendingToken): boolean {
  if (actOf(token) === 'deny' || standingReview(token) !== null || token.decidedElsewhereBy !== null) return false;
  return token.agreement !== null || token.status === 'approving';
}

function whoAccepted(basis: Basis, speech: Speech): string | null {
  if (basis.by === 'people' && basis.people.length > 0)
    return listed(basis.people.map(({ slackId }) => `${speech.person(slackId)} さん`));
  if (basis.by === 'rule') return null;
  return basis.by === 'people' || basis.login === null ? '所有者' : `GitHub ユーザー ${speech.name(basis.login)} `;
}

/** "@Bea さんが 3月3日 に承認した範囲", of what was accepted as it was: who did so comes before a request, which may cover less. */
function theirRange(agreement: Agreement | null, speech: Speech): string | null {
  if (agreement?.lapsesAt !== null) return null;
  const who = whoAccepted(agreement.basis, speech);
  return who === null ? null : `${who}が ${speech.instant(agreement.agreedAt)} に承認した範囲`;
}

/** `accepted`: null where the request is what it is held to. */
export function rangeAccepted(accepted: Agreement | null, number: RequestNumber | null, speech: Speech): string {
  return theirRange(accepted, speech) ?? rangeOf(number);
}

/** What it is within. */
function within({ agreement, match }: PendingToken, speech: Speech): string | null {
  const range = theirRange(agreement, speech);
  if (range !== null) return range;
  return 'number' in match ? rangeOf(match.number) : null;
}

/** Who denied a token that has expired; null where nobody did. */
export function expiredDenied(token: PendingToken, speech: Speech): string | null {
  const denial = untakenDenial(token);
  return denial === null ? null : `${speech.person(denial.by.slackId)} さん`;
}

export function becameActive(what: string): string {
  return `${what}が GitHub で有効になりました。`;
}

export const unsaid = 'GitHub からは、誰が承認したかも、誰かに確認したかもわかりません。';

/** By whom it was decided, and where: what was decided on GitHub must not read as if it had been decided here. */
export function decidedBy(token: PendingToken, speech: Speech): string {
  const reviewers = reviewersOf(token, speech);
  if (reviewers !== null) return `${reviewers}が`;
  if (isByMatch(token)) {
    const range = within(token, speech);
    return range === null ? '自動的に' : `${range}内なので、自動的に`;
  }
  return token.decidedElsewhereBy === null
    ? '所有者が GitHub で'
    : `${speech.name(token.decidedElsewhereBy)} が GitHub で`;
}

/** The same as a sentence: who did what to `what`. */
export function decided(token: PendingToken, what: string, speech: Speech): string {
  const verb = actOf(token) === 'deny' ? '拒否しました' : '承認しました';
  const reviewers = reviewersOf(token, speech);
  if (reviewers !== null) return `${reviewers}が${what}を${verb}。`;
  if (isByMatch(token)) {
    const range = within(token, speech);
    return `${range === null ? '' : `${range}内なので、`}${what}を${verb}。`;
  }
  if (isApprovalUnsaid(token)) return `${becameActive(what)}${unsaid}`;
  const who =
    token.decidedElsewhereBy === null ? '所有者' : `GitHub ユーザー ${speech.name(token.decidedElsewhereBy)} `;
  return `${who}が GitHub で${what}を${verb}。`;
}
