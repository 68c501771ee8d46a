// What this installation has shown of the assumptions about GitHub that nothing confirms: by number, never a value. A row is written when
// the picture changes, and at most once a day after that: what is met at each pass costs no write.
import { type Change, noChange, type Write } from './change.ts';
import { dayMs, type Instant } from './ids.ts';

export const assumptionNumbers = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8', 'A9', 'A10'] as const;
export type AssumptionNumber = (typeof assumptionNumbers)[number];

/** One sign for an assumption, or against it. */
export type Evidence = { readonly number: AssumptionNumber; readonly shown: 'holds' | 'contradicted' };

export type Assumption = Evidence & {
  readonly id: string;
  readonly version: number;
  readonly firstSeenAt: Instant;
  readonly lastSeenAt: Instant;
  /** On how many days it was recorded: one that is met all day counts once. */
  readonly days: number;
};

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
