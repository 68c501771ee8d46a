import type { MessageCopy } from '../domain/change.ts';
import { type Destination, subjectKey } from '../domain/message.ts';
import { type Standing, toldBefore as toldAmong } from '../domain/messages/told-before.ts';
import type { ActiveToken } from '../domain/tokens/token.ts';
import { organizationOf } from '../operations/find-organization.ts';
import type { Ports } from '../ports/ports.ts';
import type { ToldBefore } from '../ports/told-before.ts';

/** Some steps of a token; a card that was lost longer ago than that was posted afresh. */
const entriesLookedAt = 200;

/** Whether the channel has a card of this token already (`domain/messages/told-before.ts`). */
export async function toldBefore(
  ports: Ports,
  token: ActiveToken,
  to: Destination | null,
  own: MessageCopy | null,
): Promise<ToldBefore | null> {
  if (to === null || to.to === 'person') return null;
  const { store } = ports;
  const channel = to.to === 'channel' ? to.channel : (await organizationOf(ports, to.organizationId)).policy.channel;
  const key = subjectKey({ of: 'active_token', id: token.id });
  const copies: Standing[] = [];
  for (const copy of await store.copiesAbout([key])) {
    copies.push({ copy, shows: (await store.copiesAt(copy.channel, copy.ts)).length });
  }
  const told = toldAmong(token, copies, await store.entriesAbout([key], entriesLookedAt), { channel, own });
  return told === null ? null : { is: told.is, url: ports.directory.addressOfMessage(told.at) };
}
