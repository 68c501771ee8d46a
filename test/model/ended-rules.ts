import type { World } from '@countersign/sandbox-stage/cast';
import type { FirstCreations } from './lifetime-rules.ts';
import type { StoredEntry, StoredRows } from './stored-rows.ts';
import { toldRequests } from './told-webhooks.ts';

/**
 * What is said to have ended has ended on GitHub, and what is said to be approved was (I5, I10): judged after each command, since GitHub is
 * as it was when the program looked (F9).
 */
export class EndedRules {
  readonly #world: World;
  readonly #created: FirstCreations;
  /** Requests of which a webhook had told before the present command that they were denied or taken back. */
  #over: ReadonlySet<number> = new Set();

  constructor(world: World, created: FirstCreations) {
    this.#world = world;
    this.#created = created;
  }

  check(stored: StoredRows, added: readonly StoredEntry[], now: number): readonly string[] {
    const broken = added.flatMap((entry) => [
      ...this.#judgeActive(entry, stored, now),
      ...this.#judgePending(entry, stored, now),
      ...this.#judgeApproval(entry, stored),
    ]);
    const over = toldRequests(this.#world).filter(({ act }) => act === 'denied' || act === 'cancelled');
    this.#over = new Set(over.map(({ patRequestId }) => patRequestId));
    return broken;
  }

  #judgeActive({ act, subject, seq }: StoredEntry, stored: StoredRows, now: number): readonly string[] {
    const [kind, step = ''] = act.split('.');
    if (kind !== 'active_token' || !['vanish', 'expire', 'observe_revoked', 'supersede'].includes(step)) return [];
    const row = stored.activeTokens().find(({ id }) => subject === `active_token:${id}`);
    const token = this.#world.github.state.tokens.find(
      ({ grant }) => grant !== null && grant.id === row?.pat_id && grant.grantedAt.getTime() === row.access_granted_at,
    );
    const lives = token !== undefined && (token.expiresAt === null || token.expiresAt.getTime() > now);
    return lives ? [`I10 entry ${seq}: ${act} of token ${token.tokenId}, which is alive on GitHub`] : [];
  }

  #judgePending({ act, subject, seq }: StoredEntry, stored: StoredRows, now: number): readonly string[] {
    const [kind, step = ''] = act.split('.');
    const isEnd = ['vanish', 'expire', 'cancel', 'observe_denied', 'observe_approved'].includes(step);
    if (kind !== 'pending_token' || !isEnd) return [];
    const row = stored.pendingTokens().find(({ id }) => subject === `pending_token:${id}`);
    const token = this.#world.github.state.tokens.find(
      ({ pending }) => pending !== null && pending.id === row?.pat_request_id,
    );
    const waits = token !== undefined && (token.expiresAt === null || token.expiresAt.getTime() > now);
    return waits ? [`I10 entry ${seq}: ${act} of token ${token.tokenId}, which still waits on GitHub`] : [];
  }

  /**
   * Lists don't say which of a token's requests was approved where it was edited meanwhile, so a later one's approval counts; an earlier
   * one's does not. What GitHub let in without asking looks just as what an owner approved there, unless a webhook told how the request ended.
   */
  #judgeApproval({ act, subject, seq }: StoredEntry, stored: StoredRows): readonly string[] {
    if (act !== 'pending_token.observe_approved') return [];
    const row = stored.pendingTokens().find(({ id }) => subject === `pending_token:${id}`);
    if (row === undefined) return [`I5 entry ${seq}: ${act} of no row`];
    const askedAt = this.#created.ofRequest(row.pat_request_id) ?? 0;
    const { reviews, tokens } = this.#world.github.state;
    const mine = reviews.filter((one) => one.act === 'approve' && one.tokenId === row.token_id);
    if (mine.some(({ id, at }) => id === row.pat_request_id || at.getTime() >= askedAt)) return [];
    const grantedAt = tokens.find(({ tokenId }) => tokenId === row.token_id)?.grant?.grantedAt.getTime();
    const couldKnow = this.#over.has(row.pat_request_id);
    return grantedAt !== undefined && grantedAt >= askedAt && !couldKnow
      ? []
      : [`I5 entry ${seq}: ${act}, though nobody approved it on GitHub`];
  }
}
