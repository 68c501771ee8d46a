// Rows as the domain has them <-> columns as the tables have them: what of a row is no plain value, and what is for searching only.
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Rows, Table, Write } from '../domain/change.ts';
import { declaredEnd } from '../domain/classic/classic-record.ts';
import { subjectKey } from '../domain/message.ts';
import { dangerOf } from '../domain/tokens/danger.ts';
import { livingStatuses } from '../domain/tokens/token.ts';
import type { Tables } from './engine.ts';

/** The name that a table has in the schema. */
const names = {
  organizations: 'organizations',
  people: 'people',
  sign_ins: 'signIns',
  machine_users: 'machineUsers',
  reviewer_tokens: 'reviewerTokens',
  installation: 'installation',
  claims: 'claims',
  drafts: 'drafts',
  token_requests: 'tokenRequests',
  pending_tokens: 'pendingTokens',
  active_tokens: 'activeTokens',
  classic_tokens: 'classicTokens',
  due_notices: 'dueNotices',
  hints: 'hints',
  message_copies: 'messageCopies',
  homes: 'homes',
  slack_ids: 'slackIds',
  assumptions: 'assumptions',
} as const satisfies { readonly [T in Table]: keyof Tables };

export type TableOf<T extends Table> = Tables[(typeof names)[T]];
export type Columns<T extends Table> = TableOf<T>['$inferSelect'];

/** How a value that is no plain one stands in its column. Null stays null. */
type Form = { readonly write: (value: unknown) => string; readonly read: (text: string) => unknown };

/** Refuses what JSON would change silently: an expiry that is NaN must never come back as `null`, which is "never expires". */
const json: Form = { write: canonicalJson, read: (text) => JSON.parse(text) };
const numberOrWord: Form = { write: String, read: (text) => (/^\d+$/.test(text) ? Number(text) : text) };

/** The fields whose value does not fit into their column as it is. */
type Formed<T extends Table> = {
  [F in keyof Rows[T]]: F extends keyof Columns<T> ? (Rows[T][F] extends Columns<T>[F] ? never : F) : F;
}[keyof Rows[T]];

type Mapping<T extends Table> = {
  /** The field that names a row. */
  readonly key: keyof Rows[T] & keyof Columns<T> & string;
  readonly forms: { readonly [F in Formed<T>]: Form };
  /** Columns that repeat a part of the row, to search by: set at every write, and never read. */
  readonly search: { readonly [C in Exclude<keyof Columns<T>, keyof Rows[T]>]: (row: Rows[T]) => Columns<T>[C] };
};

const mappings: { readonly [T in Table]: Mapping<T> } = {
  organizations: {
    key: 'id',
    forms: { paused: json, unread: json, reminderDays: json },
    search: { loginKey: ({ login }) => login.toLowerCase() },
  },
  people: { key: 'slackId', forms: { by: json }, search: {} },
  sign_ins: { key: 'slackId', forms: { account: json, ownToken: json }, search: {} },
  machine_users: { key: 'id', forms: {}, search: {} },
  reviewer_tokens: { key: 'githubId', forms: { refusals: json }, search: {} },
  installation: { key: 'teamId', forms: {}, search: {} },
  claims: {
    key: 'id',
    forms: { account: json, vouches: json, refusal: json },
    search: { githubId: ({ account }) => account.githubId },
  },
  drafts: { key: 'id', forms: { answers: json }, search: {} },
  token_requests: {
    key: 'number',
    forms: {
      requester: json,
      holder: json,
      scope: json,
      reviews: json,
      verdict: json,
      agreement: json,
      inquiries: json,
      offer: json,
      classic: json,
      renews: json,
    },
    search: {
      requesterGithubId: ({ requester }) => requester.githubId,
      holderGithubId: ({ holder }) => holder.githubId,
      lapsesAt: ({ agreement }) => agreement?.lapsesAt ?? null,
      endsAt: (request) => (request.classic?.told === 'expired' ? null : declaredEnd(request)),
      renewsTokenId: ({ renews }) => renews?.tokenId ?? null,
    },
  },
  pending_tokens: {
    key: 'id',
    forms: { holder: json, scope: json, match: json, answer: json, reviews: json, agreement: json, sentAs: json },
    search: {},
  },
  active_tokens: {
    key: 'id',
    forms: { holder: json, scope: json, agreement: json, excess: json, drift: json, revocation: json, unused: json },
    search: {
      holderGithubId: ({ holder }) => holder.githubId,
      expiresAt: ({ scope }) => scope.expiresAt,
      danger: ({ status, scope }) => (living.has(status) ? dangerOf(scope) : null),
      reachesAll: ({ scope }) => scope.access.selection === 'all',
      isAgreed: ({ agreement }) => agreement !== null,
      holderKey: ({ holder }) => holder.login.toLowerCase(),
    },
  },
  classic_tokens: {
    key: 'id',
    forms: { holder: json, scopes: json, agreement: json, excess: json, revocation: json, told: json },
    search: { holderGithubId: ({ holder }) => holder.githubId },
  },
  due_notices: { key: 'id', forms: { holder: json, threshold: numberOrWord }, search: {} },
  hints: { key: 'id', forms: { told: json }, search: { toldTokenId: ({ told }) => told?.tokenId ?? null } },
  message_copies: { key: 'id', forms: { subject: json }, search: { subjectKey: ({ subject }) => subjectKey(subject) } },
  homes: { key: 'slackId', forms: { ownerOf: json }, search: {} },
  slack_ids: { key: 'slackId', forms: {}, search: {} },
  assumptions: { key: 'id', forms: {}, search: {} },
};

export function tableOf<T extends Table>(tables: Tables, table: T): TableOf<T> {
  return tables[names[table]];
}

/** The name of the column that names a row of the table. */
export function keyOf<T extends Table>(table: T): Mapping<T>['key'] {
  return mappings[table].key;
}

/** What names the row that is written, among the rows of its table. */
export function nameOfRow({ table, row }: Write): string {
  return String((row as Readonly<Record<string, unknown>>)[keyOf(table)]);
}

/** Whether the column is a part of the row, and not only for searching. */
export function isRead(table: Table, column: string): boolean {
  return !(column in mappings[table].search);
}

/** Those that can reach the organization. */
const living: ReadonlySet<string> = new Set(livingStatuses);

type Loose = Readonly<Record<string, unknown>>;
type Search = (row: unknown) => unknown;

/** Of each table, made once: rows are written and read all day. */
const formsOf = new Map<Table, readonly (readonly [string, Form])[]>();
const searchOf = new Map<Table, readonly (readonly [string, Search])[]>();
for (const [table, { forms, search }] of Object.entries(mappings) as [Table, { forms: object; search: object }][]) {
  formsOf.set(table, Object.entries(forms));
  searchOf.set(table, Object.entries(search));
}

export function toColumns<T extends Table>(table: T, row: Rows[T]): Loose {
  const columns: Record<string, unknown> = { ...row };
  for (const [field, { write }] of formsOf.get(table) ?? []) {
    const value = columns[field];
    columns[field] = value === null ? null : write(value);
  }
  for (const [column, of] of searchOf.get(table) ?? []) columns[column] = of(row);
  return columns;
}

/** The same of these fields alone, with the version and what is searched by. */
export function columnsOf(table: Table, row: Loose, only: readonly string[]): Loose {
  const columns: Record<string, unknown> = { version: row.version };
  for (const field of only) columns[field] = row[field];
  for (const [field, { write }] of formsOf.get(table) ?? []) {
    const value = columns[field] ?? null;
    if (value !== null) columns[field] = write(value);
  }
  for (const [column, of] of searchOf.get(table) ?? []) columns[column] = of(row);
  return columns;
}

/** The one place where what the database holds is taken to be what we wrote into it. */
export function toRow<T extends Table>(table: T, columns: Loose): Rows[T] {
  const row: Record<string, unknown> = { ...columns };
  for (const [field, { read }] of formsOf.get(table) ?? []) {
    const text = row[field];
    row[field] = text === null ? null : read(text as string);
  }
  return row as unknown as Rows[T];
}
