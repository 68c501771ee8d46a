import type { TokenContext } from '../../domain/tokens/advance-active-token.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';
import { holderInSlack } from '../people/find-holder.ts';

/** What a step of an ActiveToken needs to know besides its row. */
export async function tokenContext(ports: Ports, token: ActiveToken): Promise<TokenContext> {
  const approved = await ports.store.approvedPendingTokens(token.organizationId, token.tokenId);
  const requests = await ports.store.requestsOfToken(token.organizationId, token.tokenId);
  return {
    holder: await holderInSlack(ports, token.holder),
    planned: await ports.store.plannedNotices(token.id),
    // Their cards offer to revoke it.
    shownBy: [
      ...requests.map(({ number }) => ({ of: 'request', number }) as const),
      ...approved.map(({ id }) => ({ of: 'pending_token', id }) as const),
    ],
  };
}
