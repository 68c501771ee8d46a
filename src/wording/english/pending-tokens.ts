import type { SlackUserId } from '../../domain/ids.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import { standingReviewOfToken } from '../../domain/tokens/advance-pending-token.ts';
import type { PendingToken } from '../../domain/tokens/token.ts';
import type { Speech } from '../speech.ts';
import { holder } from './holder.ts';

function decidedBy(token: PendingToken, speech: Speech): string {
  const review = standingReviewOfToken(token);
  if (review !== null) return ` by ${speech.person(review.by.slackId)}`;
  return token.decidedElsewhereBy === null ? '' : ` on github.com by ${speech.quoted(token.decidedElsewhereBy)}`;
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

export const pendingTokens = {
  pendingTokenCard: (token: PendingToken, organization: string, slackId: SlackUserId | null, speech: Speech): string =>
    `The token ${speech.quoted(token.tokenName)} of ${holder(token.holder.login, slackId, speech)} ${waiting.has(token.status) ? 'waits on GitHub for' : 'for'} ${speech.quoted(organization)}`,
  pendingTokenMatch: (token: PendingToken): string => {
    switch (token.match.kind) {
      case 'exceeds':
        return `It goes past what was agreed as ${requestName(token.match.number)}:`;
      case 'awaits':
        return `It would be covered by ${requestName(token.match.number)}, which is not decided yet.`;
      case 'exact':
      case 'within':
        return `It is what was agreed as ${requestName(token.match.number)}.`;
      case 'unclaimed':
        return 'Nobody asked for it here.';
    }
  },
  heldWhy: (why: NonNullable<PendingToken['heldWhy']>): string =>
    why === 'github_refused'
      ? 'GitHub refused to let it in. Check that the app may write personal access token requests, then approve it as it is, or deny it.'
      : 'Its holder is no longer an active member of the organization.',
  pendingTokenStatus: (token: PendingToken, speech: Speech): string => {
    const by = decidedBy(token, speech);
    switch (token.status) {
      case 'open':
        return token.match.kind === 'awaits' ? 'It waits for that decision.' : 'It is being looked at.';
      case 'held':
        return 'It is held: an owner has to approve it as it is, or deny it. Until then it reads only what is public.';
      case 'approving':
        return `Approved${by}; GitHub is being told.`;
      case 'denying':
        return `Denied${by}; GitHub is being told.`;
      case 'approved':
        return `Approved${by}. It is active.`;
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
    { mayExplain, isSponsored }: { readonly mayExplain: boolean; readonly isSponsored: boolean },
    speech: Speech,
  ): string => {
    const what = whose(token, organization, isSponsored, speech);
    if (token.heldWhy !== null) {
      return `${what} is held, although it is what was agreed: GitHub did not let it in. An owner has been asked to look at it.`;
    }
    if (token.match.kind === 'exceeds') {
      return `${what} is held, because it goes past what was agreed as ${requestName(token.match.number)}. Edit it on GitHub to what was agreed and it is let in by itself, or wait for an owner.`;
    }
    const held = `${what} is held, because nobody agreed to it here. An owner has been asked to look at it.`;
    if (isSponsored) return `${held} You are told as the person who stands for this machine user.`;
    return mayExplain
      ? `${held} Explain what it is for, so that they can decide; next time, ask first with /pat request.`
      : `${held} Next time, ask first with /pat request: then it is let in by itself.`;
  },
  /** What became of a token whose holder was told that it is held. */
  pendingTokenOnward: (token: PendingToken, organization: string, isSponsored: boolean, speech: Speech): string => {
    const what = whose(token, organization, isSponsored, speech);
    const by = decidedBy(token, speech);
    const onward = {
      open:
        token.match.kind === 'awaits'
          ? `waits for the decision on ${requestName(token.match.number)}`
          : 'is being looked at',
      held: 'is held',
      approving: `was approved${by}, and is let in now`,
      denying: `was denied${by}`,
      approved: `was approved${by}`,
      denied: `was denied${by}`,
      cancelled: 'was taken back, or edited so that it is asked for anew',
      expired: 'expired before anybody decided',
      closed: 'no longer waits on GitHub',
    }[token.status];
    return `${what} was held. It ${onward}.`;
  },
  pendingTokenNews: (token: PendingToken, organization: string, isSponsored: boolean, speech: Speech): string => {
    const what = whose(token, organization, isSponsored, speech);
    switch (token.status) {
      case 'approved':
        return `${what} was approved${decidedBy(token, speech)}. It is active now.`;
      case 'denied':
        return `${what} was denied${decidedBy(token, speech)}. It can’t reach the organization; please delete it on GitHub. You can ask with /pat request.`;
      case 'expired':
        return `${what} expired before anybody decided. Please delete it on GitHub, and ask again with /pat request.`;
      default:
        return `${what} has changed. Nothing is for you to do.`;
    }
  },
  explainTitle: 'Explain a token',
  explainIntro: (token: PendingToken, speech: Speech): string =>
    `Ask for the token ${speech.quoted(token.tokenName)} as it is on GitHub. The owners decide on just this:`,
};
