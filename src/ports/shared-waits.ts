/** How long GitHub is not to be asked about an organization. */
export type HearWait = (organization: string, waitMs: number) => void;

/** The waits that GitHub asks one of several processes for. */
export type SharedWaits = {
  /** We were asked to wait: all others are told. */
  readonly tell: (organization: string, waitMs: number) => Promise<void>;
  /** Hears of those that others were asked for, from now on, and of those that are not over yet. */
  readonly hear: (listener: HearWait) => Promise<void>;
};
