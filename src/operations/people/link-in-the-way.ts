import type { SlackUserId } from '../../domain/ids.ts';
import { inTheWayOfClaim, type SidesOfClaim } from '../../domain/people/advance-claim.ts';
import { decideLink } from '../../domain/people/decide-link.ts';
import type { GithubAccount } from '../../domain/person.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { accountOf, knownLinks, namedLogin } from './accounts.ts';
import { isMachineUser } from './find-holder.ts';

/** Who claims which account. */
type Sides = { readonly slackId: SlackUserId; readonly account: GithubAccount };

/** The rule of `inTheWayOfClaim`, by our rows alone. */
export async function linkInTheWay(ports: Ports, sides: Sides, isOwner: boolean): Promise<Refusal | null> {
  return inTheWayOfClaim({ ...(await sidesOf(ports, sides)), isOwner });
}

/** What our rows and the policy say of both. */
export async function sidesOf(ports: Ports, { slackId, account }: Sides): Promise<Omit<SidesOfClaim, 'isOwner'>> {
  const claim = { slackId, account, proof: 'vouched', by: [] } as const;
  return {
    ...{ account, isMachineUser: await isMachineUser(ports, account) },
    ...{ decision: decideLink(claim, await knownLinks(ports, claim)), link: await accountOf(ports, slackId) },
    // GitHub may not have been asked yet whose login it is.
    named: namedLogin(ports, slackId),
  };
}
