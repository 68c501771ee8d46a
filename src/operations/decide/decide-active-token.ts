import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import type { LinkedPerson } from '../../domain/person.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { agreementTo } from '../../domain/scope/agreement.ts';
import { isWholeScopeShown } from '../../domain/scope/card-room.ts';
import { advanceActiveToken } from '../../domain/tokens/advance-active-token.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';
import { authorize } from '../people/authorize.ts';
import { holderInSlack } from '../people/find-holder.ts';
import { tokenContext } from '../watch/load-token-context.ts';
import type { ClickPlace } from './decide-request.ts';

export type Seen = { readonly id: string; readonly revision: number };

function already({ tokenName, status, revocation }: ActiveToken): Refusal {
  return refuse({ why: 'active_token_already', tokenName, status, revocation });
}

function asPerson({ slackId, githubId, login }: LinkedPerson): LinkedPerson {
  return { slackId, githubId, login };
}

/** A reviewer accepts an ActiveToken as it is shown: from now on it is held to exactly that scope. */
export async function keepToken(
  ports: Ports,
  slackId: SlackUserId,
  seen: Seen,
  place: ClickPlace,
): Promise<{ readonly token: ActiveToken } | Refusal> {
  const token = await ports.store.activeToken(seen.id);
  if (token === null) return refuse({ why: 'unknown_message' });
  const { organization } = await organizationOf(ports, token.organizationId);
  const person = await authorize(ports, slackId, organization, { act: 'keep_token', holder: token.holder.githubId });
  if (isRefusal(person)) return person;
  // Sponsors stand for their machine users: what they hold is theirs to ask for, not to decide.
  if ((await holderInSlack(ports, token.holder)) === slackId) return refuse({ why: 'own_token' });
  return commitDecision(ports, async () => {
    const at = ports.clock.now();
    const current = await ports.store.activeToken(seen.id);
    if (current === null) return refuse({ why: 'unknown_message' });
    if (current.revision !== seen.revision) return refuse({ why: 'old_revision' });
    if (place === 'card' && !isWholeScopeShown(current.scope)) return refuse({ why: 'must_see_details' });
    // Accepted already, by whoever came first.
    if (current.status === 'active' && current.agreement !== null) return already(current);
    const agreement = agreementTo(current.scope, at);
    const context = await tokenContext(ports, current);
    const change = advanceActiveToken(current, { act: 'keep', by: asPerson(person), agreement }, at, context);
    return change === null ? already(current) : { token: current, change };
  });
}

/** A reviewer, or the holder, ends a token's access to the organization. GitHub is called by the outbox. */
export async function revokeToken(
  ports: Ports,
  slackId: SlackUserId,
  seen: Seen,
  reason: string,
): Promise<{ readonly token: ActiveToken } | Refusal> {
  const token = await ports.store.activeToken(seen.id);
  if (token === null) return refuse({ why: 'unknown_message' });
  const by = await mayRevoke(ports, slackId, token);
  if (isRefusal(by)) return by;
  return commitDecision(ports, async () => {
    const at = ports.clock.now();
    const current = await ports.store.activeToken(seen.id);
    if (current === null) return refuse({ why: 'unknown_message' });
    // On whatever scope it was shown: whoever edits a leaked token must not put off its end by that.
    const revocation = { by: by.person, as: by.as, reason, at, refused: null };
    const context = await tokenContext(ports, current);
    const change = advanceActiveToken(current, { act: 'start_revoking', revocation }, at, context);
    return change === null ? already(current) : { token: current, change };
  });
}

async function mayRevoke(
  ports: Ports,
  slackId: SlackUserId,
  token: ActiveToken,
): Promise<{ readonly person: LinkedPerson; readonly as: 'holder' | 'reviewer' } | Refusal> {
  const { organization } = await organizationOf(ports, token.organizationId);
  const person = await authorize(ports, slackId, organization, { act: 'revoke_token', holder: token.holder.githubId });
  if (isRefusal(person)) return person;
  return { person: asPerson(person), as: person.githubId === token.holder.githubId ? 'holder' : 'reviewer' };
}

/** The living token of a request, for whoever may revoke it. Somebody else's request is answered like one that does not exist. */
export async function findRevocable(
  ports: Ports,
  slackId: SlackUserId,
  number: RequestNumber,
): Promise<{ readonly token: ActiveToken; readonly organization: string } | Refusal> {
  const request = await ports.store.request(number);
  if (request === null) return refuse({ why: 'not_your_request', number });
  const { organization } = await organizationOf(ports, request.organizationId);
  const holder = request.requester.githubId;
  const person = await authorize(ports, slackId, organization, { act: 'revoke_token', holder });
  if (isRefusal(person)) return person.why === 'not_an_owner' ? refuse({ why: 'not_your_request', number }) : person;
  const token = await ports.store.activeTokenOfRequest(number);
  const isAlive = token !== null && (token.status === 'active' || token.status === 'exceeding');
  if (token?.status === 'revoking') return already(token);
  return isAlive ? { token, organization: organization.login } : refuse({ why: 'nothing_to_revoke', number });
}
