import { standingReviewOfToken } from '../../domain/advance-pending-token.ts';
import type { Threshold } from '../../domain/due-notice.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import type { ActiveToken, PendingToken } from '../../domain/observed-token.ts';
import { requestName } from '../../domain/token-request.ts';
import type { Speech } from '../speech.ts';
import { counted } from './terms.ts';

function holder(login: string, slackId: SlackUserId | null, speech: Speech): string {
  return slackId === null
    ? `${speech.quoted(login)} on GitHub`
    : `${speech.person(slackId)} (${speech.quoted(login)} on GitHub)`;
}

function decidedBy(token: PendingToken, speech: Speech): string {
  const review = standingReviewOfToken(token);
  if (review !== null) return ` by ${speech.person(review.by.slackId)}`;
  return token.decidedElsewhereBy === null ? '' : ` on github.com by ${speech.quoted(token.decidedElsewhereBy)}`;
}

const residue =
  'What this does not undo: SSH keys and deploy keys that were added with the token keep working, and the token itself can still read what is public until its holder deletes it on GitHub.';

export const tokens = {
  residue,
  tooMuch: 'More than was agreed',
  pendingTokenCard: (token: PendingToken, organization: string, slackId: SlackUserId | null, speech: Speech): string =>
    `The token ${speech.quoted(token.tokenName)} of ${holder(token.holder.login, slackId, speech)} waits on GitHub for ${speech.quoted(organization)}`,
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
  pendingTokenNews: (token: PendingToken, organization: string, speech: Speech): string => {
    const what = `Your token ${speech.quoted(token.tokenName)} for ${speech.quoted(organization)}`;
    switch (token.status) {
      case 'held':
        if (token.heldWhy !== null)
          return `${what} is held, although it is what was agreed: GitHub did not let it in. An owner has been asked to look at it.`;
        return token.match.kind === 'exceeds'
          ? `${what} is held, because it goes past what was agreed as ${requestName(token.match.number)}. Edit it on GitHub to what was agreed and it is let in by itself, or wait for an owner.`
          : `${what} is held, because nobody agreed to it here. An owner has been asked to look at it. Next time, ask first with /pat request: then it is let in by itself.`;
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
  expiryTitle: (count: number, organization: string, speech: Speech): string =>
    count === 1 ? `A token for ${speech.quoted(organization)}` : `${count} tokens for ${speech.quoted(organization)}`,
  expiryLine: (threshold: Threshold, days: number, name: string, login: string | null, when: string): string => {
    const what = `${name}${login === null ? '' : ` of ${login}`}`;
    if (threshold === 'expired') return `${what} expired on ${when}. It no longer works.`;
    if (days <= 0) return `${what} expires today, on ${when}.`;
    return days === 1
      ? `${what} expires tomorrow, on ${when}.`
      : `${what} expires in ${counted(days, 'day')}, on ${when}.`;
  },
  expiryNext: {
    holder:
      'If you still need it, ask for a new one with /pat request, replace it where it is used, and delete the old one on GitHub. If you don’t, nothing is for you to do.',
    sponsor:
      'You are told as the person who stands for this machine user. If it is still needed, have a new one made and replaced where it is used.',
    reviewers: 'Its holder is not linked to a Slack account here, so you are told. Please let them know.',
  },
  activeTokenNews: (
    token: ActiveToken,
    news: 'gone' | 'revoked' | 'exceeding' | 'unclaimed',
    organization: string,
    slackId: SlackUserId | null,
    audience: 'holder' | 'reviewers',
    speech: Speech,
  ): string => {
    const whose = audience === 'holder' ? 'Your token' : 'The token';
    const of = audience === 'holder' ? '' : ` of ${holder(token.holder.login, slackId, speech)}`;
    const what = `${whose} ${speech.quoted(token.tokenName)}${of}`;
    const place = speech.quoted(organization);
    switch (news) {
      case 'gone':
        return `${what} can no longer reach ${place}: it was revoked by an owner on GitHub, or deleted, or its holder left.`;
      case 'revoked':
        return `${what} was revoked and can no longer reach ${place}.`;
      case 'exceeding':
        return `${what} for ${place} goes past what was agreed${token.requestNumber === null ? '' : ` as ${requestName(token.requestNumber)}`}:`;
      case 'unclaimed':
        return `${what} can reach ${place}, and nobody agreed to it here. GitHub lets owners’ tokens in without asking, and everybody’s where the organization does not require approval.`;
    }
  },
  activeTokenNext: (news: 'gone' | 'revoked' | 'exceeding' | 'unclaimed', audience: 'holder' | 'reviewers'): string => {
    if (news === 'gone' || news === 'revoked') {
      return audience === 'holder' ? `${residue} If you still need a token, ask with /pat request.` : residue;
    }
    if (news === 'exceeding') {
      return audience === 'holder'
        ? 'Please edit it on GitHub to what was agreed, or ask for more with /pat request. The owners have been told.'
        : 'An owner can revoke it on GitHub, under the organization’s settings, Personal access tokens. Its holder has been told if they are linked here.';
    }
    return 'If it should not be, an owner can revoke it on GitHub, under the organization’s settings, Personal access tokens.';
  },
  undeliverable: (person: string): string =>
    `${person} could not be reached by direct message, and something was to be told to them. Please let them know to look at /pat list.`,
  stuck: (name: string, why: string): string =>
    `GitHub could not be told of the decision on the token ${name} for some minutes (${why}). It goes on being tried. If it does not end, whoever runs Countersign finds more in its log.`,
  gaveUp: (why: string): string =>
    `A message could not be delivered for a whole day and was given up (${why}). Whoever runs Countersign finds more in its log.`,
  tokenLine: (name: string, when: string | null): string =>
    when === null ? `${name}, never expires` : `${name}, expires on ${when}`,
};
