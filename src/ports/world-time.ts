import type { Instant } from '../domain/ids.ts';

/** What the world's clocks say of the machine's. */
export type WorldTime = {
  /**
   * Whether the machine's clock may be believed: whatever it alone makes due waits until then. A clock that is two weeks ahead would send
   * reminders that can't be taken back, and there would be none left for their day.
   */
  readonly isSure: () => boolean;
  /** The machine's time where it may be believed, or nothing else is known; else the world's. */
  readonly now: () => Instant;
};
