import { noChange } from '../../domain/change.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import { type Message, type Subject, subjectKey } from '../../domain/message.ts';
import { redraw } from '../../domain/step.ts';
import type { Ports } from '../../ports/ports.ts';
import { isKnownSubject } from '../subject-now.ts';

/**
 * A click proves that a message stands where it was made. One that we don't know (we crashed between sending and recording it) is
 * adopted, so that it follows its subject from now on; a known one is drawn again, unless what came of the click was a Decision: it was
 * committed with the redraw of its subject.
 */
export async function adoptCopy(
  ports: Ports,
  place: { readonly channel: string; readonly ts: string; readonly reader: SlackUserId | null } | null,
  subject: Subject,
  kind: Message['kind'],
  wasDecided = false,
): Promise<void> {
  const [known = null] = place === null ? [] : await ports.store.copiesAt(place.channel, place.ts);
  const isDrawn = wasDecided && subjectKey(known?.subject ?? subject) === subjectKey(subject);
  if (isDrawn && (place === null || known !== null)) return;
  // A value that names nothing of ours is the client's word, and is not written down.
  if (known === null && !(await isKnownSubject(ports, subject))) return;
  const at = ports.clock.now();
  if (place !== null && known === null) {
    const { channel, ts, reader } = place;
    const row = {
      ...{ id: ports.ids.next(), version: 1, subject, message: kind, channel, ts },
      // Nobody knows what it shows.
      ...{ shownVersion: 0, hasPrivateNames: true, reader },
    };
    // `stale`: the outbox recorded it in this very moment.
    await ports.store.commit({ ...noChange, writes: [{ table: 'message_copies', was: null, row }] }, at);
  }
  // The message may have been passed on to a newer row of its token.
  await ports.store.commit({ ...noChange, effects: [redraw(known?.subject ?? subject)] }, at);
  ports.wake.outbox();
}
