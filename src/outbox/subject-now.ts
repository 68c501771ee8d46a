import type { OrganizationId } from '../domain/ids.ts';
import type { Subject } from '../domain/message.ts';
import type { Ports } from '../ports/ports.ts';
import { listVersion } from './composer.ts';

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
