// Where a request stands in one word: once a token came of it, where that stands. An approval says nothing of what became of it since.
import type { ClassicTokenStatus } from '../classic/classic-token.ts';
import type { ActiveToken, ActiveTokenStatus } from '../tokens/token.ts';
import type { RequestStatus } from './request-status.ts';
import type { TokenRequest } from './token-request.ts';

export type RequestStanding = Exclude<RequestStatus, 'claimed' | 'fulfilled'> | ActiveTokenStatus;

/** `grants`: all that the holder's tokens had there. `classic`: of the classic token that was seen of it. */
export function standingOfRequest(
  { status, claimedByTokenId }: TokenRequest,
  grants: readonly ActiveToken[],
  classic: ClassicTokenStatus | null,
): RequestStanding {
  if (status === 'claimed') return 'approved';
  if (status !== 'fulfilled') return status;
  const [newest] = grants
    .filter(({ tokenId }) => tokenId === claimedByTokenId)
    .toSorted((one, other) => other.accessGrantedAt - one.accessGrantedAt);
  // GitHub may not show a classic token, and then nobody knows.
  return newest?.status ?? classic ?? 'approved';
}
