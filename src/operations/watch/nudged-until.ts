import { dayMs, type Instant, type RequestNumber } from '../../domain/ids.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import type { Ports } from '../../ports/ports.ts';

/** No request has more in a day. */
const entriesLookedAt = 100;

/** From when its requester may have the reviewers reminded again; null where they may now. */
export async function nudgedUntil({ store }: Ports, number: RequestNumber, at: Instant): Promise<Instant | null> {
  const entries = await store.entriesAbout([requestName(number)], entriesLookedAt);
  const last = entries.find((one) => one.act === 'request.nudge' && one.at > at - dayMs);
  return last === undefined ? null : last.at + dayMs;
}
