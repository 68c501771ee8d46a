import type { SlackUserId } from '../../domain/ids.ts';
import { decideLink } from '../../domain/people/decide-link.ts';
import type { GithubAccount } from '../../domain/person.ts';
import { type Refusal, refuse } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { accountOf, knownLinks, namedLogin } from './accounts.ts';
import { isMachineUser } from './find-holder.ts';

/**
 * What is known of both sides that speaks against a Claim, or makes it needless; null where nothing does. Somebody whom one owner confirmed, and
 * who is an owner by now, may ask again: then a second one has to.
 */
export async function linkInTheWay(
  ports: Ports,
  slackId: SlackUserId,
  account: GithubAccount,
  isOwner: boolean,
): Promise<Refusal | null> {
  const { login } = account;
  if (await isMachineUser(ports, account)) return refuse({ why: 'claims_machine_user', login });
  const claim = { slackId, account, proof: 'vouched', by: [] } as const;
  const decision = decideLink(claim, await knownLinks(ports, claim));
  if (decision.as === 'conflict') return refuse({ why: 'link_conflict', login, conflict: decision.why });
  const link = await accountOf(ports, slackId);
  if (link === null) {
    // GitHub was not asked yet whose login it is that the policy gives them.
    const named = namedLogin(ports, slackId);
    return named === null ? null : refuse({ why: 'linked_already', login: named });
  }
  const isToBeStronger = link.proof === 'vouched' && isOwner && link.githubId === account.githubId;
  return isToBeStronger ? null : refuse({ why: 'linked_already', login: link.login });
}
