// A token that exists, as the rules look at it: by what it may do, by whose it is, and by whether anybody asked for it before it was made.
import type { AskedWhole } from '../policy/admit.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import { requestedAs } from '../scope/agreement.ts';
import type { ActiveToken, PendingToken } from './token.ts';

/** `request`: the one that it was made for; null where there is none. What nobody wrote is empty, and like no pattern. */
export function tokenAsAsked(
  token: PendingToken | ActiveToken,
  request: Pick<TokenRequest, 'purpose' | 'justification'> | null,
  isOwner: boolean | null,
): AskedWhole {
  const { holder } = token;
  return {
    ...{ scope: requestedAs(token.scope), requester: holder, holder, isOwner, deciders: null },
    purpose: request?.purpose ?? '',
    justification: request?.justification ?? '',
    kind: request === null ? 'unasked' : 'request',
  };
}
