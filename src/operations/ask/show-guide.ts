import type { SlackUserId } from '../../domain/ids.ts';
import { type Refusal, refuse } from '../../domain/refusal.ts';
import type { Named } from '../../domain/requests/meant-by-name.ts';
import type { GuideSubject } from '../../domain/scope/token-guide.ts';
import { type ActiveToken, isInForce } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';
import { organizationOf } from '../find-organization.ts';
import { accountOf, isLinked } from '../people/accounts.ts';
import { recognise } from '../people/authorize.ts';
import { machineUsersOf } from '../people/machine-users-of.ts';
import { notLinked } from '../people/not-linked.ts';
import { isStillSponsored } from '../people/require-impartial.ts';

export type Guided = GuideSubject & {
  /** It can reach the organization now. */
  readonly isActive: boolean;
};

function living(token: ActiveToken | null): ActiveToken | null {
  return token !== null && isInForce(token) ? token : null;
}

/** What the guide to one's own token is made of, from our rows alone. Somebody else's is answered like one that does not exist. */
export async function showGuide(ports: Ports, slackId: SlackUserId, wanted: Named): Promise<Guided | Refusal> {
  const stranger = await recognise(ports, slackId);
  if (stranger !== null) return stranger;
  if (!(await isLinked(ports, slackId))) return notLinked(ports, slackId);
  const person = await accountOf(ports, slackId);
  if (wanted.of === 'token') {
    const token = living(await ports.store.activeToken(wanted.id));
    const own = person === null ? [] : [person.githubId, ...(await machineUsersOf(ports, slackId))];
    if (token === null || !own.includes(token.holder.githubId)) return refuse({ why: 'unknown_message' });
    const { organization } = await organizationOf(ports, token.organizationId);
    const { tokenName, scope, holder } = token;
    return { tokenName, scope, login: holder.login, organization: organization.login, isActive: true };
  }
  const { number } = wanted;
  const request = await ports.store.request(number);
  if (request === null || person === null || request.requester.githubId !== person.githubId) {
    return refuse({ why: 'not_your_request', number });
  }
  // What a machine user holds is for whoever sponsors it now.
  if (!(await isStillSponsored(ports, request))) return refuse({ why: 'unknown_message' });
  const token = living(await ports.store.activeTokenOfRequest(number));
  const isToCome = request.status === 'approved' || request.status === 'claimed';
  if (token === null && !isToCome) return refuse({ why: 'no_token_to_use', number });
  const { organization } = await organizationOf(ports, request.organizationId);
  return {
    tokenName: token?.tokenName ?? request.tokenName,
    scope: token?.scope ?? request.scope,
    login: token?.holder.login ?? request.holder.login,
    organization: organization.login,
    isActive: token !== null,
  };
}
