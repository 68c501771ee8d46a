import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import type { ReviewerRule } from '../../domain/policy/reviewer-rule.ts';
import { wasApproved } from '../../domain/requests/approvals.ts';
import { timedOutUnanswered } from '../../domain/requests/offer.ts';
import { isForMachineUser, requestName, type TokenRequest } from '../../domain/requests/token-request.ts';
import { wayToRenew } from '../../domain/requests/way-to-renew.ts';
import { standingReview } from '../../domain/standing-review.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Speech } from '../speech.ts';
import { classicMadeNews, classicOverForYou } from './classic.ts';
import { endedForYou, ofMachineUser } from './machine-users.ts';
import { newSecret, renewedNews, replacedNews } from './renewals.ts';
import { type AboutRequest, requestNext, requestOutcome, requestStatus, whyReopened } from './request-status.ts';
import { reviewersSaid } from './reviewers.ts';
import { agreedAs, andMore, counted, inDays, utcDay } from './terms.ts';

const nextAfterDenial = (command: string): string => `You can request another with ${command} request.`;

/** What is rare, and wider than all else, is named. */
function kindOf({ classic }: TokenRequest): string {
  return classic === null ? '' : 'the classic token ';
}

export const requests = (command: string) => ({
  requestStatus,
  requestNext,
  reason: 'Reason',
  /** A card's first line: who and what. */
  requestCard: (request: TokenRequest, organization: string, speech: Speech): string =>
    `${speech.person(request.requester.slackId)} requests ${kindOf(request)}${speech.quoted(request.tokenName)}${ofMachineUser(request, speech)} for ${speech.name(organization)} · ${requestName(request.number)}`,
  /** The first line of a card that is decided. */
  requestFolded: (request: TokenRequest, organization: string, speech: Speech): string =>
    `${requestOutcome(request, speech)}: ${speech.quoted(request.tokenName)}${ofMachineUser(request, speech)} of ${speech.person(request.requester.slackId)} for ${speech.name(organization)} · ${requestName(request.number)}`,
  alreadyOnGithub: (tokenName: string, speech: Speech): string =>
    `${speech.quoted(tokenName)} is already waiting on GitHub. Approving here activates it.`,
  mustSeeDetails: 'Too long to show here. Open Details to review and approve.',
  requestSent: (request: TokenRequest, organization: string, speech: Speech): string =>
    `Your request ${speech.quoted(request.tokenName)}${ofMachineUser(request, speech)} for ${speech.name(organization)} · ${requestName(request.number)}`,
  requestNews: (
    request: TokenRequest,
    organization: string,
    token: ActiveToken | null,
    speech: Speech,
    { renewed = null, reopened = null }: Pick<AboutRequest, 'renewed' | 'reopened'> = {},
  ): string => {
    const place = speech.name(organization);
    const number = requestName(request.number);
    const its = `request ${speech.quoted(request.tokenName)} (${number})${ofMachineUser(request, speech)} for ${place}`;
    const what = `Your ${its}`;
    const review = standingReview(request);
    switch (request.status) {
      case 'denied':
        return `${review === null ? `${what} was denied` : `${speech.person(review.by.slackId)} denied your ${its}`}. ${nextAfterDenial(command)}`;
      case 'lapsed':
        if (request.classic !== null && wasApproved(request)) {
          return classicOverForYou(request, organization, command, speech);
        }
        return wasApproved(request)
          ? `${what} timed out: no token was made in time. ${nextAfterDenial(command)}`
          : timedOutUnanswered(request)
            ? `${what} timed out: you didn’t answer the offer in time. ${nextAfterDenial(command)}`
            : `${what} timed out: nobody decided in time. ${nextAfterDenial(command)}`;
      case 'ended':
        return `${what} ended, ${endedForYou(request, speech)}.`;
      case 'pending':
        return `${what} is waiting for a decision again.${reopened === null ? '' : ` ${whyReopened(request, reopened, speech)}`} You don’t need to do anything: we’ll tell you when somebody decides.`;
      case 'fulfilled': {
        if (request.classic !== null) return classicMadeNews(request, organization, speech);
        if (request.renews !== null && token !== null && token.tokenId === request.renews.tokenId) {
          return `${renewedNews(request, token, speech)} ${newSecret(request.whereUsed)}`;
        }
        const name = speech.quoted(token?.tokenName ?? request.tokenName);
        const whose = isForMachineUser(request) ? 'The' : 'Your';
        const expiresAt = token?.scope.expiresAt ?? null;
        const remind =
          expiresAt === null ? '' : ` We’ll remind you before ${speech.instant(expiresAt)}, when it expires.`;
        const agreed = token === null ? number : agreedAs(token, request, speech);
        const isReplacing = request.renews !== null && wayToRenew(request, renewed) !== 'instead';
        return `${whose} token ${name} (${agreed})${ofMachineUser(request, speech)} can reach ${place} now.${remind}${isReplacing ? ` ${replacedNews(request, speech)}` : ''}`;
      }
      default:
        return `${what} has changed.`;
    }
  },
  withdrawn: (number: RequestNumber): string =>
    `${requestName(number)} was withdrawn. If you have already made its token on GitHub, please delete it there.`,
  buttons: {
    vouch: 'Confirm account',
    refusePerson: 'Refuse',
    approve: 'Approve',
    deny: 'Deny…',
    ask: 'Ask…',
    answer: 'Answer…',
    details: 'Details',
    withdraw: 'Withdraw',
    nudge: 'Remind reviewers',
    githubForbids: 'I can’t choose the organization',
    githubCaps: 'I can’t choose so many days',
    approveAsItIs: 'Approve as it is',
    acceptAsItIs: 'Accept as it is',
    takeBack: 'Withdraw approval…',
    revoke: 'Revoke…',
    keep: 'Keep…',
    explain: 'Tell the owners why…',
  },
  withdrawConfirm: {
    title: 'Withdraw this request?',
    text: 'You can’t undo this, but you can request again any time.',
    confirm: 'Withdraw',
    deny: 'Keep it',
  },
  denyTitle: 'Deny',
  denySubmit: 'Deny',
  denyReader: {
    request: 'The requester will see this.',
    pending_token: 'GitHub emails this to the token’s holder, and we’ll tell them here too.',
  },
  detailsTitle: 'Details',
  wholeRequest: 'Everything requested',
  working: 'One moment: we’re asking GitHub whether you may see this.',
  done: (act: 'approved' | 'accepted' | 'reminded', name: string): string =>
    act === 'reminded'
      ? `We’ve asked the holder of ${name} by direct message.`
      : `You ${act} ${name}. We’re updating the message in the channel.`,
  listTitle: 'Your requests and tokens',
  nothingListed: `You have no requests and no tokens here. Request one with ${command} request.`,
  requestsHeading: 'Requests',
  heldHeading: 'On hold',
  waitingHeading: 'Waiting for approval',
  tokensHeading: 'Tokens that can reach the organization',
  waitingTitle: (count: number, organization: string, speech: Speech): string =>
    count === 1
      ? `A request for ${speech.name(organization)} still needs a decision`
      : `${counted(count, 'request')} for ${speech.name(organization)} still need a decision`,
  waitingLine: ({ number, tokenName, holder, undecidedUntil }: TokenRequest, days: number): string =>
    `${requestName(number)}, ${holder.login}’s “${tokenName}”: times out ${inDays(days)}, on ${utcDay(undecidedUntil)}`,
  nudgeTitle: (by: SlackUserId, organization: string, speech: Speech): string =>
    `${speech.person(by)} asks you to look at a request for ${speech.name(organization)}`,
  nudgeNext: 'It still needs a decision. Open Details to review and decide.',
  nudgeOnDuty: (groups: readonly ReviewerRule[], speech: Speech): string =>
    `On duty: ${reviewersSaid(groups, '', speech)}.`,
  nudged: (number: RequestNumber): string =>
    `We reminded the reviewers of ${requestName(number)}. You can remind them again tomorrow.`,
  nudgedUntil: (againAt: string): string => `You can remind the reviewers again from ${againAt} on.`,
  escalatedNext: (to: readonly ReviewerRule[], organization: string, speech: Speech): string =>
    `Nobody decided in time, so ${reviewersSaid(to, organization, speech)} may decide now too. Open Details to review and decide.`,
  waitingNext: 'Half the time to decide has passed. Open Details to review and decide.',
  moreListed: (count: number): string => andMore(count),
});
