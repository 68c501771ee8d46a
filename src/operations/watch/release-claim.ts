import { type Change, noChange } from '../../domain/change.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { advanceRequest } from '../../domain/requests/advance-request.ts';
import type { PendingToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';

/** Frees the request that this token had claimed, to be committed with the token's own step: another token may then fulfil it. */
export async function releaseClaim(ports: Ports, token: PendingToken, why: string): Promise<Change> {
  const request = await ports.store.requestClaimedBy(token.tokenId);
  if (request === null || request.status !== 'claimed') return noChange;
  const change = advanceRequest(request, { act: 'release', why }, ports.clock.now());
  return isRefusal(change) ? noChange : change;
}
