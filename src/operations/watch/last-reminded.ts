import type { Instant } from '../../domain/ids.ts';
import { subjectKey } from '../../domain/message.ts';
import { remindAct } from '../../domain/notices/remind-holder.ts';
import type { Ports } from '../../ports/ports.ts';

/** No token has more in a day. */
const entriesLookedAt = 50;

/** When an owner last asked the holder about this token; null where nobody did. */
export async function lastReminded({ store }: Ports, id: string): Promise<Instant | null> {
  const entries = await store.entriesAbout([subjectKey({ of: 'active_token', id })], entriesLookedAt);
  return entries.find(({ act }) => act === remindAct)?.at ?? null;
}
