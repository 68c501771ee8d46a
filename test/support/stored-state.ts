import { createHash } from 'node:crypto';
import type { Reader } from './database/test-database.ts';

type StoredEffect = { readonly state: string; readonly kind: string; readonly message: string | null };
type Stored = Readonly<Record<string, unknown>>;

/** What the database holds, read without any of the program's own code. */
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

export async function storedIn({ rows }: Pick<Reader, 'rows'>): Promise<StoredState> {
  const found: Partial<Record<keyof Tables, readonly Stored[]>> = {};
  for (const name of names) found[name] = await rows(tables[name]);
  return stateOf(found as Tables);
}

const openSql = `select (select count(*) from effects where state in ('waiting', 'leased'))
  + (select count(*) from hints where handled_at is null) as open`;

/** Whether nothing waits to be carried out or to be looked at. */
export async function isQuiet({ rows }: Pick<Reader, 'rows'>): Promise<boolean> {
  const [found] = await rows<{ readonly open: number }>(openSql);
  return found?.open === 0;
}
