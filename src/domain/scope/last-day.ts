// Until when a token can still be made that ends as asked. GitHub's shortest token lasts a day: one that is made on the very last day ends past it.
import { startOfUtcDay } from '../calendar.ts';
import type { Instant } from '../ids.ts';
import type { RequestedScope } from './agreement.ts';

type Asked = Pick<RequestedScope, 'lifetime'>;

/** The moment from which on it is too late; null where any time will do. An invalid day was always over. */
function lastUseAt({ lifetime }: Asked): Instant | null {
  if (lifetime.kind === 'until') return lifetime.at;
  return lifetime.kind === 'date' ? (startOfUtcDay(lifetime.date) ?? 0) : null;
}

/** Whether whatever was made for it now would end too late, or has ended. */
export function isPastUse(asked: Asked, now: Instant): boolean {
  const last = lastUseAt(asked);
  return last !== null && last <= now;
}

/** The moment that people have for it, or the end of its use where that comes first. */
export function noLaterThanUse(asked: Asked, at: Instant): Instant {
  return Math.min(at, lastUseAt(asked) ?? at);
}
