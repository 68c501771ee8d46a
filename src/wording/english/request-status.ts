import type { ClassicToken } from '../../domain/classic/classic-token.ts';
import type { Instant, RequestNumber } from '../../domain/ids.ts';
import { standingApprovals, wasApproved } from '../../domain/requests/approvals.ts';
import { openOffer, timedOutUnanswered } from '../../domain/requests/offer.ts';
import { isRevoked, revokedOf } from '../../domain/requests/reasons-against.ts';
import type { Reopened, ReopenReason } from '../../domain/requests/reopened.ts';
import { isApprovedByRule, type TokenRequest } from '../../domain/requests/token-request.ts';
import { wayToRenew } from '../../domain/requests/way-to-renew.ts';
import { standingReview } from '../../domain/standing-review.ts';
import { howItWaits } from '../../domain/tokens/how-it-waits.ts';
import { isNamedAlike } from '../../domain/tokens/match.ts';
import type { SentAs } from '../../domain/tokens/sent-as.ts';
import type { ActiveToken, PendingToken } from '../../domain/tokens/token.ts';
import type { Speech } from '../speech.ts';
import { classicOver, classicSince, classicWaiting } from './classic.ts';
import { endedBecause } from './machine-users.ts';
import { offers } from './offers.ts';
import { namedOnGithub } from './own-tokens.ts';
import { notRenewed, renewedAs, requestedAgainAs, revokedUnlessApproved } from './renewals.ts';
import { reviewersSaid, reviewingAs } from './reviewers.ts';
import { ruled, rules } from './rules.ts';
import { listed } from './terms.ts';

/** What there is of a request on GitHub. */
export type AboutRequest = {
  readonly token: ActiveToken | null;
  readonly waiting: PendingToken | null;
  readonly classicToken?: ClassicToken | null;
  /** The token that it renews. */
  readonly renewed?: ActiveToken | null;
  /** As whom GitHub was called about the token, where that is to be said. */
  readonly sentAs?: SentAs | null;
  /** The policy only observes: an owner has to approve the token on GitHub. */
  readonly isObserved?: boolean;
  /** When the policy revokes the token that it renews, unless somebody approves it before. */
  readonly revokesAt?: Instant | null;
  /** Whoever reads it is the requester. */
  readonly isOwn?: boolean;
  /** The renewal that took its place. */
  readonly followedBy?: RequestNumber | null;
  /** Why it is undecided again. */
  readonly reopened?: Reopened | null;
};

/** The token's own name where it is not the one that was asked for: then every sentence names both. */
export function named(request: TokenRequest, token: { readonly tokenName: string } | null, speech: Speech): string {
  return token === null || isNamedAlike(token.tokenName, request.tokenName) ? '' : ` ${speech.quoted(token.tokenName)}`;
}

function approved(request: TokenRequest, speech: Speech): string {
  const approvers = standingApprovals(request);
  if (approvers.length > 0)
    return `Approved by ${listed(approvers.map(({ by }) => `${speech.person(by.slackId)}${reviewingAs(by.as, speech)}`))}`;
  return isApprovedByRule(request)
    ? `Approved by ${ruled(request.verdict.rule ?? { name: '' }).replace('The', 'the')}`
    : 'Approved on GitHub';
}

function denied(request: TokenRequest, speech: Speech): string {
  const review = standingReview(request);
  const by =
    review?.act === 'deny'
      ? `Denied by ${speech.person(review.by.slackId)}${reviewingAs(review.by.as, speech)} on ${speech.instant(review.at)}`
      : 'Denied';
  return wasApproved(request) ? `${by}, after it had been approved` : by;
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
      return `${its} is active, but wider than approved.`;
    default:
      return `${its} has been active since ${speech.instant(token?.accessGrantedAt ?? request.changedAt)}.`;
  }
}

function waitingOnGithub(
  request: TokenRequest,
  waiting: PendingToken,
  { isObserved }: AboutRequest,
  speech: Speech,
): string {
  const its = `Its token${named(request, waiting, speech)}`;
  switch (howItWaits(waiting, isObserved === true)) {
    case 'for_approval':
      return `${its} is waiting on GitHub until an owner approves it there.`;
    case 'for_decision':
      return `${its} is waiting on GitHub until an owner decides there.`;
    case 'for_decision_wider':
      return `${its} is waiting on GitHub until an owner decides there. It’s wider than approved.`;
    case 'on_hold_wider':
      return `${its} is on hold on GitHub, because it is wider than approved.`;
    case 'on_hold':
      return `${its} is on hold on GitHub.`;
    case 'waiting':
      return `${its} is waiting on GitHub.`;
  }
}

/** A clause as the beginning of a sentence. */
function sentenceOf(clause: string): string {
  return clause.charAt(0).toUpperCase() + clause.slice(1);
}

/** What was decided, and by whom. Nothing follows it: a full stop or a colon does. */
export function requestOutcome(request: TokenRequest, speech: Speech): string {
  switch (request.status) {
    case 'pending':
      return 'Not decided yet';
    case 'approved':
    case 'claimed':
    case 'fulfilled':
      return approved(request, speech);
    case 'denied':
      return denied(request, speech);
    case 'withdrawn':
      return `Withdrawn by ${speech.person(request.requester.slackId)} on ${speech.instant(request.changedAt)}`;
    case 'lapsed':
      return wasApproved(request) ? `${approved(request, speech)}, but timed out` : 'Timed out';
    case 'ended':
      return `Ended on ${speech.instant(request.changedAt)}`;
  }
}

function whoIsAwaited({ verdict: { reviewers } }: TokenRequest, organization: string, speech: Speech): string {
  return reviewers.every((rule) => rule === 'owners')
    ? `an owner of ${speech.name(organization)}`
    : reviewersSaid(reviewers, organization, speech);
}

/** Why a request that was approved needs a decision again. */
export function whyReopened({ verdict: { reviewers } }: TokenRequest, back: Reopened, speech: Speech): string {
  const who = back.by === null ? 'Somebody' : speech.person(back.by);
  const role = reviewers.every((rule) => rule === 'owners') ? 'an owner' : 'one of its reviewers';
  const why: Readonly<Record<ReopenReason, string>> = {
    not_a_reviewer: `${who} approved it, but is no longer ${role} or active in Slack.`,
    own_token: `${who} approved it, but its token is their own.`,
    link_changed: `${who} approved it, but is no longer linked to the same GitHub account.`,
    left: `${who} approved it, but has left since.`,
    maybe_used: 'We asked GitHub to approve its token, and can’t see whether it did.',
    unknown: 'Its earlier approval no longer counts.',
  };
  return why[back.because];
}

/** What its requester is told of it while it is undecided, besides until when. Each begins with a space. */
function soFar(request: TokenRequest, about: AboutRequest, speech: Speech): string {
  const revoked = about.revokesAt == null ? '' : ` ${revokedUnlessApproved(about.revokesAt, speech)}`;
  const given = about.isOwn === true ? rules.quorum(request, request.verdict, speech) : null;
  const back =
    about.reopened == null
      ? ''
      : ` It has been back since ${speech.instant(about.reopened.at)}. ${whyReopened(request, about.reopened, speech)}`;
  return `${revoked}${given === null ? '' : ` ${given}`}${back}`;
}

/** What follows from it; empty where nothing does. */
export function requestNext(request: TokenRequest, organization: string, about: AboutRequest, speech: Speech): string {
  const { token, waiting, sentAs } = about;
  if (request.classic !== null) {
    if (request.status === 'approved') return classicWaiting(about.isOwn === true);
    if (request.status === 'fulfilled') return classicSince(request, about.classicToken ?? null, organization, speech);
    if (request.status === 'lapsed' && wasApproved(request)) return classicOver;
  }
  switch (request.status) {
    case 'pending': {
      const { renewed = null } = about;
      if (about.isOwn === true && isRevoked(renewed)) return notRenewed(revokedOf(renewed), speech);
      const offer = openOffer(request);
      const until = Math.min(request.undecidedUntil, about.revokesAt ?? request.undecidedUntil);
      const waits =
        offer === null
          ? `Waiting for ${whoIsAwaited(request, organization, speech)} to decide, until ${speech.instant(until)}.`
          : offers.offerWaits(request, offer, until, about.isOwn === true, speech);
      return `${waits}${soFar(request, about, speech)}`;
    }
    case 'approved': {
      if (waiting !== null) return waitingOnGithub(request, waiting, about, speech);
      if (request.scope.lifetime.kind === 'until') {
        return about.isObserved === true
          ? 'Its token is on GitHub already. If it still waits there, an owner has to approve it there.'
          : 'Its token is on GitHub already. If it still waits there, we approve it.';
      }
      const lapsesAt = request.agreement?.lapsesAt ?? null;
      if (request.renews !== null && wayToRenew(request, about.renewed ?? null) === 'regenerate') {
        return `Waiting for the token to be regenerated on GitHub${lapsesAt === null ? '' : `, until ${speech.instant(lapsesAt)}`}.`;
      }
      const until = lapsesAt === null ? '' : ` until ${speech.instant(lapsesAt)}`;
      const then = about.isObserved === true ? ' An owner then has to approve it there.' : '';
      return `Waiting for the token to be made on GitHub${until}.${then}`;
    }
    case 'claimed':
      return `Its token${named(request, waiting, speech)} was made on GitHub and is being approved there.`;
    case 'fulfilled':
      return `${tokenSince(request, token, speech)}${namedOnGithub(sentAs, speech)}`;
    case 'lapsed':
      if (wasApproved(request)) return 'No token was made in time.';
      return timedOutUnanswered(request)
        ? offers.offerUnanswered(request, about.isOwn === true, speech)
        : 'Nobody decided in time.';
    case 'ended':
      return `${sentenceOf(endedBecause(request, speech))}.`;
    case 'denied':
    case 'withdrawn':
      return '';
  }
}

function followed({ status }: TokenRequest, { followedBy = null }: AboutRequest): string {
  if (followedBy === null) return '';
  return status === 'fulfilled' ? renewedAs(followedBy) : requestedAgainAs(followedBy);
}

/** Where a request stands, for everybody who sees it. */
export function requestStatus(
  request: TokenRequest,
  organization: string,
  about: AboutRequest,
  speech: Speech,
): string {
  const next = requestNext(request, organization, about, speech);
  if (request.status === 'pending') return next;
  return [`${requestOutcome(request, speech)}.`, next, followed(request, about)]
    .filter((said) => said !== '')
    .join(' ');
}
