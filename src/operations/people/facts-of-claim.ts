import type { GithubUserId } from '../../domain/ids.ts';
import type { Claim, VoidReason } from '../../domain/people/claim.ts';
import { isOwner } from '../../domain/person.ts';
import type { Ports } from '../../ports/ports.ts';
import { organizationOf } from '../find-organization.ts';
import { accountOf } from './accounts.ts';
import { liveMembership, recognise } from './authorize.ts';
import { belongsTo } from './claimed-memberships.ts';
import { mayDecideFor } from './may-decide-for.ts';

/** As long as a person's own membership may take: both are asked at once. */
const factsMs = 1_400;

/** What has to be asked before a Claim may be confirmed. */
export type ClaimFacts =
  | { readonly is: 'not_checked' }
  | { readonly is: 'void'; readonly why: VoidReason }
  /** `standing`: who of those that confirmed before still is an owner. */
  | { readonly is: 'sound'; readonly isOwner: boolean; readonly standing: readonly GithubUserId[] };

export async function factsOfClaim(ports: Ports, claim: Claim): Promise<ClaimFacts> {
  const [stranger, belongs, standing] = await Promise.all([
    recognise(ports, claim.slackId, true),
    belongsTo(ports, claim.account, factsMs),
    standingVouchers(ports, claim),
  ]);
  if (stranger !== null) {
    return stranger.why === 'person_not_checked' ? { is: 'not_checked' } : { is: 'void', why: 'gone' };
  }
  if (belongs === 'not_checked' || standing === 'not_checked') return { is: 'not_checked' };
  if (!belongs.organizations.some(({ id }) => id === claim.organizationId)) return { is: 'void', why: 'left' };
  // Owners were shown a name. The account has another one now, and its old one may be anybody's.
  const isRenamed = belongs.present.login.toLowerCase() !== claim.account.login.toLowerCase();
  if (isRenamed) return { is: 'void', why: 'renamed' };
  return { is: 'sound', isOwner: belongs.isOwner, standing };
}

/** Who of those that confirmed before still is linked to that account, and still owns the organization. */
async function standingVouchers(ports: Ports, claim: Claim): Promise<readonly GithubUserId[] | 'not_checked'> {
  const { organization } = await organizationOf(ports, claim.organizationId);
  const kept: GithubUserId[] = [];
  for (const vouch of claim.vouches) {
    const link = await accountOf(ports, vouch.by.slackId);
    if (link?.githubId !== vouch.by.githubId || !(await mayDecideFor(ports, organization, link))) continue;
    const membership = await liveMembership(ports, organization, link, factsMs);
    if (membership === 'not_checked') return membership;
    if (isOwner(membership)) kept.push(link.githubId);
  }
  return kept;
}
