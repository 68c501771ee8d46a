// Which of the tokens that wait a pass looks at. The list costs little; a selection of repositories costs a call for each token. Pure.
import type { Instant, TokenId } from '../ids.ts';
import type { ListedPendingToken } from '../tokens/sighting.ts';
import type { PendingToken } from '../tokens/token.ts';
import { byPerson, type LeftOf, type Spent } from './share.ts';

export type PendingPass = {
  /** To be asked for by id: what the list shows no longer, or shows under another id. */
  readonly missing: readonly PendingToken[];
  /** To be concluded on as the list shows them. */
  readonly shown: readonly {
    readonly waiting: readonly ListedPendingToken[];
    readonly areRepositoriesDue: boolean;
  }[];
  readonly spent: Spent;
};

type Given = {
  /** Our rows of what waited before. */
  readonly before: readonly PendingToken[];
  readonly listed: readonly ListedPendingToken[];
  readonly unreadable: readonly (TokenId | null)[];
  /** On the first day all are read: there is no pass before that anybody could have used up. */
  readonly isFirst: boolean;
  readonly left: LeftOf;
  /** One of those that we know has its repositories read again in each turn; null where the hour has no room for it. */
  readonly turn: number | null;
};

/** As often as what waits is listed. */
const turnMs = 30_000;

/** `room`: so many calls the hour still has for it. */
export function turnAt(now: Instant, room: number): number | null {
  return room > 0 ? Math.floor(now / turnMs) : null;
}

export function planPendingPass({ before, listed, unreadable, isFirst, left, turn }: Given): PendingPass {
  const share = byPerson(left);
  const known = new Set(before.map(({ patRequestId }) => patRequestId));
  const isReadNow = (tokens: readonly ListedPendingToken[]): boolean =>
    tokens
      .filter(({ patRequestId, selection }) => selection === 'subset' && !known.has(patRequestId))
      .every(({ holder }) => isFirst || share.take(holder.login));
  const byToken = [...Map.groupBy(listed, ({ tokenId }) => tokenId)];
  const later = new Set(byToken.filter(([, tokens]) => !isReadNow(tokens)).map(([tokenId]) => tokenId));
  const ids = new Set(listed.map(({ patRequestId }) => patRequestId));
  // Any of them may be the one that can't be told by anything.
  const isTold = !unreadable.includes(null);
  const missing = before.filter(
    ({ patRequestId, tokenId }) =>
      isTold && !ids.has(patRequestId) && !unreadable.includes(tokenId) && !later.has(tokenId),
  );
  const askedFor = new Set(missing.map(({ tokenId }) => tokenId));
  const shown = byToken.flatMap(([tokenId, waiting], index) => {
    if (later.has(tokenId) || askedFor.has(tokenId)) return [];
    return [{ waiting, areRepositoriesDue: turn !== null && (index + turn) % byToken.length === 0 }];
  });
  return { missing, shown, spent: share.spent() };
}
