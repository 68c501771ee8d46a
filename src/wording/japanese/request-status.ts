import { standingApprovals, wasApproved } from '../../domain/requests/approvals.ts';
import { openOffer, timedOutUnanswered } from '../../domain/requests/offer.ts';
import { isRevoked, revokedOf } from '../../domain/requests/reasons-against.ts';
import type { Reopened, ReopenReason } from '../../domain/requests/reopened.ts';
import { isApprovedByRule, type TokenRequest } from '../../domain/requests/token-request.ts';
import { wayToRenew } from '../../domain/requests/way-to-renew.ts';
import { standingReview } from '../../domain/standing-review.ts';
import { howItWaits } from '../../domain/tokens/how-it-waits.ts';
import { isNamedAlike } from '../../domain/tokens/match.ts';
import type { ActiveToken, PendingToken } from '../../domain/tokens/token.ts';
import type { AboutRequest } from '../english/request-status.ts';
import type { Speech } from '../speech.ts';
import { classicOver, classicSince, classicWaiting } from './classic.ts';
import { endedBecause } from './machine-users.ts';
import { offers } from './offers.ts';
import { namedOnGithub } from './own-tokens.ts';
import { notRenewed, renewedAs, requestedAgainAs, revokedUnlessApproved } from './renewals.ts';
import { reviewersSaid, reviewingAs } from './reviewers.ts';
import { ruled, rules } from './rules.ts';
import { listed } from './terms.ts';

/** The token's own name where it is not the one that was asked for: then every sentence names both. */
function named(request: TokenRequest, token: { readonly tokenName: string } | null, speech: Speech): string {
  return token === null || isNamedAlike(token.tokenName, request.tokenName) ? '' : speech.quoted(token.tokenName);
}

function approved(request: TokenRequest, speech: Speech): string {
  const approvers = standingApprovals(request);
  if (approvers.length > 0)
    return `${listed(approvers.map(({ by }) => `${speech.person(by.slackId)} さん${reviewingAs(by.as, speech)}`))}が承認しました`;
  return isApprovedByRule(request)
    ? `${ruled(request.verdict.rule ?? { name: '' })}により承認されました`
    : 'GitHub で承認されました';
}

function denied(request: TokenRequest, speech: Speech): string {
  const review = standingReview(request);
  const after = wasApproved(request) ? '承認されたあと、' : '';
  return review?.act === 'deny'
    ? `${after}${speech.person(review.by.slackId)} さん${reviewingAs(review.by.as, speech)}が ${speech.instant(review.at)} に拒否しました`
    : `${after}拒否されました`;
}

function tokenSince(request: TokenRequest, token: ActiveToken | null, speech: Speech): string {
  const when = speech.instant(token?.changedAt ?? request.changedAt);
  const its = `トークン${named(request, token, speech)}は`;
  switch (token?.status) {
    case 'revoking':
      return `${its}取り消し中です。`;
    case 'revoked':
      return `${its} ${when} に取り消されました。`;
    case 'gone':
      return `${its} ${when} に Organization へアクセスできなくなりました。`;
    case 'expired':
      return `${its} ${speech.instant(token.scope.expiresAt ?? token.changedAt)} に有効期限が切れました。`;
    case 'exceeding':
      return `${its}有効ですが、承認された範囲を超えています。`;
    default:
      return `${its} ${speech.instant(token?.accessGrantedAt ?? request.changedAt)} から有効です。`;
  }
}

function waitingOnGithub(
  request: TokenRequest,
  waiting: PendingToken,
  { isObserved }: AboutRequest,
  speech: Speech,
): string {
  const its = `トークン${named(request, waiting, speech)}は`;
  switch (howItWaits(waiting, isObserved === true)) {
    case 'for_approval':
      return `${its}、GitHub で所有者の承認を待っています。`;
    case 'for_decision':
      return `${its}、GitHub で所有者の判断を待っています。`;
    case 'for_decision_wider':
      return `${its}、GitHub で所有者の判断を待っています。承認された範囲を超えています。`;
    case 'on_hold_wider':
      return `${its}、承認された範囲を超えているため、GitHub で保留中です。`;
    case 'on_hold':
      return `${its} GitHub で保留中です。`;
    case 'waiting':
      return `${its} GitHub で承認を待っています。`;
  }
}

/** What was decided, and by whom. Nothing follows it: a full stop or a colon does. */
export function requestOutcome(request: TokenRequest, speech: Speech): string {
  switch (request.status) {
    case 'pending':
      return 'まだ判断されていません';
    case 'approved':
    case 'claimed':
    case 'fulfilled':
      return approved(request, speech);
    case 'denied':
      return denied(request, speech);
    case 'withdrawn':
      return `${speech.person(request.requester.slackId)} さんが ${speech.instant(request.changedAt)} に取り下げました`;
    case 'lapsed':
      return wasApproved(request) ? `${approved(request, speech)}が、期限が切れました` : '期限が切れました';
    case 'ended':
      return `${speech.instant(request.changedAt)} に終了しました`;
  }
}

/** Why a request that was approved needs a decision again. */
export function whyReopened({ verdict: { reviewers } }: TokenRequest, back: Reopened, speech: Speech): string {
  const who = back.by === null ? '承認した人' : `承認した ${speech.person(back.by)} さん`;
  const role = reviewers.every((rule) => rule === 'owners') ? '所有者' : 'レビュー担当者';
  const why: Readonly<Record<ReopenReason, string>> = {
    not_a_reviewer: `${who}が、${role}ではなくなったか、Slack で無効になりました。`,
    own_token: `${who}自身のトークンでした。`,
    link_changed: `${who}の GitHub アカウントのリンクが変わりました。`,
    left: `${who}が退出しました。`,
    maybe_used: 'トークンの承認を GitHub に求めましたが、承認されたかどうかを確認できません。',
    unknown: '以前の承認は無効になりました。',
  };
  return why[back.because];
}

/** What its requester is told of it while it is undecided, besides until when. */
function soFar(request: TokenRequest, about: AboutRequest, speech: Speech): string {
  const revoked = about.revokesAt == null ? '' : revokedUnlessApproved(about.revokesAt, speech);
  const given = about.isOwn === true ? rules.quorum(request, request.verdict, speech) : null;
  const back =
    about.reopened == null
      ? ''
      : `${speech.instant(about.reopened.at)} に判断待ちへ戻りました。${whyReopened(request, about.reopened, speech)}`;
  return `${revoked}${given ?? ''}${back}`;
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
          ? `${reviewersSaid(request.verdict.reviewers, organization, speech)}の判断を待っています（${speech.instant(until)} まで）。`
          : offers.offerWaits(request, offer, until, about.isOwn === true, speech);
      return `${waits}${soFar(request, about, speech)}`;
    }
    case 'approved': {
      if (waiting !== null) return waitingOnGithub(request, waiting, about, speech);
      if (request.scope.lifetime.kind === 'until') {
        return about.isObserved === true
          ? 'トークンはすでに GitHub にあります。まだ承認待ちの場合は、所有者が GitHub で承認する必要があります。'
          : 'トークンはすでに GitHub にあります。まだ承認待ちの場合は、こちらで承認します。';
      }
      const lapsesAt = request.agreement?.lapsesAt ?? null;
      if (request.renews !== null && wayToRenew(request, about.renewed ?? null) === 'regenerate') {
        return `GitHub でトークンが再生成されるのを待っています${lapsesAt === null ? '' : `（${speech.instant(lapsesAt)} まで）`}。`;
      }
      const until = lapsesAt === null ? '' : `（${speech.instant(lapsesAt)} まで）`;
      const then = about.isObserved === true ? 'そのあと、所有者が GitHub で承認する必要があります。' : '';
      return `GitHub でトークンが作成されるのを待っています${until}。${then}`;
    }
    case 'claimed':
      return `トークン${named(request, waiting, speech)}が GitHub で作成され、承認の処理中です。`;
    case 'fulfilled':
      return `${tokenSince(request, token, speech)}${namedOnGithub(sentAs, speech)}`;
    case 'lapsed':
      if (wasApproved(request)) return '期限までにトークンが作成されませんでした。';
      return timedOutUnanswered(request)
        ? offers.offerUnanswered(request, about.isOwn === true, speech)
        : '期限までに誰も判断しませんでした。';
    case 'ended':
      return `${endedBecause(request, speech)}。`;
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
  return `${requestOutcome(request, speech)}。${next}${followed(request, about)}`;
}
