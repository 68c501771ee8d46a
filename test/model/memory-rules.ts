import type { LocalToken } from '@countersign/sandbox-github/state';
import type { World } from '@countersign/sandbox-stage/cast';
import type { Journal, TokenCall } from './journal.ts';
import type { StoredRows } from './stored-rows.ts';
import { toldRequests } from './told-webhooks.ts';

/**
 * What a person or the policy ended is not let in by the App again unless a reviewer clicked Approve on it, and an approval that rests on
 * the token's own Agreement is given only while its grant is listed (I14). Judged by GitHub's own state. What the program can't know of (a
 * denial on github.com that no webhook told, of a token that it never saw wait, a grant that it never saw) is not held against it.
 */
export class MemoryRules {
  readonly #world: World;
  #judged = 0;
  /** Tokens that had a grant at some time. */
  readonly #granted = new Set<number>();
  /** Tokens whose end could be known before the present command. */
  #ended: ReadonlySet<number> = new Set();

  constructor(world: World) {
    this.#world = world;
  }

  /** Whether its end could be known before the present command. */
  isEnded(tokenId: number): boolean {
    return this.#ended.has(tokenId);
  }

  check(journal: Journal, stored: StoredRows): readonly string[] {
    const broken = journal.tokenCalls.slice(this.#judged).flatMap((call) => this.#judge(call));
    this.#judged = journal.tokenCalls.length;
    const { tokens, reviews } = this.#world.github.state;
    for (const { tokenId, grant } of tokens) if (grant !== null) this.#granted.add(tokenId);
    for (const { tokenId, act } of reviews) if (act === 'approve') this.#granted.add(tokenId);
    const seen = new Set(stored.activeTokens().map((row) => row.token_id));
    this.#ended = new Set(tokens.filter((token) => this.#hasEnded(token, seen, stored)).map(({ tokenId }) => tokenId));
    return broken;
  }

  #judge({ act, id, at, token, pending, requests, isGranted }: TokenCall): readonly string[] {
    if (act !== 'approve' || token === undefined || pending === undefined) return [];
    const isClicked = pending.reviews.findLast(({ revision }) => revision === pending.revision)?.act === 'approve';
    if (isClicked) return [];
    const name = `approve of ${id} at ${new Date(at).toISOString()}`;
    const isOwn = requests.some(
      ({ status, claimed_by_token_id: by, number }) =>
        status === 'fulfilled' && by === token.tokenId && number === pending.match.number,
    );
    return [
      ...(this.#ended.has(token.tokenId) ? [`I14 ${name}: token ${token.tokenId} was ended, and nobody clicked`] : []),
      ...(isOwn && !isGranted ? [`I14 ${name}: it rests on a grant that GitHub does not list`] : []),
    ];
  }

  #hasEnded({ tokenId, grant }: LocalToken, seen: ReadonlySet<number>, stored: StoredRows): boolean {
    if (grant !== null) return false;
    const mine = this.#world.github.state.reviews.filter((review) => review.tokenId === tokenId);
    if (this.#granted.has(tokenId)) {
      return seen.has(tokenId) || mine.some(({ act, by }) => act === 'approve' && by === 'app');
    }
    const denial = mine.findLast(({ act }) => act === 'deny');
    // One that was seen waiting is missed, and nobody says that it was anything but denied.
    const isMissed = (id: number): boolean => stored.pendingTokens().some((row) => row.pat_request_id === id);
    return denial !== undefined && (denial.by === 'app' || isMissed(denial.id) || this.#isTold(denial.id));
  }

  #isTold(id: number): boolean {
    return toldRequests(this.#world).some(({ act, patRequestId }) => act === 'denied' && patRequestId === id);
  }
}
