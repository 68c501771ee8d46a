// How an approved renewal is best used, by what its token is now: regenerating keeps all of its access and moves its end, so that it helps only
// where the token lives and has nothing beyond what was approved.
import type { RequestedScope } from '../scope/agreement.ts';
import { covers } from '../scope/scope.ts';
import { mayEndLater } from '../tokens/renewable.ts';
import type { ActiveToken } from '../tokens/token.ts';

/** By regenerating the token, by a new one beside it, or, where it was ended, by a new one alone. */
export type WayToRenew = 'regenerate' | 'beside' | 'instead';

type Renewed = Pick<ActiveToken, 'status' | 'scope'>;

/** `renewed`: the token that it renews; null where that is not known. */
export function wayToRenew({ scope }: { readonly scope: RequestedScope }, renewed: Renewed | null): WayToRenew {
  if (renewed === null) return 'regenerate';
  if (!mayEndLater(renewed)) return 'instead';
  // How long is what regenerating moves.
  const agreed = { ...scope, lifetime: { kind: 'never' }, agreedAt: 0, lapsesAt: null } as const;
  return covers(agreed, renewed.scope) ? 'regenerate' : 'beside';
}
