// What was met of the assumptions about GitHub becomes rows. One is written when the picture changes, and at most once a day after that:
// what is met at each pass costs no write.
import type { Assumption, Evidence } from './assumptions.ts';
import { type Change, noChange, type Write } from './change.ts';
import { dayMs, type Instant } from './ids.ts';

function assumptionId({ number, shown }: Evidence): string {
  return `${number}-${shown}`;
}

/** The rows that what was met now begins or renews. */
export function recordEvidence(known: readonly Assumption[], met: readonly Evidence[], now: Instant): Change {
  const byId = new Map(met.map((one) => [assumptionId(one), one]));
  const writes = [...byId].flatMap(([id, { number, shown }]): Write[] => {
    const row = known.find((one) => one.id === id);
    if (row === undefined) {
      const first = { id, number, shown, version: 1, firstSeenAt: now, lastSeenAt: now, days: 1 };
      return [{ table: 'assumptions', was: null, row: first }];
    }
    if (now - row.lastSeenAt < dayMs) return [];
    const next = { ...row, version: row.version + 1, lastSeenAt: now, days: row.days + 1 };
    return [{ table: 'assumptions', was: row.version, row: next }];
  });
  return writes.length === 0 ? noChange : { ...noChange, writes };
}
