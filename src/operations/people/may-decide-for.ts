import type { Organization } from '../../domain/organization.ts';
import { confirmedByTwo } from '../../domain/people/claim.ts';
import type { Link } from '../../domain/people/link.ts';
import type { Ports } from '../../ports/ports.ts';

/**
 * Whether the proof of a link is enough to decide for an organization. One owner's word makes a member's link, and that member may be made an
 * owner later: whoever decides was confirmed by two owners of that very organization, or proved it otherwise.
 */
export async function mayDecideFor(
  { store }: Pick<Ports, 'store'>,
  { id }: Organization,
  link: Link,
): Promise<boolean> {
  if (link.proof !== 'vouched') return true;
  const { slackId, githubId, linkedAt } = link;
  const claims = await store.claimsOf({ slackId, githubId }, 0);
  return claims.some((claim) => claim.organizationId === id && confirmedByTwo(claim, { slackId, githubId, linkedAt }));
}
