// Whether the same may be asked for again: it came to nothing, or its token has expired, and no later request has taken its place.
import type { RequestNumber, TokenId } from '../ids.ts';
import { type ActiveToken, isLiving } from '../tokens/token.ts';
import { isOpen } from './request-status.ts';
import type { TokenRequest } from './token-request.ts';

type Asked = Pick<TokenRequest, 'number' | 'status' | 'renews'>;
type Grant = Pick<ActiveToken, 'tokenId' | 'status'>;
type Renewal = { readonly request: Asked; readonly token: Pick<ActiveToken, 'status'> | null };

/** The token whose later renewals take the place of this request, where that is over; null where none does. */
export function endedTokenOf({ status, renews }: Asked, token: Grant | null): TokenId | null {
  if (status === 'denied' || status === 'lapsed') return renews?.tokenId ?? null;
  return status === 'fulfilled' && token?.status === 'expired' ? token.tokenId : null;
}

/** What a renewal let in, and nobody ended: it works, or has expired and can be asked for again in its turn. */
function goesOn({ request, token }: Renewal): boolean {
  if (isOpen(request)) return true;
  return request.status === 'fulfilled' && token !== null && (isLiving(token) || token.status === 'expired');
}

/** The newest of the later renewals that go on. `renewals`: with the grant that each let in. */
export function followedBy(request: Asked, token: Grant | null, renewals: readonly Renewal[]): RequestNumber | null {
  const ended = endedTokenOf(request, token);
  const later = renewals.filter((one) => one.request.renews?.tokenId === ended && one.request.number > request.number);
  const numbers = later.filter(goesOn).map((one) => one.request.number);
  return numbers.toSorted((one, other) => other - one)[0] ?? null;
}

export function mayAskAgain(
  { status }: Pick<TokenRequest, 'status'>,
  token: Pick<ActiveToken, 'status'> | null,
  followed: RequestNumber | null,
): boolean {
  if (followed !== null) return false;
  return status === 'denied' || status === 'lapsed' || (status === 'fulfilled' && token?.status === 'expired');
}
