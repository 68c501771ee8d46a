import type { Message, Subject } from '../../domain/message.ts';
import type { Ports } from '../../ports/ports.ts';
import type { ClickCall } from '../context.ts';

/**
 * A click proves that a message stands where it was made. One that we don't know (we crashed between sending and recording it) is
 * adopted, so that it follows its subject from now on; a known one is drawn again.
 */
export async function adoptCopy(
  ports: Ports,
  { message }: ClickCall,
  subject: Subject,
  kind: Message['kind'],
): Promise<void> {
  const at = ports.clock.now();
  const redraw = { kind: 'redraw', subject } as const;
  const isKnown = message === null || (await ports.store.copyAt(message.channel, message.ts)) !== null;
  if (!isKnown) {
    const row = {
      id: ports.ids.next(),
      version: 1,
      subject,
      message: kind,
      channel: message.channel,
      ts: message.ts,
      shownVersion: 0,
    };
    // `stale`: the outbox recorded it in this very moment.
    await ports.store.commit({ writes: [{ table: 'message_copies', was: null, row }], entries: [], effects: [] }, at);
  }
  await ports.store.commit({ writes: [], entries: [], effects: [redraw] }, at);
  ports.wake.outbox();
}
