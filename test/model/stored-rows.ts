import { readFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import type pg from 'pg';
import type { ActualScope, Agreement } from '../../src/domain/scope/agreement.ts';
import { connect } from '../support/database/postgres-database.ts';
import type { TestDatabase } from '../support/database/test-database.ts';

// What the database holds, by plain SQL: none of the program's own code reads it here.

type Account = { readonly githubId: number; readonly login: string };
export type StoredReview = {
  readonly act: 'approve' | 'deny';
  readonly by: Account & { readonly slackId: string };
  readonly revision: number;
  readonly at: number;
};
export type StoredRequest = {
  readonly number: number;
  readonly version: number;
  readonly revision: number;
  readonly status: string;
  readonly requester: Account & { readonly slackId: string };
  readonly holder: Account;
  readonly reviews: readonly StoredReview[];
  readonly agreement: Agreement | null;
  readonly claimed_by_token_id: number | null;
  readonly token_name: string;
  readonly scope: { readonly access: { readonly selection: string } };
};
export type StoredPending = {
  readonly id: string;
  readonly pat_request_id: number;
  readonly token_id: number;
  readonly version: number;
  readonly revision: number;
  readonly status: string;
  readonly holder: Account;
  readonly scope: ActualScope;
  readonly match: { readonly kind: string; readonly number?: number };
  readonly answer: { readonly number: number | null } | null;
  readonly reviews: readonly StoredReview[];
  readonly agreement: Agreement | null;
  readonly held_why: string | null;
  readonly changed_at: number;
};
export type StoredActive = {
  readonly id: string;
  readonly pat_id: number;
  readonly token_id: number;
  readonly organization_id: number;
  readonly access_granted_at: number;
  readonly version: number;
  readonly revision: number;
  readonly status: string;
  readonly holder: Account;
  readonly scope: ActualScope;
  readonly request_number: number | null;
  readonly agreement: Agreement | null;
  readonly excess: readonly unknown[];
  readonly drift: {
    readonly deadlineAt: number | null;
    readonly putOffUntil?: number;
    readonly outcome: string;
  } | null;
  readonly first_seen_at: number;
};
export type StoredNotice = {
  readonly id: string;
  readonly active_token_id: string;
  readonly expires_at: number;
  readonly threshold: string;
  readonly due_at: number;
  readonly status: string;
};
export type StoredEntry = {
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
  readonly act: string;
  readonly subject: string;
  readonly data: string;
  readonly prev_hash: string;
  readonly hash: string;
};
export type StoredEffect = {
  readonly id: number;
  readonly key: string;
  readonly state: string;
  readonly due_at: number;
  readonly effect: { readonly kind: string; readonly message?: { readonly noticeIds?: readonly string[] } };
};
export type StoredCopy = {
  readonly subject_key: string;
  readonly channel: string;
  readonly ts: string;
  readonly shown_version: number;
};

const json: Readonly<Record<string, readonly string[]>> = {
  token_requests: ['requester', 'holder', 'scope', 'reviews', 'agreement'],
  pending_tokens: ['holder', 'scope', 'match', 'answer', 'reviews', 'agreement'],
  active_tokens: ['holder', 'scope', 'agreement', 'excess', 'drift'],
  effects: ['effect'],
};

function parsed(table: string, row: Readonly<Record<string, unknown>>): unknown {
  const columns = (json[table] ?? []).map((name) => [name, row[name] === null ? null : JSON.parse(String(row[name]))]);
  return { ...row, ...Object.fromEntries(columns) };
}

const tables = [
  'token_requests',
  'pending_tokens',
  'active_tokens',
  'organizations',
  'due_notices',
  'effects',
  'message_copies',
  'hints',
  'entries',
] as const;
type Stored = Readonly<Record<string, unknown>>;

/**
 * One connection that only reads, kept open over the program's lives. A file is read whenever it is asked; a server's database when
 * `refresh` is, which everybody calls before looking.
 */
export class StoredRows {
  readonly #database: Pick<TestDatabase, 'path' | 'url'>;
  #sqlite: Sqlite.Database | null = null;
  #client: Promise<pg.Client> | null = null;
  #read = new Map<string, readonly Stored[]>();
  #reading: Promise<void> = Promise.resolve();
  readonly #statements = new Map<string, Sqlite.Statement>();

  constructor(database: Pick<TestDatabase, 'path' | 'url'>) {
    this.#database = database;
  }

  /** One after the other, however many ask. */
  refresh(): Promise<void> {
    const { url } = this.#database;
    if (url === null) return Promise.resolve();
    this.#reading = this.#reading.then(() => this.#readAll(url));
    return this.#reading;
  }

  async #readAll(url: string): Promise<void> {
    this.#client ??= connect(url);
    const client = await this.#client;
    // As they were at one moment.
    await client.query('begin isolation level repeatable read read only');
    const read = new Map<string, readonly Stored[]>();
    for (const table of tables) read.set(table, (await client.query<Stored>(`select * from ${table} order by 1`)).rows);
    await client.query('commit');
    this.#read = read;
  }

  requests(): readonly StoredRequest[] {
    return this.#all('token_requests');
  }

  pendingTokens(): readonly StoredPending[] {
    return this.#all('pending_tokens');
  }

  activeTokens(): readonly StoredActive[] {
    return this.#all('active_tokens');
  }

  /** Since when the lists have been read without an outage, by organization. */
  upSince(): ReadonlyMap<number, number | null> {
    const rows = this.#all<{ readonly id: number; readonly up_since: number | null }>('organizations');
    return new Map(rows.map(({ id, up_since: at }) => [id, at]));
  }

  notices(): readonly StoredNotice[] {
    return this.#all('due_notices');
  }

  effects(): readonly StoredEffect[] {
    return this.#all('effects');
  }

  copies(): readonly StoredCopy[] {
    return this.#all('message_copies');
  }

  hintKeys(): readonly string[] {
    return this.#all<{ readonly key: string }>('hints').map(({ key }) => key);
  }

  entriesAfter(seq: number): readonly StoredEntry[] {
    if (this.#database.url !== null) return this.#all<StoredEntry>('entries').filter((entry) => entry.seq > seq);
    return this.#prepare('SELECT * FROM entries WHERE seq > ? ORDER BY seq').all(seq) as StoredEntry[];
  }

  /** All of it, as it lies there. */
  text(): string {
    const { path, url } = this.#database;
    return url === null
      ? ['', '-wal'].map((end) => fileText(`${path}${end}`)).join('\n')
      : JSON.stringify([...this.#read]);
  }

  async close(): Promise<void> {
    this.#sqlite?.close();
    this.#sqlite = null;
    await (await this.#client)?.end();
  }

  #all<T>(table: (typeof tables)[number]): readonly T[] {
    const rows =
      this.#database.url === null
        ? (this.#prepare(`SELECT * FROM ${table}`).all() as readonly Stored[])
        : (this.#read.get(table) ?? []);
    return rows.map((row) => parsed(table, row) as T);
  }

  #prepare(sql: string): Sqlite.Statement {
    this.#sqlite ??= new Sqlite(this.#database.path, { readonly: true });
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const made = this.#sqlite.prepare(sql);
    this.#statements.set(sql, made);
    return made;
  }
}

function fileText(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
