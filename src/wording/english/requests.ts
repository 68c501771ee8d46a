import type { RequestNumber } from '../../domain/ids.ts';
import { standingReview } from '../../domain/requests/advance-request.ts';
import { isForMachineUser, requestName, type TokenRequest } from '../../domain/requests/token-request.ts';
import { isNamedAlike } from '../../domain/tokens/match.ts';
import type { ActiveToken, PendingToken } from '../../domain/tokens/token.ts';
import type { Speech } from '../speech.ts';
import { endedBecause, endedForYou, ofMachineUser } from './machine-users.ts';
import { inDays, utcDay } from './terms.ts';

function approved(request: TokenRequest, speech: Speech): string {
  const review = standingReview(request);
  return review?.act === 'approve' ? `Approved by ${speech.person(review.by.slackId)}` : 'Approved on github.com';
}

function denied(request: TokenRequest, speech: Speech): string {
  const review = standingReview(request);
  return review?.act === 'deny'
    ? `Denied by ${speech.person(review.by.slackId)} on ${speech.instant(review.at)}`
    : 'Denied';
}

function wasApproved(request: TokenRequest): boolean {
  return request.reviews.some(({ act, revision }) => act === 'approve' && revision === request.revision);
}

function tokenSince(request: TokenRequest, token: ActiveToken | null, speech: Speech): string {
  const when = speech.instant(token?.changedAt ?? request.changedAt);
  const its = `Its token${named(request, token, speech)}`;
  switch (token?.status) {
    case 'revoking':
      return `${its} is being revoked.`;
    case 'revoked':
      return `${its} was revoked on ${when}.`;
    case 'gone':
      return `${its} lost access to the organization on ${when}.`;
    case 'expired':
      return `${its} expired on ${speech.instant(token.scope.expiresAt ?? token.changedAt)}.`;
    case 'exceeding':
      return `${its} is active, and goes past what was agreed.`;
    default:
      return `${its} has been active since ${speech.instant(token?.firstSeenAt ?? request.changedAt)}.`;
  }
}

/** What there is of a request on GitHub. */
export type AboutRequest = { readonly token: ActiveToken | null; readonly waiting: PendingToken | null };

/** The token's own name where it is not the one that was asked for: then every sentence names both. */
function named(request: TokenRequest, token: { readonly tokenName: string } | null, speech: Speech): string {
  return token === null || isNamedAlike(token.tokenName, request.tokenName) ? '' : ` ${speech.quoted(token.tokenName)}`;
}

function approvedAndWaiting(request: TokenRequest, waiting: PendingToken, speech: Speech): string {
  const its = `Its token${named(request, waiting, speech)}`;
  switch (waiting.match.kind) {
    case 'exceeds':
      return `${its} waits on GitHub and is held, because it goes past what was agreed.`;
    default:
      return `${its} waits on GitHub${waiting.status === 'held' ? ' and is held' : ''}.`;
  }
}

const nextAfterDenial = (command: string): string => `You can ask again with ${command} request.`;

export const requests = (command: string) => ({
  /** Where a request stands, for everybody who sees it. */
  requestStatus: (request: TokenRequest, organization: string, about: AboutRequest, speech: Speech): string => {
    const { status, agreement } = request;
    const { token, waiting } = about;
    const lapses = agreement?.lapsesAt == null ? '' : ` until ${speech.instant(agreement.lapsesAt)}`;
    switch (status) {
      case 'pending':
        return `Waiting for an owner of ${speech.quoted(organization)} to decide, until ${speech.instant(request.undecidedUntil)}.`;
      case 'approved':
        if (waiting !== null) return `${approved(request, speech)}. ${approvedAndWaiting(request, waiting, speech)}`;
        return request.scope.lifetime.kind === 'until'
          ? `${approved(request, speech)}. Its token is on GitHub already; it is let in if it still waits there.`
          : `${approved(request, speech)}. Waiting for the token to be made on GitHub${lapses}.`;
      case 'claimed':
        return `${approved(request, speech)}. Its token${named(request, waiting, speech)} was made on GitHub and is being let in.`;
      case 'fulfilled':
        return `${approved(request, speech)}. ${tokenSince(request, token, speech)}`;
      case 'denied':
        return wasApproved(request)
          ? `${denied(request, speech)}, after it had been approved.`
          : `${denied(request, speech)}.`;
      case 'withdrawn':
        return `Withdrawn by ${speech.person(request.requester.slackId)} on ${speech.instant(request.changedAt)}.`;
      case 'lapsed':
        return wasApproved(request)
          ? `${approved(request, speech)}, but lapsed: no token was made in time.`
          : 'Lapsed: nobody decided in time.';
      case 'ended':
        return `Ended on ${speech.instant(request.changedAt)}: ${endedBecause(request, speech)}.`;
    }
  },
  reason: 'Reason',
  requestCard: (request: TokenRequest, organization: string, speech: Speech): string =>
    `${requestName(request.number)}: ${speech.person(request.requester.slackId)} (${speech.quoted(request.requester.login)} on GitHub) asks for a token${ofMachineUser(request, speech)} for ${speech.quoted(organization)}`,
  alreadyOnGithub: 'The token is already on GitHub and waits; it will be let in when you approve here.',
  mustSeeDetails: 'This asks for more than fits here: read all of it in Details, and approve there.',
  requestSent: (request: TokenRequest, organization: string, speech: Speech): string =>
    `Your request ${requestName(request.number)} for a token${ofMachineUser(request, speech)} for ${speech.quoted(organization)}`,
  requestNews: (request: TokenRequest, organization: string, token: ActiveToken | null, speech: Speech): string => {
    const what = `Your request ${requestName(request.number)} for a token${ofMachineUser(request, speech)} for ${speech.quoted(organization)}`;
    const review = standingReview(request);
    switch (request.status) {
      case 'denied':
        return `${what} was denied${review === null ? '' : ` by ${speech.person(review.by.slackId)}`}. ${nextAfterDenial(command)}`;
      case 'lapsed':
        return review?.act === 'approve'
          ? `${what} lapsed: no token was made in time. ${nextAfterDenial(command)}`
          : `${what} lapsed: nobody decided in time. ${nextAfterDenial(command)}`;
      case 'ended':
        return `${what} ended, ${endedForYou(request, speech)}.`;
      case 'pending':
        return `${what} waits for a decision again: the owner who had approved it is no longer an owner, or was linked to the wrong GitHub account. You don’t need to do anything: we tell you when somebody decides.`;
      case 'fulfilled':
        return `${isForMachineUser(request) ? 'The' : 'Your'} token${named(request, token, speech)}${ofMachineUser(request, speech)} for ${requestName(request.number)} is active: it can reach ${speech.quoted(organization)} now. You are reminded here before it expires.`;
      default:
        return `${what} has changed.`;
    }
  },
  withdrawn: (number: RequestNumber): string =>
    `${requestName(number)} was withdrawn. If you have already made its token on GitHub, please delete it there.`,
  buttons: {
    approve: 'Approve',
    deny: 'Deny…',
    details: 'Details',
    withdraw: 'Withdraw',
    approveAsItIs: 'Approve as it is',
    acceptAsItIs: 'Accept as it is',
    takeBack: 'Deny after all…',
    revoke: 'Revoke…',
    explain: 'Tell the owners why…',
  },
  withdrawConfirm: {
    title: 'Withdraw this request?',
    text: 'It can’t be taken up again; you can ask anew at any time.',
    confirm: 'Withdraw',
    deny: 'Keep it',
  },
  denyTitle: 'Deny',
  denySubmit: 'Deny',
  denyReader: {
    request: 'The requester reads this.',
    pending_token: 'GitHub mails this to the token’s holder, and they are told here.',
  },
  detailsTitle: 'Details',
  working: 'One moment: GitHub is asked whether you may see this.',
  done: (act: 'approved' | 'accepted', name: string): string =>
    `You ${act} ${name}. The message in the channel follows.`,
  listTitle: 'Your requests and tokens',
  nothingListed: `You have no requests and no tokens here. Ask for one with ${command} request.`,
  requestsHeading: 'Requests',
  tokensHeading: 'Tokens that can reach the organization',
  waitingTitle: (count: number, organization: string, speech: Speech): string =>
    count === 1
      ? `A request for ${speech.name(organization)} still needs a decision`
      : `${count} requests for ${speech.name(organization)} still need a decision`,
  waitingLine: ({ number, tokenName, holder, undecidedUntil }: TokenRequest, days: number): string =>
    `${requestName(number)}, ${holder.login}’s “${tokenName}”: expires ${inDays(days)}, on ${utcDay(undecidedUntil)}`,
  waitingNext: 'Half of the time to decide has passed. Open Details to review and decide.',
  moreListed: (count: number): string => `and ${count} more`,
});
