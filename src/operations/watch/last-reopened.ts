import { subjectKey } from '../../domain/message.ts';
import { mayBeReopened, type Reopened, readReopened } from '../../domain/requests/reopened.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import type { Ports } from '../../ports/ports.ts';

/** Nothing has more since it was reopened. */
const entriesLookedAt = 100;

/** Why an undecided request is back; null where it was never approved. */
export async function lastReopened({ store }: Ports, request: TokenRequest): Promise<Reopened | null> {
  if (!mayBeReopened(request)) return null;
  return readReopened(
    await store.entriesAbout([subjectKey({ of: 'request', number: request.number })], entriesLookedAt),
  );
}
