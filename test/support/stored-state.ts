import { createHash } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import type { TestDatabase } from './database/test-database.ts';

type StoredEffect = { readonly state: string; readonly kind: string; readonly message: string | null };
type Stored = Readonly<Record<string, unknown>>;

/** What the database file holds, read without any of the program's own code. */
export type StoredState = {
  readonly requests: readonly {
    readonly number: number;
    readonly status: string;
    readonly claimedByTokenId: number | null;
    readonly reviews: readonly { readonly act: string; readonly by: { readonly login: string } }[];
  }[];
  readonly pendingTokens: readonly Stored[];
  readonly activeTokens: readonly Stored[];
  readonly notices: readonly Stored[];
  readonly copies: readonly { readonly channel: string; readonly ts: string; readonly message: string }[];
  readonly effects: readonly StoredEffect[];
  readonly acts: readonly string[];
  readonly openHints: number;
  /** The first entry of the trail that does not hold, or null. */
  readonly brokenEntry: number | null;
};

type EntryRow = {
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
  readonly act: string;
  readonly subject: string;
  readonly data: string;
  readonly prev_hash: string;
  readonly hash: string;
};

/** Keys in the order of their code units, nothing between: what the trail says it hashes. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const record = value as Stored;
  const keys = Object.keys(record).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(record[key])}`).join(',')}}`;
}

function firstBroken(entries: readonly EntryRow[]): number | null {
  let before = '0'.repeat(64);
  for (const [index, { hash, data, ...entry }] of entries.entries()) {
    const text = canonical({ ...entry, data: JSON.parse(data) });
    const isWhole = entry.seq === index + 1 && entry.prev_hash === before;
    if (!isWhole || createHash('sha256').update(text).digest('hex') !== hash) return entry.seq;
    before = hash;
  }
  return null;
}

function read<T>(path: string, look: (all: (sql: string) => readonly Stored[]) => T): T {
  // Read-only: a file that a killed process left is to stay as it was left.
  const sqlite = new Sqlite(path, { readonly: true });
  try {
    return look((sql) => sqlite.prepare(sql).all() as Stored[]);
  } finally {
    sqlite.close();
  }
}

/** Tells, whenever it is asked, whether nothing waits to be carried out or to be looked at. */
export function watchQuiet(path: string): { readonly isQuiet: () => boolean; readonly close: () => void } {
  const sqlite = new Sqlite(path, { readonly: true });
  const query = sqlite.prepare(`SELECT (SELECT count(*) FROM effects WHERE state IN ('waiting', 'leased'))
    + (SELECT count(*) FROM hints WHERE handled_at IS NULL) AS open`);
  return { isQuiet: () => (query.get() as Stored).open === 0, close: () => sqlite.close() };
}

const tables = {
  requests: 'SELECT * FROM token_requests ORDER BY number',
  pendingTokens: 'SELECT * FROM pending_tokens',
  activeTokens: 'SELECT * FROM active_tokens',
  notices: 'SELECT * FROM due_notices',
  copies: 'SELECT channel, ts, message FROM message_copies',
  effects: 'SELECT state, effect FROM effects ORDER BY id',
  entries: 'SELECT * FROM entries ORDER BY seq',
  openHints: 'SELECT id FROM hints WHERE handled_at IS NULL',
} as const;
type Tables = Readonly<Record<keyof typeof tables, readonly Stored[]>>;

function stateOf({
  requests,
  pendingTokens,
  activeTokens,
  notices,
  copies,
  effects,
  entries,
  openHints,
}: Tables): StoredState {
  return {
    requests: requests.map((row) => ({
      number: Number(row.number),
      status: String(row.status),
      claimedByTokenId: row.claimed_by_token_id as number | null,
      reviews: JSON.parse(String(row.reviews)) as StoredState['requests'][number]['reviews'],
    })),
    pendingTokens,
    activeTokens,
    notices,
    copies: copies as StoredState['copies'],
    effects: effects.map((row) => {
      const effect = JSON.parse(String(row.effect)) as {
        readonly kind: string;
        readonly message?: { readonly kind: string };
      };
      return { state: String(row.state), kind: effect.kind, message: effect.message?.kind ?? null };
    }),
    acts: entries.map(({ act }) => String(act)),
    openHints: openHints.length,
    brokenEntry: firstBroken(entries as readonly EntryRow[]),
  };
}

const names = Object.keys(tables) as (keyof typeof tables)[];

export function storedState(path: string): StoredState {
  return read(path, (all) => stateOf(Object.fromEntries(names.map((name) => [name, all(tables[name])])) as Tables));
}

/** The same of a database of either engine. */
export async function storedIn({ rows }: TestDatabase): Promise<StoredState> {
  const found = await Promise.all(names.map(async (name) => [name, await rows(tables[name])] as const));
  return stateOf(Object.fromEntries(found) as Tables);
}
