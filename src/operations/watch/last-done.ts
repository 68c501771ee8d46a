import type { Instant } from '../../domain/ids.ts';
import { type Subject, subjectKey } from '../../domain/message.ts';
import type { Ports } from '../../ports/ports.ts';

/** Nothing has more in a day. */
const entriesLookedAt = 100;

/** When this act was last done about the subject, of its newest lines of the trail; null where it was not. */
export async function lastDone(
  { store }: Pick<Ports, 'store'>,
  subject: Subject,
  act: string,
): Promise<Instant | null> {
  const entries = await store.entriesAbout([subjectKey(subject)], entriesLookedAt);
  return entries.find((entry) => entry.act === act)?.at ?? null;
}
