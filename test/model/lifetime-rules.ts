import type { World } from '@countersign/sandbox-stage/cast';
import type { StoredActive, StoredRows } from './stored-rows.ts';

/** When GitHub said that a token was made, at the first of its requests that the program has seen. Edits make new requests, later ones. */
export class FirstCreations {
  readonly #world: World;
  readonly #createdAt = new Map<number, number>();
  #read = 0;

  constructor(world: World) {
    this.#world = world;
  }

  /** In milliseconds; null where the program never saw it wait. */
  of(tokenId: number, stored: StoredRows): number | null {
    this.#follow();
    const known = stored
      .pendingTokens()
      .filter((row) => row.token_id === tokenId)
      .flatMap((row) => this.#createdAt.get(row.pat_request_id) ?? []);
    return known.length === 0 ? null : Math.min(...known);
  }

  /** When one request was made; null where there was none. */
  ofRequest(patRequestId: number): number | null {
    this.#follow();
    return this.#createdAt.get(patRequestId) ?? null;
  }

  #follow(): void {
    const { deliveries } = this.#world.github.webhooks;
    for (const { body } of deliveries.slice(this.#read)) {
      const { action, personal_access_token_request: about } = JSON.parse(body) as {
        readonly action?: string;
        readonly personal_access_token_request?: { readonly id: number; readonly created_at: string };
      };
      if (action === 'created' && about !== undefined) this.#createdAt.set(about.id, Date.parse(about.created_at));
    }
    this.#read = deliveries.length;
  }
}

/** A flagged token keeps its deadline until it is within what was agreed, whatever its holder edits and whatever grant it gets (I15). */
export class DeadlineRules {
  /** By token id. */
  readonly #deadlines = new Map<number, number>();

  check(stored: StoredRows): readonly string[] {
    const broken: string[] = [];
    const living = stored.activeTokens().filter(({ status }) => ['active', 'exceeding', 'revoking'].includes(status));
    for (const [tokenId, rows] of Map.groupBy(living, (row) => row.token_id)) {
      broken.push(...this.#judge(tokenId, rows));
    }
    for (const tokenId of this.#deadlines.keys()) {
      if (!living.some((row) => row.token_id === tokenId)) this.#deadlines.delete(tokenId);
    }
    return broken;
  }

  #judge(tokenId: number, rows: readonly StoredActive[]): readonly string[] {
    const known = this.#deadlines.get(tokenId);
    // A newer grant beside an older one: the newer one tells.
    const row = rows.toSorted((one, other) => other.access_granted_at - one.access_granted_at)[0];
    // What only shows what would be done is no deadline that counts.
    const isShown = row?.drift?.outcome === 'would_revoke';
    if (row?.status === 'active' || isShown) this.#deadlines.delete(tokenId);
    if (isShown) return [];
    const deadlineAt = row?.drift?.deadlineAt ?? null;
    if (row?.status !== 'exceeding' || deadlineAt === null) return [];
    this.#deadlines.set(tokenId, Math.min(known ?? deadlineAt, deadlineAt));
    return known !== undefined && deadlineAt > known
      ? [
          `I15 the deadline of token ${tokenId} moved from ${new Date(known).toISOString()} to ${new Date(deadlineAt).toISOString()}`,
        ]
      : [];
  }
}
