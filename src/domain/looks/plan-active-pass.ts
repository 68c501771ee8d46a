// Which of the tokens that GitHub lists as active a pass looks at, and which beside which. There may be a hundred thousand, so they are taken one by
// one, and nothing is copied.
import type { GithubUserId, TokenId } from '../ids.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import { grantKey, type ListedActiveToken } from '../tokens/sighting.ts';
import { isAsListed, type StoredGrant } from '../tokens/stored-grant.ts';

/** A token that is to be concluded on, and whether others may be at the same time. */
export type LookedAt = {
  readonly token: ListedActiveToken;
  readonly mayBeBeside: boolean;
  readonly areRepositoriesDue: boolean;
};

export type ActivePass = {
  /** Null: it is as it was. */
  readonly take: (token: ListedActiveToken) => LookedAt | null;
  /** Once all that is listed was taken: to be asked for by id, since GitHub shows them no longer. */
  readonly gone: () => readonly StoredGrant[];
};

type Given = {
  /** Our rows of what is alive, by `grantKey`. */
  readonly byKey: ReadonlyMap<string, StoredGrant>;
  /** Those whose repositories are read again in this pass. */
  readonly longestUnread: readonly StoredGrant[];
  readonly open: readonly Pick<TokenRequest, 'holder' | 'status'>[];
  readonly unreadable: readonly (TokenId | null)[];
};

export function planActivePass({ byKey, longestUnread, open, unreadable }: Given): ActivePass {
  const holdersOf = (requests: Given['open']): ReadonlySet<GithubUserId> =>
    new Set(requests.map(({ holder }) => holder.githubId));
  const withRequests = holdersOf(open);
  // An approval that came later than its token may cover it.
  const asking = holdersOf(open.filter(({ status }) => status === 'approved'));
  const due = new Set(longestUnread.map(grantKey));
  const isListed = new Set(unreadable);
  return {
    take: (token) => {
      const key = grantKey(token);
      const isFirstGrant = !isListed.has(token.tokenId);
      isListed.add(token.tokenId);
      const row = byKey.get(key);
      const areRepositoriesDue = due.has(key);
      // Most are as they were: what would only be loaded to find that out is not loaded.
      const isKnown = row !== undefined && !areRepositoriesDue && isAsListed(row, token);
      if (isKnown && !asking.has(token.holder.githubId)) return null;
      // What asks GitHub goes one by one, and so does what a request may be matched to.
      const isNew = isFirstGrant && row === undefined;
      const mayBeBeside = isNew && token.selection !== 'subset' && !withRequests.has(token.holder.githubId);
      return { token, mayBeBeside, areRepositoriesDue };
    },
    // A grant that gave way to a newer one of its token is concluded on with that. Any of them may be the one that can't be told by anything.
    gone: () => (unreadable.includes(null) ? [] : [...byKey.values()].filter(({ tokenId }) => !isListed.has(tokenId))),
  };
}

/**
 * GitHub lists the newest first, and rows that are added before all others leave every index half empty: of a hundred thousand that counts.
 * Only neighbours that touch nothing of each other are turned round.
 */
export function oldestFirst(tokens: readonly LookedAt[]): readonly LookedAt[] {
  const runs: { readonly mayBeBeside: boolean; readonly tokens: LookedAt[] }[] = [];
  for (const token of tokens) {
    const last = runs.at(-1);
    if (token.mayBeBeside && last?.mayBeBeside === true) last.tokens.push(token);
    else runs.push({ mayBeBeside: token.mayBeBeside, tokens: [token] });
  }
  return runs.flatMap((run) => run.tokens.reverse());
}
