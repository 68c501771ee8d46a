import { sentAsOf } from '../../domain/tokens/decided-by.ts';
import type { SentAs } from '../../domain/tokens/sent-as.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';

/** As whom GitHub was called last about the token that a request let in; null where it was not called, or there is no such token. */
export async function sentAsOfRequest(
  { store }: Pick<Ports, 'store'>,
  token: ActiveToken | null,
): Promise<SentAs | null> {
  if (token === null) return null;
  return sentAsOf(token, await store.pendingTokensOfToken(token.organizationId, token.tokenId));
}
