import type { Destination, Message } from '../domain/message.ts';
import {
  activeTokenMessageMatters,
  pendingTokenMessageMatters,
  requestMessageMatters,
} from '../domain/still-matters.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * Whether a message that could not be sent when it was due is still worth sending. Nothing is given up because of time: it waits until the
 * other side is back. But what its subject has left behind is dropped in silence.
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
      return request !== null && requestMessageMatters(message.kind, request.status);
    }
    case 'pending_token_card':
    case 'pending_token_held': {
      const token = await store.pendingToken(message.id);
      return token !== null && pendingTokenMessageMatters(message.kind, token.status);
    }
    case 'active_token_card':
    case 'active_token_news':
    case 'approval_off':
    case 'unused_token':
    case 'holder_reminder': {
      const token = await store.activeToken(message.id);
      return token !== null && activeTokenMessageMatters(message, token);
    }
    case 'classic_token_card':
      return (await store.classicToken(message.id))?.status === 'active';
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
