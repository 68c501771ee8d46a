import type { GithubAccount, LinkedPerson } from '../../domain/person.ts';
import { type Refusal, refuse } from '../../domain/refusal.ts';
import { isForMachineUser, type TokenRequest } from '../../domain/requests/token-request.ts';
import type { Ports } from '../../ports/ports.ts';
import { accountOf } from './accounts.ts';
import { sponsorBehind, sponsorOf } from './find-holder.ts';
import { knownAlready } from './known-as.ts';

/**
 * Sponsors stand for their machine users: what those hold is theirs to ask for, not to decide. People are compared by their GitHub account,
 * so that a second Slack account of the sponsor decides nothing either; one that is not known could be anybody's, and then nothing is let in.
 */
export async function requireKnownSponsor(
  ports: Ports,
  person: LinkedPerson,
  holder: GithubAccount,
  grants: boolean,
): Promise<Refusal | null> {
  const sponsor = await sponsorBehind(ports, holder);
  if (sponsor === null) return null;
  const account = await accountOf(ports, sponsor);
  if (sponsor === person.slackId || account?.githubId === person.githubId) {
    const isOwn = (await sponsorOf(ports, holder)) !== null;
    return refuse(
      isOwn ? { why: 'own_token', machineUser: holder.login } : { why: 'login_taken', login: holder.login },
    );
  }
  return account !== null || !grants
    ? null
    : refuse({ why: 'sponsor_not_linked', slackId: sponsor, login: holder.login });
}

/**
 * Who asks for a machine user's token does not decide on it, nor does that account itself, nor whoever sponsors it by now. Where the policy
 * names another sponsor than whoever asked, nobody stands for the request any more, and nothing may be approved under it.
 */
export async function requireImpartial(
  ports: Ports,
  person: LinkedPerson,
  request: TokenRequest,
  grants: boolean,
): Promise<Refusal | null> {
  const { requester, holder } = request;
  // Asked from Slack with another account of theirs on GitHub, or by their other id, it is their own still.
  const asked = (await knownAlready(ports, [requester.slackId])) ?? requester.slackId;
  const isTheirs = person.slackId === asked || person.githubId === requester.githubId;
  if (isTheirs || person.githubId === holder.githubId) return refuse({ why: 'own_request' });
  const objection = await requireKnownSponsor(ports, person, holder, grants);
  if (objection !== null) return objection.why === 'own_token' ? { ...objection, why: 'own_request' } : objection;
  return grants && !(await isStillSponsored(ports, request))
    ? refuse({ why: 'sponsor_changed', slackId: requester.slackId, login: holder.login })
    : null;
}

/** Whether whoever asked for a machine user's token is its sponsor now; a request for oneself needs none. */
export async function isStillSponsored(ports: Ports, request: TokenRequest): Promise<boolean> {
  if (!isForMachineUser(request)) return true;
  return (await sponsorOf(ports, request.holder)) === request.requester.slackId;
}
