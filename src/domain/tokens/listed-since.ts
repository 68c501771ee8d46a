// Whether GitHub's list says what became of a token after a moment: GitHub tells nobody of a holder who prolongs or narrows it in its last minute.
import type { Instant, TokenId } from '../ids.ts';
import type { Organization } from '../organization.ts';

type Listed = Pick<Organization, 'activeListedAt' | 'unread'>;

/** Whether a pass that began at this moment or later has read the active tokens to the end. */
export function wasReadSince({ activeListedAt }: Pick<Listed, 'activeListedAt'>, at: Instant): boolean {
  return (activeListedAt ?? 0) >= at;
}

/** Whether it has, and could read this one too if it was among them. */
export function wasListedSince(
  { organization, tokenId }: { readonly organization: Listed; readonly tokenId: TokenId },
  at: Instant,
): boolean {
  return wasReadSince(organization, at) && !organization.unread.active.includes(tokenId);
}
