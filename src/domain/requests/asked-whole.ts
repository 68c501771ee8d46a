// A request as the rules look at it. What is measured from a fixed instant is a token that was there before anybody asked.
import type { Absent, AskedWhole, Deciders } from '../policy/asked.ts';
import type { RuleFacts } from '../policy/rules/subject.ts';
import type { TokenRequest } from './token-request.ts';

type Known = Pick<TokenRequest, 'scope' | 'requester' | 'holder' | 'purpose' | 'justification'> & {
  /** The token that it renews; null or left out where it renews none. */
  readonly renews?: object | null;
};

function kindOf({ classic, lifetime }: TokenRequest['scope'], isRenewal: boolean): AskedWhole['kind'] {
  if (classic !== undefined) return 'classic';
  if (isRenewal) return 'renewal';
  return lifetime.kind === 'until' ? 'unasked' : 'request';
}

/** `isOwner`: whether its holder is one; null where that is not known. What is not in `facts` or `deciders` is not known either. */
export function askedWhole(
  request: Known,
  isOwner: boolean | null,
  {
    facts,
    deciders = new Map(),
    absent = new Set(),
  }: { readonly facts?: RuleFacts; readonly deciders?: Deciders; readonly absent?: Absent } = {},
): AskedWhole {
  const { scope, requester, holder, purpose, justification, renews = null } = request;
  const kind = kindOf(scope, renews !== null);
  const asked = { scope, requester, holder, purpose, justification, isOwner, kind, deciders, absent } as const;
  return facts === undefined ? asked : { ...asked, facts };
}
