import { type Subject, subjectKey } from '../../domain/message.ts';
import type { Ports } from '../../ports/ports.ts';

/** Whether there is such a thing: a button's value is the client's word, and one that names nothing of ours is kept nowhere. */
export async function isKnownSubject({ store }: Ports, subject: Subject): Promise<boolean> {
  switch (subject.of) {
    case 'request':
      return (await store.request(subject.number)) !== null;
    case 'pending_token':
      return (await store.pendingToken(subject.id)) !== null;
    case 'reminders':
    case 'questions':
      return false;
    case 'active_token':
      return (await store.activeToken(subject.id)) !== null;
    case 'classic_token':
      return (await store.classicToken(subject.id)) !== null;
    case 'together':
      return (await store.entriesAbout([subjectKey(subject)], 1)).length > 0;
    case 'claim':
      return (await store.claim(subject.id)) !== null;
    case 'organization':
      return (await store.organizationById(subject.id)) !== null;
  }
}
