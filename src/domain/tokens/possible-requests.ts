// Which requests a waiting token may have been made for, to be shown to its holder; and what they can still do about a wider one.
import type { RequestNumber, TokenId } from '../ids.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import type { Excess } from '../scope/agreement.ts';
import { comparedWith, namedIn } from './advance-pending-token.ts';
import { claimantIn, type Dossier, requestIn } from './dossier.ts';
import type { Ending } from './ending.ts';
import { isMadeFor, isNamedAlike } from './match.ts';
import { isUnexplained } from './reasons-against-token.ts';
import type { Match, PendingToken } from './token.ts';

/** Those that the rules ask about, or, of a token that nobody seems to have asked for, all that no token has claimed. */
export function possibleRequests(token: PendingToken, dossier: Dossier): readonly TokenRequest[] {
  if (token.heldWhy !== null) return [];
  const { match, status } = token;
  const claimant = claimantIn(dossier);
  const isWaiting = status === 'open' || status === 'held';
  if (isWaiting && match.kind === 'unsure') {
    return match.numbers
      .flatMap((number) => requestIn(dossier, number) ?? [])
      .filter((request) => isMadeFor(claimant, request));
  }
  if (!isUnexplained(token) || token.answer !== null) return [];
  return dossier.requests
    .filter((request) => isMadeFor(claimant, request) && request.claimedByTokenId === null)
    .filter((request) => request.status === 'approved' || request.status === 'pending')
    .toSorted((one, other) => one.number - other.number);
}

/** The approved request that an ended token was compared with, and that another token can still use. */
export function unusedBy(ending: Ending | null, dossier: Dossier): RequestNumber | null {
  return stillUnused(ending?.number == null ? null : requestIn(dossier, ending.number));
}

/** The token that let its request in instead; null where none did. */
export function takerIn(match: Match, request: Pick<TokenRequest, 'claimedByTokenId'> | null): TokenId | null {
  return 'isTaken' in match ? (request?.claimedByTokenId ?? null) : null;
}

/** The request, where another token can be made under it. */
export function stillUnused(request: TokenRequest | null): RequestNumber | null {
  return request?.status === 'approved' && request.claimedByTokenId === null ? request.number : null;
}

/** No edit on GitHub moves an expiry: whoever chose a later one has to regenerate the token, which changes its secret, or make another. */
export function endsTooLate(excess: readonly Excess[]): boolean {
  return excess.some(({ kind }) => kind === 'never_expires' || kind === 'expires_later');
}

/** Whether the token that waits is the one to go on with. */
export function isToBeNarrowed(waiting: PendingToken | null): boolean {
  if (waiting === null) return false;
  return waiting.match.kind !== 'exceeds' || !endsTooLate(waiting.match.excess);
}

/** Whether its token is still to be made: one that was explained exists already, and so does one that waits and only has to be narrowed. */
export function isToBeMade(
  { status, scope }: Pick<TokenRequest, 'status' | 'scope'>,
  waiting: PendingToken | null,
): boolean {
  return status === 'approved' && scope.lifetime.kind !== 'until' && !isToBeNarrowed(waiting);
}

/** Whether nothing goes on before a person says something: an owner, or its holder of whom we ask which request it is for. */
export function waitsForPerson({ status, match }: PendingToken): boolean {
  return status === 'held' || (status === 'open' && match.kind === 'unsure');
}

/** The tokens that waited for a request, or were held against it, and wait for a person now that it was denied. */
export function leftWaiting(
  tokens: readonly PendingToken[],
  { number, status }: Pick<TokenRequest, 'number' | 'status'>,
): readonly PendingToken[] {
  if (status !== 'denied') return [];
  const isLeft = (token: PendingToken): boolean =>
    (token.status === 'open' || token.status === 'held') && comparedWith(token.match) === number;
  return tokens.filter(isLeft);
}

const mostNamed = 5;

/** Their names, each once: what waits for one request mostly has the same. */
export function namesAmong(tokens: readonly Pick<PendingToken, 'tokenName'>[]): {
  readonly named: readonly string[];
  readonly hidden: number;
} {
  const names = [...new Set(tokens.map(({ tokenName }) => tokenName))];
  return { named: names.slice(0, mostNamed), hidden: Math.max(names.length - mostNamed, 0) };
}

/** Whether a waiting token is this request's: one of another name that goes past it, or could be for it, leaves the request as it is. */
export function waitsForRequest({ match, tokenName, answer }: PendingToken, request: TokenRequest): boolean {
  if (match.kind === 'unsure' || !namedIn(match).includes(request.number)) return false;
  return match.kind !== 'exceeds' || answer?.number === request.number || isNamedAlike(tokenName, request.tokenName);
}
