// One reminder or expiry notice that is planned for one token, keyed (token, expires_at, threshold).
import type { Instant, OrganizationId } from '../ids.ts';
import type { GithubAccount } from '../person.ts';

/** Days before the day of expiry; 0 is the day itself, `expired` follows the end. */
export type Threshold = number | 'expired';

/** As many as one message claims; how many it names is for whoever lays it out. */
export const noticesPerMessage = 200;

export type DueNotice = {
  readonly id: string;
  readonly version: number;
  readonly organizationId: OrganizationId;
  readonly activeTokenId: string;
  readonly holder: GithubAccount;
  readonly expiresAt: Instant;
  readonly threshold: Threshold;
  readonly dueAt: Instant;
  /** `declined`: its holder lets the token end, and is not reminded again of this end. `superseded`: a later threshold of the same token was due as well, and only the latest useful one is sent. */
  readonly status: 'planned' | 'claimed' | 'superseded' | 'cancelled' | 'declined';
};
