// Whether GitHub's list says what became of a token after a moment: GitHub tells nobody of a holder who prolongs or narrows it in its last minute.
import type { Instant, TokenId } from '../ids.ts';
import type { Organization } from '../organization.ts';

export type Listing = {
  readonly organization: Pick<Organization, 'activeListedAt' | 'unread'>;
  readonly tokenId: TokenId;
};

/** A pass that began at this moment or later has read the active tokens to the end, and this one too if it was among them. */
export function wasListedSince({ organization: { activeListedAt, unread }, tokenId }: Listing, at: Instant): boolean {
  return (activeListedAt ?? 0) >= at && !unread.active.includes(tokenId);
}
