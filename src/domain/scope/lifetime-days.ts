// How many days a lifetime asks for. Fail closed: an invalid date lasts for ever.
import { startOfUtcDay } from '../calendar.ts';
import { dayMs, type Instant } from '../ids.ts';
import type { RequestedScope } from './agreement.ts';

/** The lifetime in days from today, or null for never. */
export function lifetimeDays({ lifetime }: Pick<RequestedScope, 'lifetime'>, now: Instant): number | null {
  switch (lifetime.kind) {
    case 'never':
      return null;
    case 'days':
      return lifetime.days;
    case 'until':
      return Math.ceil((lifetime.at - now) / dayMs);
    case 'date': {
      const start = startOfUtcDay(lifetime.date);
      return start === null ? Number.POSITIVE_INFINITY : Math.floor(start / dayMs) - Math.floor(now / dayMs);
    }
  }
}
