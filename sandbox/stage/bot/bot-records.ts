import Sqlite from 'better-sqlite3';
import type { Effect, Entry, Slices } from '../shown/protocol.ts';
import { type EntryRow, firstHash, isLinked } from './trail.ts';

type EffectRow = {
  readonly id: number;
  readonly effect: string;
  readonly lane: string;
  readonly state: Effect['state'];
  readonly attempt: number;
  readonly failures: number;
  readonly due_at: number;
  readonly why: string | null;
  readonly ended_at: number | null;
};
type OldestFirst<Row> = readonly Row[];

const newestEffects = 100;

/** What the bot has written down, read beside it from its file: the audit trail, the outbox, the planned notices. */
export class BotRecords {
  readonly #sqlite: Sqlite.Database;
  readonly #entriesAfter;
  readonly #entriesBefore;
  readonly #effects;
  readonly #effectsBefore;
  readonly #outbox;
  readonly #nextNotice;
  /** Those that waited when they were last read. */
  #open: readonly number[] = [];
  /** The trail as far as it was followed. */
  #trail = { count: 0, lastHash: firstHash, isWhole: true };

  /** Throws where there is no such file, or no table in it yet. */
  constructor(databasePath: string) {
    const sqlite = new Sqlite(databasePath, { readonly: true, fileMustExist: true });
    this.#sqlite = sqlite;
    this.#entriesAfter = sqlite.prepare<[number], EntryRow>('SELECT * FROM entries WHERE seq > ? ORDER BY seq');
    this.#entriesBefore = sqlite.prepare<[number, number], EntryRow>(
      'SELECT * FROM entries WHERE seq < ? ORDER BY seq DESC LIMIT ?',
    );
    this.#effects = sqlite.prepare<
      [number, string],
      EffectRow
    >(`SELECT * FROM effects WHERE state IN ('waiting', 'leased')
      OR id > (SELECT coalesce(max(id), 0) FROM effects) - ? OR id IN (SELECT value FROM json_each(?)) ORDER BY id`);
    this.#effectsBefore = sqlite.prepare<[number, number], EffectRow>(
      'SELECT * FROM effects WHERE id < ? ORDER BY id DESC LIMIT ?',
    );
    this.#outbox = sqlite.prepare<[], Slices['outbox']>(`SELECT count(*) AS count,
      coalesce(sum(state IN ('waiting', 'leased')), 0) AS waitingCount,
      coalesce(sum(state = 'gave_up'), 0) AS gaveUpCount FROM effects`);
    this.#nextNotice = sqlite.prepare<
      [],
      NonNullable<Slices['nextNotice']>
    >(`SELECT due_notices.due_at AS at, threshold,
      token_name AS tokenName FROM due_notices JOIN active_tokens ON active_tokens.id = active_token_id
      WHERE due_notices.status = 'planned' ORDER BY due_at LIMIT 1`);
  }

  close(): void {
    this.#sqlite.close();
  }

  trail(): Slices['trail'] {
    for (const row of this.#entriesAfter.iterate(this.#trail.count)) {
      const isWhole = this.#trail.isWhole && isLinked(row, this.#trail.lastHash);
      this.#trail = { count: row.seq, lastHash: row.hash, isWhole };
    }
    return { count: this.#trail.count, isWhole: this.#trail.isWhole };
  }

  entries(before: number, limit: number): OldestFirst<Entry> {
    return this.#entriesBefore.all(before, limit).reverse().map(describeEntry);
  }

  outbox(): Slices['outbox'] {
    return this.#outbox.get() ?? { count: 0, waitingCount: 0, gaveUpCount: 0 };
  }

  /** The newest, all that wait, and those that waited when this was last asked. */
  effects(): OldestFirst<Effect> {
    const rows = this.#effects.all(newestEffects, JSON.stringify(this.#open));
    this.#open = rows.filter(({ state }) => state === 'waiting' || state === 'leased').map(({ id }) => id);
    return rows.map(describeEffect);
  }

  effectsBefore(before: number, limit: number): OldestFirst<Effect> {
    return this.#effectsBefore.all(before, limit).reverse().map(describeEffect);
  }

  nextNotice(): Slices['nextNotice'] {
    return this.#nextNotice.get() ?? null;
  }
}

function describeEntry({ seq, at, actor, act, subject, data }: EntryRow): Entry {
  return { key: String(seq), seq, at, actor, act, subject, data: JSON.parse(data) };
}

function describeEffect(row: EffectRow): Effect {
  const { id, lane, state, attempt, failures, why } = row;
  return {
    ...{ key: String(id), id, lane, state, attempt, failures, why },
    what: wordEffect(JSON.parse(row.effect)),
    dueAt: row.due_at,
    endedAt: row.ended_at,
  };
}

type Named = { readonly kind?: string; readonly act?: string; readonly message?: { readonly kind?: string } };

/** Its own words, with nothing of what it says. */
function wordEffect({ kind = '', act, message }: Named): string {
  const words = [kind, message?.kind, act].filter((word) => word !== undefined);
  return words.join(' ').replaceAll('_', ' ');
}
