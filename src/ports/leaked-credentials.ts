import type { Instant } from '../domain/ids.ts';

/**
 * What GitHub said. `accepted`: what it knows of them ends now; it does not say whether it knew any. `unknown`: no answer, or that it failed:
 * they may have ended. `limited`: so many from one address in an hour. `refused`: it took none of them. `not_here`: this GitHub has no such call.
 */
export type RevocationAnswer =
  | { readonly as: 'accepted' }
  | { readonly as: 'unknown' }
  | { readonly as: 'limited'; readonly until: Instant | null }
  | { readonly as: 'refused' }
  | { readonly as: 'not_here' };

export type LeakedCredentials = {
  /** GitHub Enterprise Server can't. */
  readonly isPossible: boolean;
  /** Has GitHub end them, 1,000 at the most. The texts go to GitHub and nowhere else. Never throws. */
  readonly revoke: (secrets: readonly string[]) => Promise<RevocationAnswer>;
};
