// A token that exists, as the rules look at it: by what it may do, by whose it is, and by whether anybody asked for it before it was made.
import type { RequestNumber } from '../ids.ts';
import type { AskedWhole } from '../policy/asked.ts';
import type { RuleFacts } from '../policy/rules/subject.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import { requestedAs } from '../scope/agreement.ts';
import { type Dossier, requestIn } from './dossier.ts';
import type { ActiveToken, Match, PendingToken } from './token.ts';

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

/** The request that it was made for, or that its holder says it was. What they were asked and did not answer is nobody's request. */
export function requestBehind(token: PendingToken | ActiveToken, dossier: Dossier): TokenRequest | null {
  return requestIn(dossier, 'match' in token ? numberOf(token.match) : token.requestNumber);
}

function numberOf(match: Match): RequestNumber | null {
  return 'number' in match ? match.number : null;
}
