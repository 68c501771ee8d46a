import { type ClassicToken, classicTokenName, isClassicTokenId } from '../../domain/classic/classic-token.ts';
import { asUnknown } from '../../domain/decisions/as-unknown.ts';
import { onlyObserved } from '../../domain/decisions/only-observed.ts';
import { revocableOf } from '../../domain/decisions/revocable.ts';
import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import type { Named } from '../../domain/requests/meant-by-name.ts';
import { grantMeant } from '../../domain/tokens/grant-meant.ts';
import { type ActiveToken, isLiving } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';
import { organizationOf } from '../find-organization.ts';
import { authorize } from '../people/authorize.ts';
import { refuseUnknown } from '../people/refuse-unknown.ts';
import { isStillSponsored } from '../people/require-impartial.ts';
import { mayBegin } from './may-begin.ts';

/** What is shown of what is revoked. */
export type Revocable = Pick<ActiveToken, 'id' | 'revision' | 'tokenName' | 'holder' | 'organizationId'>;

/** The living token of a request, a classic one as GitHub shows it, for whoever may revoke it. Somebody else's request is answered like one that does not exist. */
export async function findRevocable(
  ports: Ports,
  slackId: SlackUserId,
  named: Named,
): Promise<{ readonly token: Revocable; readonly organization: string } | Refusal> {
  if (named.of === 'token') return findOwnRevocable(ports, named.id);
  const { number } = named;
  const request = await ports.store.request(number);
  if (request === null) return refuseUnknown(ports, slackId, number, 'self_or_reviewer');
  const { organization, policy } = await organizationOf(ports, request.organizationId);
  const self = (await isStillSponsored(ports, request)) ? request.requester.githubId : null;
  const person = await authorize(ports, slackId, organization, { who: 'self_or_reviewer', self, of: 'token' });
  if (isRefusal(person)) return asUnknown(person, number);
  const observed = onlyObserved('revoke_token', policy);
  if (observed !== null) return observed;
  const found =
    request.classic === null ? await ports.store.activeTokenOfRequest(number) : await classicTokenOf(ports, number);
  const token = revocableOf(number, request, found);
  return isRefusal(token) ? token : { token, organization: organization.login };
}

/** What Revoke… stands beside: a fine-grained token, as it is by now, or a classic one that GitHub shows. */
export async function revocableById({ store }: Ports, id: string): Promise<Revocable | null> {
  if (isClassicTokenId(id)) return asShown(await store.classicToken(id));
  const token = await store.activeToken(id);
  if (token === null || isLiving(token)) return token;
  return grantMeant(token, await store.activeTokensOfToken(token.organizationId, token.tokenId));
}

/** One that was named as one's own, which is in force; who may revoke it is asked once more when that is sent. */
async function findOwnRevocable(ports: Ports, id: string) {
  const token = await ports.store.activeToken(id);
  if (token === null) return refuse({ why: 'unknown_message' });
  const begun = await mayBegin(ports, 'revoke_token', token.organizationId);
  return isRefusal(begun) ? begun : { token, organization: begun.organization.login };
}

async function classicTokenOf({ store }: Ports, number: RequestNumber) {
  return asShown(await store.classicTokenOfRequest(number));
}

function asShown(token: ClassicToken | null) {
  return token === null ? null : { ...token, tokenName: classicTokenName(token) };
}
