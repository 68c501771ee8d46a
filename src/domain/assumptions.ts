// What this installation has shown of the assumptions about GitHub that nothing confirms: by number, never a value.
import type { Instant } from './ids.ts';

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
