import type { OrganizationId, TokenId } from '../../domain/ids.ts';
import type { LookedAt } from '../../domain/looks/plan-active-pass.ts';
import type { Ports } from '../../ports/ports.ts';
import { mostAtOnce } from '../side-by-side.ts';

/**
 * Tells of which of these tokens we know nothing at all. On the first day that is nearly all of them, and to find it out token by token
 * would be most of the work; so it is asked for as many at once as are looked at beside each other: of more it would be old news when it is used.
 */
export function findUnknownTokens(
  { store }: Pick<Ports, 'store'>,
  organizationId: OrganizationId,
  tokens: readonly Pick<LookedAt, 'token' | 'mayBeBeside'>[],
): (index: number) => Promise<boolean> {
  let asked: { readonly from: number; readonly to: number; readonly known: Promise<ReadonlySet<TokenId>> } | null =
    null;
  return async (index) => {
    if (asked === null || index < asked.from || index >= asked.to) {
      const next = tokens.slice(index, index + mostAtOnce);
      const alone = next.findIndex(({ mayBeBeside }) => !mayBeBeside);
      const neighbours = alone === -1 ? next : next.slice(0, alone);
      asked = {
        from: index,
        to: index + neighbours.length,
        known: store.tokensWithStory(
          organizationId,
          neighbours.map(({ token: { tokenId, holder } }) => ({ tokenId, holder: holder.githubId })),
        ),
      };
    }
    const token = tokens[index]?.token;
    return token !== undefined && !(await asked.known).has(token.tokenId);
  };
}
