/** Keeps what costs many calls apart, and apart for longer where it fails. */
export type Pace = {
  /** Whether something may begin again now; if so, it counts as begun. `leastSeconds`: since it last began. */
  readonly mayBegin: (what: string, leastSeconds: number) => boolean;
  /** Whether something failed so lately, or so often, that it has to wait. */
  readonly isWaiting: (what: string) => boolean;
  readonly failed: (what: string) => void;
  readonly succeeded: (what: string) => void;
  /**
   * One of so many that somebody may cause in an hour, or false. An hour's worth is not saved up: `atOnce` are to be had at once, the others
   * come back evenly.
   */
  readonly mayCause: (who: string, share: { readonly atOnce: number; readonly anHour: number }) => boolean;
};
