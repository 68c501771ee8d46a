import type { Destination, Message } from '../domain/message.ts';
import type { RequestStatus } from '../domain/requests/token-request.ts';
import type { ActiveToken, PendingTokenStatus } from '../domain/tokens/token.ts';
import { isAskedAbout } from '../domain/tokens/use-question.ts';
import type { Ports } from '../ports/ports.ts';

type Of<Kind extends Message['kind']> = Extract<Message, { kind: Kind }>;

/** What a request has to be for its message to have anything left to say; how it ended is news of its own. */
const requestIn: Readonly<
  Record<
    'request_card' | 'request_sent' | 'request_approved' | 'request_question' | 'request_offer',
    readonly RequestStatus[]
  >
> = {
  request_card: ['pending', 'approved', 'claimed', 'fulfilled'],
  request_sent: ['pending', 'approved', 'claimed'],
  request_approved: ['approved', 'claimed'],
  request_question: ['pending'],
  request_offer: ['pending'],
};
const waiting: readonly PendingTokenStatus[] = ['open', 'held', 'approving', 'denying'];

/**
 * Whether a message that could not be sent when it was due is still worth sending. Nothing is given up because of time: it waits until the
 * other side is back. But what its subject has left behind is dropped in silence: a card that nobody can decide by, a link that makes
 * nothing, an alarm that is over. Who decided what, and that GitHub may ask nobody, stays news.
 */
export async function stillMatters(ports: Ports, message: Message, to: Destination): Promise<boolean> {
  const { store } = ports;
  switch (message.kind) {
    case 'request_card':
    case 'request_sent':
    case 'request_approved':
    case 'request_question':
    case 'request_offer': {
      const request = await store.request(message.number);
      return request !== null && requestIn[message.kind].includes(request.status);
    }
    case 'pending_token_card':
    case 'pending_token_held': {
      const token = await store.pendingToken(message.id);
      const isCardOfActive = message.kind === 'pending_token_card' && token?.status === 'approved';
      return token !== null && (waiting.includes(token.status) || isCardOfActive);
    }
    case 'active_token_card':
    case 'active_token_news': {
      const token = await store.activeToken(message.id);
      return token !== null && isStillSo(message, token);
    }
    case 'classic_token_card': {
      const token = await store.classicToken(message.id);
      return token !== null && (token.status === 'active' || isDecidedHere(token));
    }
    case 'unused_token': {
      const token = await store.activeToken(message.id);
      return token !== null && isAskedAbout(token);
    }
    case 'holder_reminder': {
      const status = (await store.activeToken(message.id))?.status;
      return status === 'active' || status === 'exceeding';
    }
    case 'claim_card':
      return (await store.claim(message.id))?.status === 'open';
    case 'organization_paused':
      return (await store.organizationById(to.organizationId))?.paused !== null;
    case 'organization_resumed':
      return (await store.organizationById(to.organizationId))?.paused === null;
    default:
      return true;
  }
}

/** GitHub may carry out a revocation before Slack takes its card, which alone says who decided it and why. */
function isDecidedHere({ revocation }: Pick<ActiveToken, 'revocation'>): boolean {
  return revocation !== null && revocation.together === undefined;
}

function isStillSo(message: Of<'active_token_card' | 'active_token_news'>, token: ActiveToken): boolean {
  const isLiving = token.status === 'active' || token.status === 'exceeding' || token.status === 'revoking';
  switch (message.kind) {
    case 'active_token_card':
      return (
        isDecidedHere(token) ||
        (isLiving && (token.status !== 'active' || token.agreement === null || token.revocation !== null))
      );
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
          return isLiving;
      }
  }
}
