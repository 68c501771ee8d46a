import type { Instant } from '../domain/ids.ts';

/** A person's token, as GitHub gives it to the App. Its texts must be sealed before they are kept, and are never logged or shown. */
export type UserToken = {
  readonly access: string;
  readonly accessEndsAt: Instant;
  /** GitHub takes it once, for the next pair. */
  readonly refresh: string;
  readonly refreshEndsAt: Instant;
};

/** What GitHub does with tokens of people who signed in. */
export type UserTokens = {
  /**
   * Exchanges it for the next. `used_up`: GitHub takes this one no longer (`bad_refresh_token`). `refused`: it gives none at all, our client secret being
   * wrong. Throws a Fault where it did not answer: then nobody knows whether it was taken.
   */
  readonly renew: (refresh: string) => Promise<UserToken | 'used_up' | 'refused'>;
  /** Ends it at GitHub, if it can be reached: whoever drops one leaves none behind. Never throws. */
  readonly end: (access: string) => Promise<void>;
};
