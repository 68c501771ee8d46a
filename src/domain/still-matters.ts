// Whether a message that waited still has anything to say, by what its subject became meanwhile. What was left behind is not told: a card that
// nobody can decide by, a link that makes nothing, an alarm that is over. How something ended is news of its own; who decided it stays news.
import type { ClassicToken } from './classic/classic-token.ts';
import type { Instant } from './ids.ts';
import type { Message } from './message.ts';
import type { DueNotice } from './notices/due-notice.ts';
import type { RequestStatus } from './requests/request-status.ts';
import { type ActiveToken, isInForce, isLiving, type PendingTokenStatus } from './tokens/token.ts';
import { isAskedAbout } from './tokens/use-question.ts';

type Of<Kind extends Message['kind']> = Extract<Message, { kind: Kind }>;

export type AboutRequest = 'request_card' | 'request_sent' | 'request_approved' | 'request_question' | 'request_offer';
export type AboutPendingToken = 'pending_token_card' | 'pending_token_held';
export type AboutActiveToken = Of<
  'active_token_card' | 'active_token_news' | 'approval_off' | 'unused_token' | 'holder_reminder'
>;

/**
 * Whether a message that is to be sent may have been overtaken: it was tried before, or was to wait. `isLed`: it is told in the message of another one,
 * so that it was never leased itself.
 */
export function hasWaited(
  { failures, attempt }: { readonly failures: number; readonly attempt: number },
  { isLed, isDelayed }: { readonly isLed: boolean; readonly isDelayed: boolean },
): boolean {
  return isDelayed || failures > 0 || attempt > (isLed ? 0 : 1);
}

/** Whether the reviewers are told of a token that is gone in one message with all that its holder left behind. */
export function isToldWithLeaver(
  { news, audience }: Pick<Of<'active_token_news'>, 'news' | 'audience'>,
  isMember: boolean | null,
): boolean {
  return audience === 'reviewers' && hasLeftWith(news, isMember);
}

/** Whether a token is gone since its holder left. `isMember`: null where that is not known. */
export function hasLeftWith(news: Of<'active_token_news'>['news'], isMember: boolean | null): boolean {
  return news === 'gone' && isMember === false;
}

const requestIn: Readonly<Record<AboutRequest, readonly RequestStatus[]>> = {
  request_card: ['pending', 'approved', 'claimed', 'fulfilled'],
  request_sent: ['pending', 'approved', 'claimed'],
  request_approved: ['approved', 'claimed'],
  request_question: ['pending'],
  request_offer: ['pending'],
};
const tokenIn: Readonly<Record<AboutPendingToken, readonly PendingTokenStatus[]>> = {
  // The card of one that was let in goes on: it can be revoked there.
  pending_token_card: ['open', 'held', 'approving', 'denying', 'approved'],
  pending_token_held: ['open', 'held', 'approving', 'denying'],
};

export function requestMessageMatters(kind: AboutRequest, status: RequestStatus): boolean {
  return requestIn[kind].includes(status);
}

export function pendingTokenMessageMatters(kind: AboutPendingToken, status: PendingTokenStatus): boolean {
  return tokenIn[kind].includes(status);
}

/** GitHub may carry out a revocation before Slack takes its card, which alone says who decided it and why. */
function isDecidedHere({ revocation }: Pick<ActiveToken, 'revocation'>): boolean {
  return revocation !== null && revocation.together === undefined;
}

function isOnReviewers({ status, agreement, revocation }: ActiveToken): boolean {
  return status !== 'active' || agreement === null || revocation !== null;
}

export function classicTokenCardMatters(token: Pick<ClassicToken, 'status' | 'revocation'>): boolean {
  return token.status === 'active' || isDecidedHere(token);
}

export function activeTokenMessageMatters(message: AboutActiveToken, token: ActiveToken): boolean {
  switch (message.kind) {
    case 'approval_off':
      // It is the organization's, of which the token is but the sign.
      return true;
    case 'active_token_card':
      return isDecidedHere(token) || (isLiving(token) && isOnReviewers(token));
    case 'unused_token':
      return isAskedAbout(token);
    case 'holder_reminder':
      return isInForce(token);
    case 'active_token_news':
      switch (message.news) {
        case 'exceeding':
        case 'prolonged':
          return token.status === 'exceeding';
        case 'gone':
          return token.status === 'gone';
        case 'revoked':
          return token.status === 'revoked';
        case 'accepted':
        case 'replaced':
          return isLiving(token);
        case 'not_revoked':
          // It names why, which is forgotten where it is revoked once more or accepted.
          return isInForce(token) && token.revocation?.refused != null;
      }
  }
}

/**
 * Whether a notice still says what is so. A reminder that waited does not: that its token has ended is told by a notice of its own, and a later reminder
 * says what it would. `all`: every notice of the token.
 */
export function noticeMatters(
  { id, threshold, expiresAt, dueAt }: DueNotice,
  token: ActiveToken | null,
  all: readonly DueNotice[],
  now: Instant,
): token is ActiveToken {
  if (token === null || token.scope.expiresAt !== expiresAt) return false;
  if (token.status === 'gone' || token.status === 'revoked') return false;
  const isLater = (one: DueNotice): boolean =>
    one.id !== id && one.expiresAt === expiresAt && one.status === 'claimed' && one.dueAt > dueAt && one.dueAt <= now;
  return threshold === 'expired' || (expiresAt > now && !all.some(isLater));
}

/** The same of a classic token, by the end that GitHub shows or that its request declares. */
export function classicEndMatters(
  { threshold, endsAt }: Pick<Of<'classic_ends'>, 'threshold' | 'endsAt'>,
  known: { readonly endsAt: Instant | null; readonly isRevoked: boolean },
  now: Instant,
): boolean {
  return known.endsAt === endsAt && !known.isRevoked && (threshold === 'expired' || endsAt > now);
}
