// A request as the rules look at it. What is measured from a fixed instant is a token that was there before anybody asked.
import type { AskedWhole } from '../policy/admit.ts';
import type { TokenRequest } from './token-request.ts';

type Known = Pick<TokenRequest, 'scope' | 'requester' | 'holder' | 'purpose' | 'justification'>;

/** `isOwner`: whether its holder is one, and `deciders`: how many others could decide; null where that is not known. */
export function askedWhole(request: Known, isOwner: boolean | null, deciders: number | null = null): AskedWhole {
  const { scope, requester, holder, purpose, justification } = request;
  const kind = scope.classic !== undefined ? 'classic' : scope.lifetime.kind === 'until' ? 'unasked' : 'request';
  return { scope, requester, holder, purpose, justification, isOwner, kind, deciders };
}
