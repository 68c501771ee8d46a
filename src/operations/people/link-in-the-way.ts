import type { SlackUserId } from '../../domain/ids.ts';
import { inTheWayOfClaim } from '../../domain/people/advance-claim.ts';
import { decideLink } from '../../domain/people/decide-link.ts';
import type { GithubAccount } from '../../domain/person.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { accountOf, knownLinks, namedLogin } from './accounts.ts';
import { isMachineUser } from './find-holder.ts';

/** The rule of `inTheWayOfClaim`, by our rows alone. */
export async function linkInTheWay(
  ports: Ports,
  slackId: SlackUserId,
  account: GithubAccount,
  isOwner: boolean,
): Promise<Refusal | null> {
  const claim = { slackId, account, proof: 'vouched', by: [] } as const;
  return inTheWayOfClaim({
    ...{ account, isOwner, isMachineUser: await isMachineUser(ports, account) },
    ...{ decision: decideLink(claim, await knownLinks(ports, claim)), link: await accountOf(ports, slackId) },
    // GitHub may not have been asked yet whose login it is.
    named: namedLogin(ports, slackId),
  });
}
