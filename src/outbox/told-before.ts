import type { MessageCopy } from '../domain/change.ts';
import type { Destination } from '../domain/message.ts';
import { subjectKey } from '../domain/message.ts';
import type { ActiveToken } from '../domain/tokens/token.ts';
import { organizationOf } from '../operations/find-organization.ts';
import type { Ports } from '../ports/ports.ts';

/** Some steps of a token; a card that was lost longer ago than that was posted afresh. */
const entriesLookedAt = 200;

/**
 * Whether the channel has a card of this token that follows it and stands by itself: one card is decided by, and what is told of the token
 * later leads there. `again`: it was within what was approved in between. `own`: the copy that is drawn; null where it is about to be posted.
 */
export async function toldBefore(
  ports: Ports,
  { id, drift }: ActiveToken,
  to: Destination | null,
  own: MessageCopy | null,
): Promise<'again' | 'before' | null> {
  const channel = to?.to === 'channel' ? to.channel : to?.to === 'reviewers' ? await channelOf(ports, to) : null;
  if (channel === null) return null;
  const key = subjectKey({ of: 'active_token', id });
  const before = (await ports.store.copiesAbout([key]))
    .filter((copy) => copy.message === 'active_token_card' && copy.channel === channel)
    .filter(({ ts }) => own === null || Number(ts) < Number(own.ts))
    .toSorted((one, other) => Number(one.ts) - Number(other.ts));
  for (const { ts } of before) {
    const isAlone = (await ports.store.copiesAt(channel, ts)).length === 1;
    if (!isAlone) continue;
    // Which of them somebody deleted isn't known: each is decided by then.
    const entries = await ports.store.entriesAbout([key], entriesLookedAt);
    if (entries.some(({ act }) => act === 'message.lost')) return null;
    return drift !== null && drift.since > Number(ts) * 1_000 ? 'again' : 'before';
  }
  return null;
}

async function channelOf(ports: Ports, { organizationId }: Destination): Promise<string> {
  return (await organizationOf(ports, organizationId)).policy.channel;
}
