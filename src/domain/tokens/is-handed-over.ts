// Whether the work of a token has gone over to the one that replaces it: then its holder is offered to end the old one.
import { dayMs, type Instant } from '../ids.ts';
import { type ActiveToken, isInForce } from './token.ts';

/** GitHub tells the day of the last use, and a job may run only every other day. */
const silentDays = 3;

/** The old one is still there to be ended, the new one is in use, and the old one had been silent for days when it last was. */
export function isHandedOver(
  old: Pick<ActiveToken, 'status' | 'lastUsedAt'>,
  successor: Pick<ActiveToken, 'lastUsedAt' | 'firstSeenAt'>,
  now: Instant,
): boolean {
  if (!isInForce(old) || successor.lastUsedAt === null) return false;
  const silentMs = silentDays * dayMs;
  return now - successor.firstSeenAt >= silentMs && (old.lastUsedAt ?? 0) <= now - silentMs;
}
