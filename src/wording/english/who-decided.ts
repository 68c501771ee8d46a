// By whom a token that waited was decided, and where.

import type { RequestNumber } from '../../domain/ids.ts';
import { standingApprovals } from '../../domain/requests/approvals.ts';
import type { Agreement, Basis } from '../../domain/scope/agreement.ts';
import { standingReview } from '../../domain/standing-review.ts';
import { untakenDenial } from '../../domain/tokens/advance-pending-token.ts';
import { isApprovalUnsaid } from '../../domain/tokens/anothers-approval.ts';
import type { PendingToken } from '../../domain/tokens/token.ts';
import type { Speech } from '../speech.ts';
import { capital, coveredBy, listed, widerThan } from './terms.ts';

/** Whose Decision it is: of several approvals all that it rests on. */
function reviewersOf(token: PendingToken, act: 'approve' | 'deny', speech: Speech): string | null {
  const review = standingReview(token);
  if (review?.act !== act) return null;
  return listed((act === 'approve' ? standingApprovals(token) : [review]).map(({ by }) => speech.person(by.slackId)));
}

/** Whether it was approved for being what a request allows. */
function isByMatch(token: PendingToken): boolean {
  if (standingReview(token) !== null || token.decidedElsewhereBy !== null) return false;
  return token.agreement !== null || token.status === 'approving';
}

function whoAccepted(basis: Basis, speech: Speech): string | null {
  if (basis.by === 'people' && basis.people.length > 0)
    return listed(basis.people.map(({ slackId }) => speech.person(slackId)));
  if (basis.by === 'rule') return null;
  return basis.by === 'people' || basis.login === null ? 'an owner' : `GitHub user ${speech.name(basis.login)}`;
}

/** "what @Bea approved on 3 March 2027", of what was accepted as it was: who did so comes before a request, which may cover less. */
function whatTheyAccepted(agreement: Agreement | null, speech: Speech): string | null {
  if (agreement?.lapsesAt !== null) return null;
  const who = whoAccepted(agreement.basis, speech);
  return who === null ? null : `what ${who} approved on ${speech.instant(agreement.agreedAt)}`;
}

/** `accepted`: null where the request is what it is held to. */
export function widerThanAccepted(accepted: Agreement | null, number: RequestNumber | null, speech: Speech): string {
  const what = whatTheyAccepted(accepted, speech);
  return what === null ? widerThan(number) : `wider than ${what}`;
}

export function longerThanAccepted(accepted: Agreement | null, speech: Speech): string | null {
  const what = whatTheyAccepted(accepted, speech);
  return what === null ? null : `longer than ${what}`;
}

export function withinAccepted(accepted: Agreement | null, number: RequestNumber | null, speech: Speech): string {
  const what = whatTheyAccepted(accepted, speech);
  return what === null ? coveredBy(number) : `it’s within ${what}`;
}

/** What it is within. */
function within({ agreement, match }: PendingToken, speech: Speech): string | null {
  const what = whatTheyAccepted(agreement, speech);
  if (what !== null) return `it’s within ${what}`;
  return 'number' in match ? coveredBy(match.number) : null;
}

/** Who denied a token that has expired; null where nobody did. */
export function expiredDenied(token: PendingToken, speech: Speech): string | null {
  const denial = untakenDenial(token);
  return denial === null ? null : speech.person(denial.by.slackId);
}

export const unsaid = 'GitHub doesn’t say who approved it, or whether it asked anybody.';

/** Of what nobody says who let it in. */
export function becameActive(what: string): string {
  return `${capital(what)} became active on GitHub.`;
}

/** By whom it was decided, and where: what was decided on GitHub must not read as if it had been decided here. */
export function decidedBy(token: PendingToken, speech: Speech): string {
  const act = token.status === 'denied' || token.status === 'denying' ? 'deny' : 'approve';
  const reviewers = reviewersOf(token, act, speech);
  if (reviewers !== null) return ` by ${reviewers}`;
  if (act === 'approve' && isByMatch(token)) {
    const why = within(token, speech);
    return why === null ? ' automatically' : ` automatically: ${why}`;
  }
  return token.decidedElsewhereBy === null ? ' on GitHub' : ` on GitHub by ${speech.name(token.decidedElsewhereBy)}`;
}

/** The same as a sentence: who did what to `what`. */
export function decided(token: PendingToken, what: string, speech: Speech): string {
  const act = token.status === 'denied' || token.status === 'denying' ? 'deny' : 'approve';
  const verb = act === 'deny' ? 'denied' : 'approved';
  const reviewers = reviewersOf(token, act, speech);
  if (reviewers !== null) return `${reviewers} ${verb} ${what}.`;
  if (act === 'approve' && isByMatch(token)) {
    const why = within(token, speech);
    return `We approved ${what}${why === null ? '' : `, as ${why}`}.`;
  }
  if (isApprovalUnsaid(token)) return `${becameActive(what)} ${unsaid}`;
  const who = token.decidedElsewhereBy === null ? 'An owner' : `GitHub user ${speech.name(token.decidedElsewhereBy)}`;
  return `${who} ${verb} ${what} on GitHub.`;
}
