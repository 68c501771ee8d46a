// A token that exists, as the rules look at it: by what it may do, by whose it is, and by whether anybody asked for it before it was made.
import type { AskedWhole } from '../policy/asked.ts';
import type { RuleFacts } from '../policy/rules/subject.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import { requestedAs } from '../scope/agreement.ts';
import { namedIn } from './advance-pending-token.ts';
import { type Dossier, requestIn } from './dossier.ts';
import type { ActiveToken, PendingToken } from './token.ts';

/** `request`: the one that it was made for; null where there is none. What nobody wrote is empty, and like no pattern. */
export function tokenForRules(
  token: PendingToken | ActiveToken,
  request: Pick<TokenRequest, 'purpose' | 'justification' | 'renews'> | null,
  isOwner: boolean | null,
  facts?: RuleFacts,
): AskedWhole {
  const { holder } = token;
  return {
    ...{ scope: requestedAs(token.scope), requester: holder, holder, isOwner, deciders: new Map() },
    purpose: request?.purpose ?? '',
    justification: request?.justification ?? '',
    kind: request === null ? 'unasked' : request.renews === null ? 'request' : 'renewal',
    ...(facts === undefined ? {} : { facts }),
  };
}

/** The request that it was made for, or that its holder says it was. */
export function requestBehind(token: PendingToken | ActiveToken, dossier: Dossier): TokenRequest | null {
  const [number = null] = 'match' in token ? namedIn(token.match) : [token.requestNumber];
  return requestIn(dossier, number);
}
