import type { World } from '@countersign/sandbox-stage/cast';
import type { StoredActive, StoredEntry, StoredRows } from './stored-rows.ts';

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

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** What the policy of a run gives. */
const graceMs = 3 * dayMs;

/** Of one token: how much of its time was used, and since when it runs for which of its grants. */
class Time {
  usedMs = 0;
  allowanceMs = graceMs;
  isPutOff = false;
  isTold = false;
  since: number | null = null;
  readonly flagged = new Set<string>();

  begin(subject: string, at: number): this {
    this.flagged.add(subject);
    this.since ??= at;
    return this;
  }

  stop(subject: string, at: number): void {
    if (!this.flagged.delete(subject) || this.flagged.size > 0 || this.since === null) return;
    this.usedMs += at - this.since;
    this.since = null;
  }

  /** Null while it does not run. */
  latest(): number | null {
    return this.since === null ? null : this.since + this.allowanceMs - this.usedMs;
  }
}

/**
 * A flagged token has the policy's time, which runs while it is flagged and stops while it is not: whatever its holder edits, asks for and takes
 * back, and whatever grant it gets (I15). The whole time begins anew where people agreed to the token, where it
 * ran out and where the policy enforces again, and an outage puts it off, once. When it ran is what the trail says.
 */
export class DeadlineRules {
  /** By token id. */
  readonly #times = new Map<number, Time>();

  check(stored: StoredRows, added: readonly StoredEntry[]): readonly string[] {
    const steps = added.filter(({ act }) => act.startsWith('active_token.'));
    const broken = steps.flatMap((entry) => this.#follow(entry, stored));
    return [...broken, ...stored.activeTokens().flatMap((row) => this.#judge(row))];
  }

  #of(tokenId: number): Time {
    return this.#times.get(tokenId) ?? this.#anew(tokenId);
  }

  #anew(tokenId: number): Time {
    const time = new Time();
    this.#times.set(tokenId, time);
    return time;
  }

  #follow({ act, at, subject, seq, data }: StoredEntry, stored: StoredRows): readonly string[] {
    const { tokenId, excess, until } = JSON.parse(data) as {
      readonly tokenId: number;
      readonly excess?: readonly unknown[];
      readonly until?: number;
    };
    const time = this.#of(tokenId);
    switch (act.slice('active_token.'.length)) {
      case 'find': {
        const found = this.#takesOver(time, subject, stored) ? time : this.#anew(tokenId);
        if (excess !== undefined && excess.length > 0) found.begin(subject, at);
        break;
      }
      case 'exceed':
        time.begin(subject, at);
        break;
      case 'return_within':
      case 'abandon_revoking':
      case 'expire':
      case 'vanish':
      case 'supersede':
        time.stop(subject, at);
        break;
      case 'extend': {
        const isAgain = time.isPutOff;
        time.isPutOff = true;
        time.allowanceMs += (until ?? at) - (time.latest() ?? at);
        return isAgain ? [`I15 entry ${seq}: the deadline of token ${tokenId} is put off once more`] : [];
      }
      case 'ask_channel':
        return this.#tell(time, at, seq, stored, tokenId);
      case 'follow_mode':
      case 'stay_exceeding':
        this.#anew(tokenId).begin(subject, at);
        break;
      case 'attach':
      case 'accept':
      case 'pass_deadline':
      case 'observe_revoked':
        this.#anew(tokenId);
        break;
    }
    return [];
  }

  /**
   * The reviewers have a day once they are told, a day after its holder was asked: told later than an hour after that, or after the last outage,
   * they were told by a request before. Once: nobody asks a holder again.
   */
  #tell(time: Time, at: number, seq: number, stored: StoredRows, tokenId: number): readonly string[] {
    const latest = time.latest();
    const isAgain = time.isTold;
    time.isTold = true;
    if (isAgain || latest === null)
      return [`I15 entry ${seq}: the reviewers are told late of token ${tokenId} once more`];
    const organization = stored.activeTokens().find(({ token_id: id }) => id === tokenId)?.organization_id ?? 0;
    const upSince = stored.upSince().get(organization) ?? at;
    const toldAt = Math.min(at, Math.max((time.since ?? at) + dayMs, upSince) + hourMs);
    time.allowanceMs += Math.max(0, toldAt + dayMs - latest);
    return [];
  }

  /** Beside a flagged grant, and held to the same: else an owner let it in. */
  #takesOver({ flagged }: Time, subject: string, stored: StoredRows): boolean {
    const agreementOf = (one: string): string =>
      JSON.stringify(stored.activeTokens().find(({ id }) => one === `active_token:${id}`)?.agreement ?? null);
    return [...flagged].some((one) => agreementOf(one) === agreementOf(subject));
  }

  #judge({ token_id: tokenId, status, drift }: StoredActive): readonly string[] {
    // What only shows what would be done is no deadline that counts: the whole time begins once it does.
    if (drift?.outcome === 'would_revoke') {
      if (status === 'active') this.#anew(tokenId);
      return [];
    }
    const deadlineAt = drift?.deadlineAt ?? null;
    if (status !== 'exceeding' || drift === null || deadlineAt === null) return [];
    const ends = drift.putOffUntil ?? deadlineAt;
    const latest = this.#of(tokenId).latest();
    if (latest !== null && ends <= latest) return [];
    const said = latest === null ? 'nothing that flagged it' : new Date(latest).toISOString();
    return [`I15 the deadline of token ${tokenId} is ${new Date(ends).toISOString()}; by the trail ${said}`];
  }
}
