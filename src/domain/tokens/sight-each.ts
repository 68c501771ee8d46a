// What GitHub's two lists, of what waits and of what is active, show of each of several tokens.
import type { Instant, TokenId } from '../ids.ts';
import type { GithubAccount } from '../person.ts';
import type { ListedActiveToken, ListedPendingToken, Sighting } from './sighting.ts';

export type SeenToken = {
  readonly token: { readonly tokenId: TokenId; readonly holder: GithubAccount };
  readonly sighting: Sighting;
};

/**
 * `sought`: the tokens that GitHub was asked for, which shows that they are absent; `holder` is whose each was. Null where it was asked for people's:
 * no token is absent because a login has none, since it may have been renamed. Without those of which nobody knows a holder: they came and went.
 */
export function sightEach(
  waiting: readonly ListedPendingToken[],
  active: readonly ListedActiveToken[],
  sought: readonly { readonly tokenId: TokenId; readonly holder: GithubAccount | null }[] | null,
  beganAt: Instant,
): readonly SeenToken[] {
  const isById = sought !== null;
  const waitingOf = Map.groupBy(waiting, ({ tokenId }) => tokenId);
  const activeOf = Map.groupBy(active, ({ tokenId }) => tokenId);
  const shown = [...waitingOf.keys(), ...activeOf.keys()].map((tokenId) => [tokenId, null] as const);
  const holders = new Map(sought?.map(({ tokenId, holder }) => [tokenId, holder] as const) ?? shown);
  return [...holders].flatMap(([tokenId, known]) => {
    const listed = waitingOf.get(tokenId) ?? [];
    const grants = activeOf.get(tokenId) ?? [];
    const holder = (listed[0] ?? grants[0])?.holder ?? known;
    if (holder === null) return [];
    const sighting: Sighting = {
      beganAt,
      waiting: { listed, isById },
      active: { listed: grants, isById },
      areRepositoriesDue: false,
      call: null,
      facts: {},
    };
    return [{ token: { tokenId, holder }, sighting }];
  });
}
