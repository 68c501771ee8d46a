// Approve, deny and withdraw, ask and answer, on a TokenRequest. Once a token has claimed it, taking the approval back takes back the call to GitHub too, in
// the same Change; where that call was leased already, it is too late.
import { type Change, noChange, together } from '../change.ts';
import type { Instant } from '../ids.ts';
import type { Reviewer } from '../person.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { advanceRequest } from '../requests/advance-request.ts';
import { missingBeside, standingApprovals } from '../requests/approvals.ts';
import { inquiryAt, mayAskMore, mostInquiries } from '../requests/inquiry.ts';
import { isRevoked } from '../requests/reasons-against.ts';
import { activeTokenAlready } from '../tokens/advance-active-token.ts';
import type { Dossier } from '../tokens/dossier.ts';
import type { PendingToken } from '../tokens/token.ts';
import type { PersonAct } from './acts.ts';
import { already, type Case } from './case.ts';
import { acceptOffer, offerLess } from './decide-on-offer.ts';
import { retractApproval } from './retract-approval.ts';

type OnRequest = Extract<Case, { on: 'request' }>;

export function decideOnRequest(given: OnRequest, deed: PersonAct, by: Reviewer, now: Instant): Change | Refusal {
  const { request, policy, policyHash } = given;
  const ended = endedMeanwhile(given, deed);
  if (ended !== null) return ended;
  switch (deed.act) {
    case 'approve_request': {
      const { unusedDays } = policy.lapse;
      // People are counted, not clicks.
      const still = missingBeside(request, request.verdict.approvals, by.githubId, given.lostReviewers);
      if (still !== null) return refuse({ why: 'already_reviewed', number: request.number, missing: still });
      const earlier = standingApprovals(request, given.lostReviewers).map((one) => one.by);
      const missing = request.verdict.approvals - earlier.length;
      const lost = given.lostReviewers === undefined ? {} : { lost: given.lostReviewers };
      if (missing > 1) return advanceRequest(request, { act: 'review', by, ...lost }, now);
      const { isTokenThere = false } = given;
      const approval = { act: 'approve', by, ...lost, others: earlier, policyHash, unusedDays, isTokenThere } as const;
      return advanceRequest(request, approval, now);
    }
    case 'deny_request': {
      const { reason } = deed;
      const denied = advanceRequest(request, { act: 'deny', by, reason }, now);
      return alsoOfItsToken(given, denied, { by, reason, why: 'the approval was taken back' }, now);
    }
    case 'withdraw_request': {
      const withdrawn = advanceRequest(request, { act: 'withdraw' }, now);
      return alsoOfItsToken(given, withdrawn, { by: null, why: 'the request was withdrawn' }, now);
    }
    case 'make_classic':
      if (request.classic === null) return refuse({ why: 'unknown_message' });
      return advanceRequest(request, { act: 'make', lastEight: deed.lastEight, isSeen: false }, now);
    case 'ask_requester': {
      const { id, question } = deed;
      const { inquiries, number, requester } = request;
      if (inquiries.some((one) => one.id === id)) return noChange;
      if (!mayAskMore(request)) {
        return refuse({ why: 'enough_questions', number, slackId: requester.slackId, most: mostInquiries });
      }
      return advanceRequest(request, { act: 'ask', by, id, question }, now);
    }
    case 'answer_question': {
      const { place, answer } = deed;
      const inquiry = inquiryAt(request.inquiries, place);
      if (inquiry === null) return refuse({ why: 'unknown_message' });
      if (inquiry.answer === null) return advanceRequest(request, { act: 'answer', place, text: answer }, now);
      return inquiry.answer.text === answer ? noChange : refuse({ why: 'question_answered', number: request.number });
    }
    case 'adjust_request':
      return offerLess(given, deed, by, now);
    case 'accept_offer':
      return acceptOffer(given, deed.place, now);
    default:
      throw new Error(`${deed.act} is not decided on a request`);
  }
}

/** The token that a renewal is for, in the words of whoever comes second. */
function endedMeanwhile({ request, renewed = null }: OnRequest, { act }: PersonAct): Refusal | null {
  const approves = act === 'approve_request' || act === 'adjust_request' || act === 'accept_offer';
  const isOver = approves && request.status === 'pending' && isRevoked(renewed);
  return isOver ? activeTokenAlready(renewed) : null;
}

function alsoOfItsToken(
  given: OnRequest,
  change: Change | Refusal,
  back: Parameters<typeof retractApproval>[2],
  now: Instant,
): Change | Refusal {
  const approving = approvingToken(given);
  if (isRefusal(change) || approving === null) return change;
  if (!given.isApprovalUnsent) return already(given);
  // Where the policy only observes by now, no denial is sent: the token goes on waiting.
  const isObserved = given.policy.mode === 'observe';
  const retracted = isObserved ? { by: null, why: back.why } : back;
  return together(change, retractApproval(approving.dossier, approving.token, retracted, now));
}

function approvingToken({ dossier }: OnRequest): { readonly dossier: Dossier; readonly token: PendingToken } | null {
  if (dossier === null) return null;
  const token = dossier.pendingTokens.find(({ status }) => status === 'approving');
  return token === undefined ? null : { dossier, token };
}
