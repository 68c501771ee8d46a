import type { GithubUserId } from '../../domain/ids.ts';
import { type ClaimFacts, factsOfClaim } from '../../domain/people/advance-claim.ts';
import type { Claim } from '../../domain/people/claim.ts';
import { isOwner } from '../../domain/person.ts';
import type { Ports } from '../../ports/ports.ts';
import { organizationOf } from '../find-organization.ts';
import { accountOf } from './accounts.ts';
import { liveMembership, recognise } from './authorize.ts';
import { belongsTo } from './belongs-to.ts';
import { mayDecideFor } from './may-decide-for.ts';

/** As long as a person's own membership may take: both are asked at once. */
const factsMs = 1_400;

/** Asks what has to be known before a Claim may be confirmed. */
export async function askOfClaim(ports: Ports, claim: Claim): Promise<ClaimFacts> {
  const [stranger, found, standing] = await Promise.all([
    recognise(ports, claim.slackId, true),
    belongsTo(ports, claim.account, factsMs),
    standingVouchers(ports, claim),
  ]);
  const belongs = found === 'not_checked' ? found : { ...found, ids: found.organizations.map(({ id }) => id) };
  return factsOfClaim(claim, { stranger, belongs, standing });
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
