import type { SlackUserId } from '../../domain/ids.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { isForMachineUser, type TokenRequest } from '../../domain/requests/token-request.ts';
import type { Speech } from '../speech.ts';

/** " of the machine user acme-ci" where the token is not the requester's own. */
export function ofMachineUser(request: TokenRequest, speech: Speech): string {
  return isForMachineUser(request) ? ` of the machine user ${speech.name(request.holder.login)}` : '';
}

/** Why a request ended by itself, for everybody who sees it. */
export function endedBecause(request: TokenRequest, speech: Speech): string {
  switch (request.endedWhy) {
    case 'machine_user_left':
      return `the machine user ${speech.name(request.holder.login)} left the organization`;
    case 'sponsor_changed':
      return `${speech.person(request.requester.slackId)} no longer sponsors the machine user ${speech.name(request.holder.login)}`;
    default:
      return 'its requester left the organization';
  }
}

/** The same, to the requester. */
export function endedForYou(request: TokenRequest, speech: Speech): string {
  switch (request.endedWhy) {
    case 'machine_user_left':
      return `because ${speech.name(request.holder.login)} is no longer a member of the organization`;
    case 'sponsor_changed':
      return `because you no longer sponsor ${speech.name(request.holder.login)}. Its sponsor can request the token again`;
    default:
      return 'because you are no longer a member of the organization';
  }
}

export const machineUsers = (command: string) => ({
  ofMachineUser,
  sponsorUnlinked: (slackId: SlackUserId, login: string, is: 'waiting' | 'active', speech: Speech): string => {
    const [act, way] = is === 'waiting' ? ['approve', 'deny'] : ['accept', 'revoke'];
    return `${speech.person(slackId)} sponsors ${speech.name(login)}, and nobody can ${act} it until they are linked. Ask them to send ${command} link. You can ${way} it meanwhile.`;
  },
  /** The option of the form that is chosen unless they say otherwise. */
  forMe: 'For me',
  forMachineUser: (login: string): string => `For the machine user ${login}`,
  /** Labels its login. */
  machineUser: 'Machine user',
  /** Before the steps on GitHub: made by the wrong account the token matches nothing. */
  signInAs: (login: string, speech: Speech): string =>
    `Sign in to GitHub as ${speech.name(login)} and create it there. A token of your own account won’t match this request.`,
  /** To a sponsor, of a token that waits. */
  linkFirst: `You aren’t linked to a GitHub account yet. Send ${command} link first: until then you can’t request it, and nobody can approve it.`,
  requestForIt: (login: string, speech: Speech): string =>
    `If it’s needed, request it for ${speech.name(login)} with ${command} request, under the same name. We approve the token once somebody approves that.`,
});

export function ownMatter(
  { why, machineUser }: Extract<Refusal, { why: 'own_request' | 'own_token' }>,
  speech: Speech,
): string {
  const what = why === 'own_request' ? 'request' : 'token';
  return machineUser === undefined
    ? `This is your own ${what}, so somebody else has to decide it. Nothing was decided.`
    : `You sponsor the machine user ${speech.name(machineUser)}, so somebody else has to decide its ${what}. Nothing was decided.`;
}
