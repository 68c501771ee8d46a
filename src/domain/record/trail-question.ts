// What somebody wants to know of the audit trail, read from how people write it.
import { startOfUtcDay } from '../calendar.ts';
import type { Instant } from '../ids.ts';

/** Of whom, of which token and of what time; null where it does not matter. */
export type TrailQuestion = {
  /** A GitHub login, or a Slack id. */
  readonly person: string | null;
  /** `PAT-12`, the token's name, or its id on GitHub. */
  readonly token: string | null;
  /** From this moment on. */
  readonly since: Instant | null;
  /** Before this moment. */
  readonly until: Instant | null;
};

export const wholeTrail: TrailQuestion = { person: null, token: null, since: null, until: null };

/** A day (its start, UTC), or an instant with its zone: `2026-03-01`, `2026-03-01T09:00Z`. Null where it is neither. */
export function readTime(text: string): Instant | null {
  const instant = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/.exec(text);
  if (instant?.[1] === undefined) return startOfUtcDay(text);
  // A 31st of February is no day, though dates are read as if it were one of March.
  if (startOfUtcDay(instant[1]) === null) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}
