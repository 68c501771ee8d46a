// Whether the approval of a request has nothing to be made on GitHub: a token is there that it lets in, or covers, at once. Whoever asked is then
// told once, by what becomes of that token. It only decides when a message is sent, so a token that turns out to be another costs half a minute.
import type { Instant } from '../ids.ts';
import { covers } from '../scope/scope.ts';
import { isNamedAlike } from '../tokens/match.ts';
import { type ActiveToken, isInForce, type PendingToken } from '../tokens/token.ts';
import { isRenewalOf } from './renews.ts';
import type { TokenRequest } from './token-request.ts';

/** `waiting`: of the organization. `active`: of the holder. */
export function isTokenThere(
  request: TokenRequest,
  waiting: readonly PendingToken[],
  active: readonly ActiveToken[],
  now: Instant,
): boolean {
  // A classic token waits for nobody, and GitHub may not show it.
  if (request.scope.classic !== undefined) return false;
  return waiting.some((token) => isLetIn(request, token, now)) || active.some((token) => isCovered(request, token));
}

function isLetIn(
  request: TokenRequest,
  { match, heldWhy, holder, tokenName, scope }: PendingToken,
  now: Instant,
): boolean {
  if (match.kind === 'awaits') return match.number === request.number;
  // An edit past the token's own Agreement is compared with that until another one is there.
  const isEdited = match.kind === 'exceeds' && heldWhy === null && holder.githubId === request.holder.githubId;
  const agreed = { ...request.scope, agreedAt: now, lapsesAt: null };
  return isEdited && isNamedAlike(tokenName, request.tokenName) && covers(agreed, scope);
}

function isCovered(request: TokenRequest, token: ActiveToken): boolean {
  if (!isInForce(token) || token.organizationId !== request.organizationId) return false;
  if (request.renews !== null) return isRenewalOf(request, token.tokenId) && token.excess.length > 0;
  // One that was there before anybody could be asked here is left as it is, and another is made.
  const isUncovered = token.excess.length > 0 || (token.agreement === null && !token.isBaseline);
  return isUncovered && isNamedAlike(token.tokenName, request.tokenName);
}
