// By whom a token that waited was decided, and where.

import { standingApprovals } from '../../domain/requests/approvals.ts';
import type { Basis } from '../../domain/scope/agreement.ts';
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
  if (basis.by === 'people') return listed(basis.people.map(({ slackId }) => `${speech.person(slackId)} さん`));
  if (basis.by === 'rule') return null;
  return basis.login === null ? '所有者' : `GitHub ユーザー ${speech.name(basis.login)} `;
}

/** What it is within. Who let it in as it was comes before its request, which may cover less. */
function within({ agreement, match }: PendingToken, speech: Speech): string | null {
  const who = agreement?.lapsesAt === null ? whoAccepted(agreement.basis, speech) : null;
  if (agreement !== null && who !== null) return `${who}が ${speech.instant(agreement.agreedAt)} に承認した範囲`;
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
