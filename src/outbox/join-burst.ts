import { type Change, noChange } from '../domain/change.ts';
import { type Message, type Subject, subjectKey, subjectOf } from '../domain/message.ts';
import { burstAround, listToJoin } from '../domain/messages/one-message.ts';
import type { Post } from '../domain/step.ts';
import { organizationOf } from '../operations/find-organization.ts';
import type { Ports } from '../ports/ports.ts';

const mostRequests = 200;

/**
 * A card of somebody who sets off one after another: from the fourth on they stand in one message, a list that grows. Answers the card's
 * place in it, from which it is drawn with the others; null where it is posted by itself.
 */
export async function joinBurst(ports: Ports, { message, to }: Post): Promise<Change | null> {
  const subject = subjectOf(message);
  if (to.to !== 'reviewers' || subject === null) return null;
  const burst = await burstOf(ports, message);
  const { channel } = (await organizationOf(ports, to.organizationId)).policy;
  const copies = await ports.store.copiesAbout(burst.map(subjectKey));
  const ts = listToJoin(burst, copies, { message: message.kind, channel });
  if (ts === null) return null;
  const row = {
    ...{ id: ports.ids.next(), version: 1, subject, message: message.kind, channel, ts },
    // It shows nothing of it yet, so it is drawn as soon as this is written.
    ...{ shownVersion: 0, hasPrivateNames: false, reader: null },
  };
  return { ...noChange, writes: [{ table: 'message_copies', was: null, row }] };
}

async function burstOf({ store, clock }: Ports, message: Message): Promise<readonly Subject[]> {
  if (message.kind === 'request_card') {
    const request = await store.request(message.number);
    if (request === null) return [];
    return burstAround(request, await store.requestsOf(request.requester.githubId, mostRequests), clock.now());
  }
  const token = message.kind === 'pending_token_card' ? await store.pendingToken(message.id) : null;
  if (token === null) return [];
  return burstAround(token, await store.unsettledPendingTokens(token.organizationId), clock.now());
}
