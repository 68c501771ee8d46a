// Messages that follow what they are about, by the copies that say where each stands: as what one is drawn again, and what becomes of one that
// can't be any more.
import { type Change, type Entry, type MessageCopy, noChange } from '../change.ts';
import type { Instant, OrganizationId } from '../ids.ts';
import { type Message, subjectKey } from '../message.ts';
import { effectKey, post } from '../step.ts';

/** Messages of the channel that somebody has to decide by. */
const decidedBy: ReadonlySet<Message['kind']> = new Set([
  'request_card',
  'pending_token_card',
  'active_token_card',
  'classic_token_card',
  'claim_card',
  'pending_token_list',
  'unused_review',
  // Revoke all… stands on it.
  'holder_left',
]);

/** Shown by a copy which nothing can alter any more, and that is not drawn a second time: old messages about a token grow with the years. */
export const overForGood = -1;
/** Shown by one whose reader no longer stands for its token: they may again. */
export const passedOn = -2;

/** The message that a copy is drawn as; null where it is none by itself. */
export function messageOfCopy({ subject, message: kind }: Pick<MessageCopy, 'subject' | 'message'>): Message | null {
  switch (subject.of) {
    case 'organization':
      return { kind: kind === 'unused_review' ? kind : 'pending_token_list', organizationId: subject.id };
    case 'claim':
      return { kind: 'claim_card', id: subject.id };
    case 'active_token':
      return { kind: kind === 'unused_token' ? kind : 'active_token_card', id: subject.id };
    case 'classic_token':
      if (kind === 'classic_ends')
        return subject.ends === undefined ? null : { kind, number: null, id: subject.id, ...subject.ends };
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
      if (kind === 'classic_ends')
        return subject.ends === undefined ? null : { kind, number: subject.number, id: null, ...subject.ends };
      return kind === 'request_card' ||
        kind === 'request_sent' ||
        kind === 'request_approved' ||
        kind === 'request_question' ||
        kind === 'request_offer'
        ? { kind, number: subject.number }
        : null;
  }
}

/** `organizationId`: whose the subject is; null where it is not known any more. */
export type Lost = { readonly copy: MessageCopy; readonly organizationId: OrganizationId | null };

/** A card that can't be drawn again where it stands is posted afresh, once for each copy; that of a place which is lost is recorded. */
export function loseCopies(
  lost: readonly Lost[],
  { trouble, code }: { readonly trouble: string | null; readonly code: string },
  at: Instant,
): Change {
  return {
    ...noChange,
    entries: lost.map(({ copy: { message, subject } }): Entry => {
      const data = { message, code };
      return { at, actor: 'countersign', act: 'message.lost', subject: subjectKey(subject), data };
    }),
    effects: lost.flatMap(({ copy, organizationId }) => {
      const message = messageOfCopy(copy);
      const isAgain = trouble === 'copy' && decidedBy.has(copy.message);
      if (!isAgain || message === null || organizationId === null) return [];
      return post(organizationId, 'reviewers', effectKey.about('again', copy.id), message);
    }),
  };
}
