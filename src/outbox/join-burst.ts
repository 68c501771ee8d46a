import { type Change, type MessageCopy, noChange } from '../domain/change.ts';
import { type Message, type Subject, subjectKey, subjectOf } from '../domain/message.ts';
import { organizationOf } from '../operations/find-organization.ts';
import type { Ports } from '../ports/ports.ts';
import { manyFrom, type Post } from './send-together.ts';

/** What one person sets off within that time is a burst. */
const burstMs = 600_000;
/** So many stand in one list: all of them are in sight and can be decided there. */
const mostInList = 20;
const mostRequests = 200;

/**
 * A card of somebody who sets off one after another: from the fourth on they stand in one message, a list that grows. Answers the card's
 * place in it, from which it is drawn with the others; null where it is posted by itself.
 */
export async function joinBurst(ports: Ports, { message, to }: Post): Promise<Change | null> {
  const subject = subjectOf(message);
  if (to.to !== 'reviewers' || subject === null) return null;
  const burst = await burstOf(ports, message);
  if (burst.length < manyFrom) return null;
  const { policy } = await organizationOf(ports, to.organizationId);
  const copies = (await ports.store.copiesAbout(burst.map(subjectKey))).filter(
    (copy) => copy.message === message.kind && copy.channel === policy.channel,
  );
  const messages = [...Map.groupBy(copies, ({ ts }) => ts)].toSorted(([one], [other]) => Number(other) - Number(one));
  const [newest] = messages;
  if (newest === undefined || messages.length < manyFrom || newest[1].length >= mostInList) return null;
  const row: MessageCopy = {
    ...{ id: ports.ids.next(), version: 1, subject, message: message.kind, channel: policy.channel, ts: newest[0] },
    // It shows nothing of it yet, so it is drawn as soon as this is written.
    ...{ shownVersion: 0, hasPrivateNames: false, reader: null },
  };
  return { ...noChange, writes: [{ table: 'message_copies', was: null, row }] };
}

/** What the same person set off lately, this one included. */
async function burstOf({ store, clock }: Ports, message: Message): Promise<readonly Subject[]> {
  const since = clock.now() - burstMs;
  if (message.kind === 'request_card') {
    const request = await store.request(message.number);
    if (request === null) return [];
    const { requester, organizationId } = request;
    return (await store.requestsOf(requester.githubId, mostRequests))
      .filter((one) => one.organizationId === organizationId && one.createdAt > since)
      .map(({ number }): Subject => ({ of: 'request', number }));
  }
  if (message.kind !== 'pending_token_card') return [];
  const token = await store.pendingToken(message.id);
  if (token === null) return [];
  return (await store.unsettledPendingTokens(token.organizationId))
    .filter(({ holder, firstSeenAt }) => holder.githubId === token.holder.githubId && firstSeenAt > since)
    .map(({ id }): Subject => ({ of: 'pending_token', id }));
}
