import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import type { Reason } from '../../domain/policy/reason.ts';
import { requestName, type TokenRequest } from '../../domain/requests/token-request.ts';
import { standingReviewOfToken } from '../../domain/tokens/advance-pending-token.ts';
import { isLiving } from '../../domain/tokens/dossier.ts';
import type { Ending } from '../../domain/tokens/ending.ts';
import { isOnlyANewTokenWithin } from '../../domain/tokens/offered.ts';
import type { ActiveToken, PendingToken } from '../../domain/tokens/token.ts';
import type { Speech } from '../speech.ts';
import { endings } from './endings.ts';
import { holder } from './holder.ts';
import { machineUsers } from './machine-users.ts';
import { counted, onlyANewToken } from './terms.ts';

/** By whom it was decided, and where: what was decided on github.com must not read as if it had been decided here. */
function decidedBy(token: PendingToken, speech: Speech): string {
  const review = standingReviewOfToken(token);
  const act = token.status === 'denied' || token.status === 'denying' ? 'deny' : 'approve';
  if (review?.act === act) return ` by ${speech.person(review.by.slackId)}`;
  const isByMatch = act === 'approve' && review === null && (token.agreement !== null || token.status === 'approving');
  if (isByMatch) return 'number' in token.match ? `, as agreed in ${requestName(token.match.number)}` : '';
  return token.decidedElsewhereBy === null
    ? ' on github.com'
    : ` on github.com by ${speech.quoted(token.decidedElsewhereBy)}`;
}
/** Whoever stands for a machine user holds none of its tokens. */
function whose(
  { tokenName, holder: { login } }: PendingToken,
  organization: string,
  isSponsored: boolean,
  speech: Speech,
) {
  const named = isSponsored
    ? `The token ${speech.quoted(tokenName)} of the machine user ${speech.quoted(login)}`
    : `Your token ${speech.quoted(tokenName)}`;
  return `${named} for ${speech.quoted(organization)}`;
}

const waiting: ReadonlySet<PendingToken['status']> = new Set(['open', 'held', 'approving', 'denying']);

export const pendingTokens = (command: string) => ({
  pendingTokenCard: (token: PendingToken, organization: string, slackId: SlackUserId | null, speech: Speech): string =>
    `The token ${speech.quoted(token.tokenName)} of ${holder(token.holder.login, slackId, speech)} ${waiting.has(token.status) ? 'waits on GitHub for' : 'for'} ${speech.quoted(organization)}`,
  /** `isEdit`: the token can reach the organization already, with another scope. */
  pendingTokenMatch: (token: PendingToken, isEdit: boolean): string => {
    switch (token.match.kind) {
      case 'exceeds':
        return `It goes past what was agreed as ${requestName(token.match.number)}:`;
      case 'awaits':
        return `It would be covered by ${requestName(token.match.number)}, which is not decided yet.`;
      case 'exact':
      case 'within':
        return `It is what was agreed as ${requestName(token.match.number)}.`;
      case 'unsure':
        return `It could be the token for ${token.match.numbers.map(requestName).join(' or ')}: its holder has not said which it is.`;
      case 'unclaimed':
        if (token.heldWhy === 'ended_before') return endings.endedBefore;
        return isEdit ? 'It is an edit of a token that is active; no request covers it.' : 'Nobody asked for it here.';
    }
  },
  heldWhy: (why: NonNullable<PendingToken['heldWhy']>): string => {
    switch (why) {
      case 'github_refused':
        return 'GitHub refused to let it in. Check that the app may write personal access token requests, then approve it as it is, or deny it.';
      case 'not_a_member':
        return 'Its holder is no longer an active member of the organization.';
      case 'sponsor_left':
        return 'The sponsor of this machine user is no longer an active member of the organization.';
      case 'reviewer_gone':
        return 'Whoever agreed to it is no longer an owner.';
      case 'ended_before':
        return endings.endedBefore;
    }
  },
  beyondPolicy: (reason: Reason): string =>
    `Nobody could request this under the policy: ${reason.code === 'never_not_allowed' ? 'a token has to expire here' : `a token may last ${counted(reason.maxDays, 'day')} at most here`}.`,
  pendingTokenStatus: (
    token: PendingToken,
    activeToken: ActiveToken | null,
    isEdit: boolean,
    speech: Speech,
  ): string => {
    const by = decidedBy(token, speech);
    switch (token.status) {
      case 'open':
        if (token.match.kind === 'awaits') return 'It waits for that decision.';
        return token.match.kind === 'unsure' ? 'Its holder is asked.' : 'It is being looked at.';
      case 'held':
        return isEdit
          ? 'It is held: an owner has to approve it as it is, or deny it. Until then the token keeps the access that it has.'
          : 'It is held: an owner has to approve it as it is, or deny it. Until then it reads only what is public.';
      case 'approving':
        return `Approved${by}; GitHub is being told.`;
      case 'denying':
        return `Denied${by}; GitHub is being told.`;
      case 'approved':
        return activeToken !== null && isLiving(activeToken) ? `Approved${by}. It is active.` : `Approved${by}.`;
      case 'denied':
        return `Denied${by}.`;
      case 'cancelled':
        return 'Its holder took it back, or edited it so that it is asked for anew.';
      case 'expired':
        return 'It expired before anybody decided.';
      case 'closed':
        return 'It no longer waits on GitHub; GitHub does not say why.';
    }
  },
  githubReason: 'Reason given on GitHub',
  pendingTokenHeld: (
    token: PendingToken,
    organization: string,
    held: {
      readonly mayExplain: boolean;
      readonly isSponsored: boolean;
      readonly isUntold: boolean;
      readonly ending: Ending | null;
      readonly unused: RequestNumber | null;
    },
    speech: Speech,
  ): string => {
    const { mayExplain, isSponsored, isUntold } = held;
    const what = whose(token, organization, isSponsored, speech);
    switch (token.heldWhy) {
      case 'github_refused':
        return `${what} is held, although it is what was agreed: GitHub did not let it in. An owner has been asked to look at it.`;
      case 'not_a_member':
        return `${what} is held, because its holder is not an active member of the organization now. An owner has been asked to look at it.`;
      case 'sponsor_left':
        return `${what} is on hold, because its sponsor is not an active member of the organization now. We’ve asked the owners.`;
      case 'reviewer_gone':
        return `${what} is held, because whoever agreed to it is no longer an owner. The owners have been asked to look at it.`;
      case 'ended_before':
        return endings.heldAsEnded(what, held, command, speech).join(' ');
    }
    if (token.match.kind === 'exceeds') {
      const next = isOnlyANewTokenWithin(token.match.excess)
        ? onlyANewToken(command)
        : isUntold
          ? 'Create a new token with what was agreed and it is let in by itself (delete this one then), or wait for an owner.'
          : 'Edit it on GitHub to what was agreed and it is let in by itself, or wait for an owner.';
      return `${what} is held, because it goes past what was agreed as ${requestName(token.match.number)}. ${next}`;
    }
    const unasked = `${what} is held, because nobody agreed to it here. An owner has been asked to look at it.`;
    if (isSponsored) return `${unasked} ${machineUsers(command).requestForIt(token.holder.login, speech)}`;
    return mayExplain
      ? `${unasked} Explain what it is for, so that they can decide; next time, ask first with ${command} request.`
      : `${unasked} Next time, ask first with ${command} request: then it is let in by itself.`;
  },
  /** What became of a token whose holder was told that it is held. */
  pendingTokenOnward: (token: PendingToken, organization: string, isSponsored: boolean, speech: Speech): string => {
    const what = whose(token, organization, isSponsored, speech);
    const by = decidedBy(token, speech);
    const onward = {
      open:
        token.match.kind === 'awaits'
          ? `waits for the decision on ${requestName(token.match.number)}`
          : 'has changed, so we’re checking it again',
      held: 'is held',
      approving: `was approved${by}, and is let in now`,
      denying: `was denied${by}`,
      approved: `was approved${by}`,
      denied: `was denied${by}`,
      cancelled: 'was taken back, or edited so that it is asked for anew',
      expired: 'expired before anybody decided',
      closed: 'no longer waits on GitHub',
    }[token.status];
    // Whoever was only asked which request it was for was not kept waiting for a decision.
    return token.answer === null ? `${what} was held. It ${onward}.` : `${what} ${onward}.`;
  },
  pendingTokenNews: (token: PendingToken, organization: string, isSponsored: boolean, speech: Speech): string => {
    const what = whose(token, organization, isSponsored, speech);
    switch (token.status) {
      case 'approved':
        return `${what} was approved${decidedBy(token, speech)}. It is active now.`;
      case 'denied':
        return `${what} was denied${decidedBy(token, speech)}. It can’t reach the organization; please delete it on GitHub. You can ask with ${command} request.`;
      case 'expired':
        return `${what} expired before anybody decided. Please delete it on GitHub, and ask again with ${command} request.`;
      default:
        return `${what} has changed. Nothing is for you to do.`;
    }
  },
  /** To the holder of a token whose name is not the one that was agreed. */
  whichRequest: (
    token: PendingToken,
    organization: string,
    numbers: readonly RequestNumber[],
    isSponsored: boolean,
    speech: Speech,
  ): string => {
    const what = whose(token, organization, isSponsored, speech);
    const [only] = numbers;
    return numbers.length === 1 && only !== undefined
      ? `${what} is waiting on GitHub. Is this the token for ${requestName(only)}? We let it in once you say so.`
      : `${what} is waiting on GitHub. Which of your requests did you create it for? We let it in once you say so.`;
  },
  offeredRequest: (request: TokenRequest): string => `${requestName(request.number)}: ${request.tokenName}`,
  isForRequest: (number: RequestNumber): string => `It’s for ${requestName(number)}`,
  noneOfThese: 'None of these',
  claimTitle: 'Which request?',
  claimIntro: (token: PendingToken, speech: Speech): string =>
    `Which of your requests did you create the token ${speech.quoted(token.tokenName)} for? Your answer approves nothing: the token is compared with what was agreed there.`,
  claimNone: 'If it is for none of these, tell the owners why you need it.',
  answered: (number: RequestNumber | null): string =>
    number === null
      ? 'Thank you. The owners decide on it; you can tell them why you need it in the message above.'
      : `Thank you. We compare it with ${requestName(number)} now, and tell you here.`,
  explainTitle: 'Explain a token',
  explainIntro: (token: PendingToken, speech: Speech): string =>
    `Ask for the token ${speech.quoted(token.tokenName)} as it is on GitHub. The owners decide on just this:`,
});
