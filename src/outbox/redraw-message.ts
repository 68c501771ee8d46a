import { type Change, type Effect, type Entry, type MessageCopy, noChange } from '../domain/change.ts';
import type { ChannelId } from '../domain/ids.ts';
import { type Destination, type Message, subjectKey } from '../domain/message.ts';
import { effectKey } from '../domain/step.ts';
import { Fault } from '../ports/fault.ts';
import type { Ports } from '../ports/ports.ts';
import { compose } from './compose.ts';
import { type Drawn, drawReminder, isReminder, overForGood } from './draw-reminder.ts';
import { namesPrivate } from './names-private.ts';
import { inOne, isOfAddressee, type Performer } from './post-messages.ts';
import { languageFor } from './reader-language.ts';
import { subjectNow } from './subject-now.ts';

/** Messages of the channel that somebody has to decide by. */
const cards: ReadonlySet<string> = new Set([
  'request_card',
  'pending_token_card',
  'active_token_card',
  'claim_card',
  'pending_token_list',
  'unused_review',
]);

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
    const message = messageOf(copy);
    const place = await placeOfCopy(performer.ports, copy);
    // What may be named depends on where this copy stands, not on where new ones go by now (T15).
    if (message === null || place === null) continue;
    const composed = await compose(performer, message, place, copy);
    if (composed !== null) drawn.push({ copy, composed, place });
  }
  return drawn;
}

function messageOf({ subject, message: kind }: MessageCopy): Message | null {
  switch (subject.of) {
    case 'organization':
      return { kind: kind === 'unused_review' ? kind : 'pending_token_list', organizationId: subject.id };
    case 'claim':
      return { kind: 'claim_card', id: subject.id };
    case 'active_token':
      return { kind: kind === 'unused_token' ? kind : 'active_token_card', id: subject.id };
    case 'classic_token':
      return { kind: 'classic_token_card', id: subject.id };
    case 'pending_token':
      return { kind: kind === 'pending_token_held' ? kind : 'pending_token_card', id: subject.id };
    case 'together':
      return kind === 'holder_left' || kind === 'revoked_together'
        ? { kind, id: subject.id, organizationId: subject.organizationId }
        : null;
    case 'reminders':
      return null;
    case 'questions':
      return subject.asked?.message ?? null;
    case 'request':
      return kind === 'request_card' ||
        kind === 'request_sent' ||
        kind === 'request_approved' ||
        kind === 'request_question' ||
        kind === 'request_offer'
        ? { kind, number: subject.number }
        : null;
  }
}

async function placeOfCopy(ports: Ports, copy: MessageCopy): Promise<Destination | null> {
  const found = await subjectNow(ports, copy.subject);
  const channel = copy.channel as ChannelId;
  return found === null ? null : { to: 'channel', channel, organizationId: found.organizationId };
}

/** A card that can't be drawn again where it stands is posted afresh, once for each copy; that of a place which is lost is recorded. */
async function lost(ports: Ports, copies: readonly MessageCopy[], { trouble, code }: Fault): Promise<Change> {
  const at = ports.clock.now();
  const entries: Entry[] = [];
  const effects: Effect[] = [];
  for (const copy of copies) {
    const data = { message: copy.message, code };
    entries.push({ at, actor: 'countersign', act: 'message.lost', subject: subjectKey(copy.subject), data });
    const message = messageOf(copy);
    if (!cards.has(copy.message) || message === null || trouble !== 'copy') continue;
    const organizationId = (await subjectNow(ports, copy.subject))?.organizationId;
    if (organizationId === undefined) continue;
    const to: Destination = { to: 'reviewers', organizationId };
    effects.push({ kind: 'post', key: effectKey.about('again', copy.id), to, message });
  }
  ports.log.warn('a message could not be brought up to date', { message: copies[0]?.message ?? '', code });
  return { writes: [], entries, effects };
}
