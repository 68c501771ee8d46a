import { type Change, type MessageCopy, noChange } from '../domain/change.ts';
import type { ChannelId } from '../domain/ids.ts';
import type { Destination } from '../domain/message.ts';
import { type Lost, loseCopies, messageOfCopy, overForGood } from '../domain/messages/copies.ts';
import { subjectNow } from '../operations/subject-now.ts';
import { Fault } from '../ports/fault.ts';
import type { Ports } from '../ports/ports.ts';
import { compose } from './compose.ts';
import { type Drawn, drawReminder, isReminder } from './draw-reminder.ts';
import { namesPrivate } from './names-private.ts';
import { inOne, isOfAddressee, type Performer } from './post-messages.ts';
import { languageFor } from './reader-language.ts';

/** Draws the message that a copy stands for from the rows as they are now: all that it shows, where it is a list. */
export async function redrawMessage(performer: Performer, copyId: string): Promise<Change> {
  const { ports, messenger } = performer;
  const one = await ports.store.copy(copyId);
  if (one === null) return noChange;
  const { channel, ts } = one;
  const copies = await ports.store.copiesAt(channel, ts);
  if (copies.every(({ shownVersion }) => shownVersion === overForGood)) return noChange;
  const drawn = isReminder(copies) ? await drawReminder(ports, copies) : await drawEach(performer, copies);
  const content = inOne(drawn.map(({ composed }) => composed));
  const [first] = drawn;
  if (content === null || first === undefined) return noChange;
  const language = await languageFor(ports, first.place.organizationId, first.copy.reader);
  try {
    await messenger.redraw(channel as ChannelId, ts, content, language);
  } catch (error) {
    if (!(error instanceof Fault) || !(error.trouble === 'copy' || isOfAddressee(error))) throw error;
    return lost(ports, copies, error);
  }
  const writes = drawn.map(({ copy, composed: { shownVersion } }) => {
    const hasPrivateNames = content.kind !== 'many' && namesPrivate(content);
    const row: MessageCopy = { ...copy, version: copy.version + 1, shownVersion, hasPrivateNames };
    return { table: 'message_copies', was: copy.version, row } as const;
  });
  return { ...noChange, writes };
}

async function drawEach(performer: Performer, copies: readonly MessageCopy[]): Promise<readonly Drawn[]> {
  const drawn: Drawn[] = [];
  for (const copy of copies) {
    const message = messageOfCopy(copy);
    const place = await placeOfCopy(performer.ports, copy);
    // What may be named depends on where this copy stands, not on where new ones go by now (T15).
    if (message === null || place === null) continue;
    const composed = await compose(performer, message, place, copy);
    if (composed !== null) drawn.push({ copy, composed, place });
  }
  return drawn;
}

async function placeOfCopy(ports: Ports, copy: MessageCopy): Promise<Destination | null> {
  const found = await subjectNow(ports, copy.subject);
  const channel = copy.channel as ChannelId;
  return found === null ? null : { to: 'channel', channel, organizationId: found.organizationId };
}

async function lost(ports: Ports, copies: readonly MessageCopy[], { trouble, code }: Fault): Promise<Change> {
  const gone = await Promise.all(
    copies.map(async (copy): Promise<Lost> => {
      return { copy, organizationId: (await subjectNow(ports, copy.subject))?.organizationId ?? null };
    }),
  );
  ports.log.warn('a message could not be brought up to date', { message: copies[0]?.message ?? '', code });
  return loseCopies(gone, { trouble, code }, ports.clock.now());
}
