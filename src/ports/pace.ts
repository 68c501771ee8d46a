/** Keeps what costs many calls apart, further apart where it fails, and bounds what one person causes. */
export type Pace = {
  /**
   * Does it, unless it is under way, or began less than its distance ago, or failed lately: the more often in a row, the longer it waits.
   * The work answers its distance in seconds; what failed has none. Answers whether it was done. Throws what the work throws.
   */
  readonly run: (what: string, work: () => Promise<number>) => Promise<boolean>;
  /** How much of a share somebody has left. An hour's worth is not saved up. */
  readonly left: (who: string, share: Share) => number;
  readonly spend: (who: string, share: Share, count: number) => void;
};

/** `atOnce` are to be had at once, `anHour` come back evenly. */
export type Share = { readonly atOnce: number; readonly anHour: number };
