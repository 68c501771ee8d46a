// Whether a message that waited still has anything to say, by what its subject became meanwhile. What was left behind is not told: a card that
// nobody can decide by, a link that makes nothing, an alarm that is over. How something ended is news of its own.
import type { Message } from './message.ts';
import type { RequestStatus } from './requests/request-status.ts';
import { type ActiveToken, isInForce, isLiving, type PendingTokenStatus } from './tokens/token.ts';
import { isAskedAbout } from './tokens/use-question.ts';

type Of<Kind extends Message['kind']> = Extract<Message, { kind: Kind }>;

export type AboutRequest = 'request_card' | 'request_sent' | 'request_approved' | 'request_question' | 'request_offer';
export type AboutPendingToken = 'pending_token_card' | 'pending_token_held';
export type AboutActiveToken = Of<
  'active_token_card' | 'active_token_news' | 'approval_off' | 'unused_token' | 'holder_reminder'
>;

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

export function activeTokenMessageMatters(message: AboutActiveToken, token: ActiveToken): boolean {
  switch (message.kind) {
    case 'approval_off':
      return isLiving(token);
    case 'active_token_card':
      return isLiving(token) && (token.status !== 'active' || token.agreement === null || token.revocation !== null);
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
        case 'not_revoked':
          return isLiving(token);
      }
  }
}
