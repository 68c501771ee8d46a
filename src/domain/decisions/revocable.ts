// What of a request there is to revoke. Pure.
import type { RequestNumber } from '../ids.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import { activeTokenAlready } from '../tokens/advance-active-token.ts';
import { type ActiveToken, isInForce } from '../tokens/token.ts';

type Revoked = Pick<ActiveToken, 'tokenName' | 'status' | 'revocation'>;

/** Its living token. GitHub shows classic tokens only in some organizations: what was made of such a request may be there unseen. */
export function revocableOf<Token extends Revoked>(
  number: RequestNumber,
  { classic, status }: Pick<TokenRequest, 'classic' | 'status'>,
  token: Token | null,
): Token | Refusal {
  if (token === null && classic !== null && status === 'fulfilled') return refuse({ why: 'classic_unseen', number });
  if (token?.status === 'revoking') return activeTokenAlready(token);
  return token !== null && isInForce(token) ? token : refuse({ why: 'no_active_token', number, to: 'revoke' });
}
