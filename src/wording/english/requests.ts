import type { RequestNumber } from '../../domain/ids.ts';
import { standingReview } from '../../domain/requests/advance-request.ts';
import { requestName, type TokenRequest } from '../../domain/requests/token-request.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Speech } from '../speech.ts';
import { named, requestNext, requestOutcome, requestStatus } from './request-status.ts';

const nextAfterDenial = (command: string): string => `You can ask again with ${command} request.`;

export const requests = (command: string) => ({
  requestStatus,
  requestNext,
  reason: 'Reason',
  /** A card's first line: who and what. */
  requestCard: (request: TokenRequest, organization: string, speech: Speech): string =>
    `${speech.person(request.requester.slackId)} requests ${speech.quoted(request.tokenName)} for ${speech.name(organization)} · ${requestName(request.number)}`,
  /** The first line of a card that is decided. */
  requestFolded: (request: TokenRequest, organization: string, speech: Speech): string =>
    `${requestOutcome(request, speech)}: ${speech.quoted(request.tokenName)} of ${speech.person(request.requester.slackId)} for ${speech.name(organization)} · ${requestName(request.number)}`,
  alreadyOnGithub: (tokenName: string, speech: Speech): string =>
    `${speech.quoted(tokenName)} is already waiting on GitHub. Approving here activates it.`,
  mustSeeDetails: 'Too long to show here. Open Details to review and approve.',
  requestSent: (request: TokenRequest, organization: string, speech: Speech): string =>
    `Your request ${speech.quoted(request.tokenName)} for ${speech.name(organization)} · ${requestName(request.number)}`,
  requestApproved: (request: TokenRequest, organization: string, speech: Speech): string => {
    const review = standingReview(request);
    const by = review?.act === 'approve' ? ` by ${speech.person(review.by.slackId)}` : '';
    // The message stays where it is when the approval does not: its status says what became of it.
    const isAgreed = request.agreement !== null;
    return `Your request ${requestName(request.number)} for a token for ${speech.quoted(organization)}${isAgreed ? ` was approved${by}` : ''}`;
  },
  approvedSteps: (request: TokenRequest, speech: Speech): readonly string[] => {
    const lapsesAt = request.agreement?.lapsesAt ?? null;
    return [
      `Make the token on GitHub now: the button opens GitHub’s page, filled in as far as GitHub can.${lapsesAt === null ? '' : ` The approval lapses on ${speech.instant(lapsesAt)}.`}`,
      'Choose the repositories and paste the justification yourself: GitHub can’t fill these in. GitHub may ignore the filled-in values altogether; it then suggests 30 days and no permissions. Compare with the values below before you generate the token.',
      'GitHub shows the token as pending at first: until it is let in, it reads only what is public. If it is what was agreed, or less, that takes about a minute, and you are told here. If it is more, an owner has to look at it.',
      'Treat the token like a password: keep it where secrets are kept, and never paste it in Slack.',
    ];
  },
  ownerApproved:
    'You are an owner: GitHub lets your token in by itself. It is compared with what was agreed all the same.',
  descriptionCut: 'The description was too long for the link: paste it yourself from below.',
  createOnGithub: 'Create on GitHub',
  values: 'Values to copy',
  valueLabels: {
    name: 'Token name',
    description: 'Description',
    owner: 'Resource owner',
    expiration: 'Expiration',
    repositories: 'Repository access',
    permissions: 'Permissions',
    justification: 'Justification',
  },
  expiration: {
    never: 'No expiration',
    days: (days: string): string => `${days} days`,
    custom: (day: string): string => `Custom: ${day}`,
  },
  requestNews: (request: TokenRequest, organization: string, token: ActiveToken | null, speech: Speech): string => {
    const what = `Your request ${requestName(request.number)} for a token for ${speech.quoted(organization)}`;
    const review = standingReview(request);
    switch (request.status) {
      case 'denied':
        return `${what} was denied${review === null ? '' : ` by ${speech.person(review.by.slackId)}`}. ${nextAfterDenial(command)}`;
      case 'lapsed':
        return review?.act === 'approve'
          ? `${what} lapsed: no token was made in time. ${nextAfterDenial(command)}`
          : `${what} lapsed: nobody decided in time. ${nextAfterDenial(command)}`;
      case 'ended':
        return `${what} ended, because you are no longer a member of the organization.`;
      case 'pending':
        return `${what} waits for a decision again: the owner who had approved it is no longer an owner, or was linked to the wrong GitHub account. You don’t need to do anything: we tell you when somebody decides.`;
      case 'fulfilled':
        return `Your token${named(request, token, speech)} for ${requestName(request.number)} is active: it can reach ${speech.quoted(organization)} now. You are reminded here before it expires.`;
      default:
        return `${what} has changed.`;
    }
  },
  withdrawn: (number: RequestNumber): string =>
    `${requestName(number)} was withdrawn. If you have already made its token on GitHub, please delete it there.`,
  buttons: {
    approve: 'Approve',
    deny: 'Deny…',
    ask: 'Ask…',
    answer: 'Answer…',
    details: 'Details',
    withdraw: 'Withdraw',
    approveAsItIs: 'Approve as it is',
    acceptAsItIs: 'Accept as it is',
    takeBack: 'Withdraw approval…',
    revoke: 'Revoke…',
    explain: 'Explain…',
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
  wholeRequest: 'All that is requested',
  working: 'One moment: GitHub is asked whether you may see this.',
  done: (act: 'approved' | 'accepted', name: string): string =>
    `You ${act} ${name}. The message in the channel follows.`,
  listTitle: 'Your requests and tokens',
  nothingListed: `You have no requests and no tokens here. Ask for one with ${command} request.`,
  requestsHeading: 'Requests',
  tokensHeading: 'Tokens that can reach the organization',
  waitingTitle: (count: number, organization: string, speech: Speech): string =>
    count === 1
      ? `A request for ${speech.quoted(organization)} still waits for a decision`
      : `${count} requests for ${speech.quoted(organization)} still wait for a decision`,
  waitingLine: (request: TokenRequest, speech: Speech): string =>
    `${requestName(request.number)} ${speech.quoted(request.tokenName)} of ${speech.person(request.requester.slackId)}: lapses on ${speech.instant(request.undecidedUntil)}.`,
  waitingNext: 'Half of the time to decide has passed. Approve and Deny are on each request’s own message above.',
  moreListed: (count: number): string => `and ${count} more`,
});
