import type { OrganizationId } from '../domain/ids.ts';
import { type Subject, subjectKey } from '../domain/message.ts';
import type { Ports } from '../ports/ports.ts';

/** The list has no version of its own: whatever changes it asks for its redraw. */
export const listVersion = 0;

/** The organization that a subject belongs to and the version that it has now; null where it is not known. */
export async function subjectNow(
  { store }: Ports,
  subject: Subject,
): Promise<{ readonly organizationId: OrganizationId; readonly version: number } | null> {
  switch (subject.of) {
    case 'request':
      return store.request(subject.number);
    case 'pending_token':
      return store.pendingToken(subject.id);
    case 'active_token':
      return store.activeToken(subject.id);
    case 'classic_token':
      return store.classicToken(subject.id);
    case 'together':
      return { organizationId: subject.organizationId, version: listVersion };
    case 'reminders':
      return subject.notice === undefined ? null : store.activeToken(subject.notice.activeTokenId);
    case 'questions':
      return subject.asked === undefined ? null : store.activeToken(subject.asked.message.id);
    case 'claim':
      return store.claim(subject.id);
    case 'organization':
      // What the list shows has no version of its own: it is asked to be redrawn by whatever changes.
      return (await store.organizationById(subject.id)) === null
        ? null
        : { organizationId: subject.id, version: listVersion };
  }
}

/** Whether there is such a thing: a button's value is the client's word, and one that names nothing of ours is kept nowhere. */
export async function isKnownSubject(ports: Ports, subject: Subject): Promise<boolean> {
  if (subject.of === 'together') return (await ports.store.entriesAbout([subjectKey(subject)], 1)).length > 0;
  return subject.of !== 'reminders' && subject.of !== 'questions' && (await subjectNow(ports, subject)) !== null;
}
