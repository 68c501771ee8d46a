// What of the trail is told to people as the history of a request or a token.
import type { Entry } from './change.ts';

/** `active_token.observe` is that GitHub was read: nothing happened by it. */
const untold: ReadonlySet<string> = new Set(['active_token.observe']);

/**
 * Newest first, as they are read. An excess that GitHub shows in another extent is told once for each time that the token exceeds
 * what was approved: its deadline is the same.
 */
export function worthTelling(entries: readonly Entry[]): readonly Entry[] {
  return entries.filter((entry, index) => {
    if (untold.has(entry.act)) return false;
    const since = driftSince(entry);
    return since === null || !entries.slice(index + 1).some((one) => isSameDrift(one, entry, since));
  });
}

function isSameDrift(one: Entry, { subject }: Entry, since: number): boolean {
  return one.subject === subject && driftSince(one) === since;
}

function driftSince({ act, data: { drift } }: Entry): number | null {
  if (act !== 'active_token.exceed' || typeof drift !== 'object' || drift === null) return null;
  return 'since' in drift && typeof drift.since === 'number' ? drift.since : null;
}
