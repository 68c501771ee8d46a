// Rows as the domain has them <-> columns as the tables have them, one pair a table.
import * as tables from '../../db/schema.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Rows, Table } from '../domain/change.ts';
import { subjectKey } from '../domain/message.ts';

type Columns = {
  readonly organizations: typeof tables.organizations.$inferSelect;
  readonly people: typeof tables.people.$inferSelect;
  readonly machine_users: typeof tables.machineUsers.$inferSelect;
  readonly drafts: typeof tables.drafts.$inferSelect;
  readonly token_requests: typeof tables.tokenRequests.$inferSelect;
  readonly pending_tokens: typeof tables.pendingTokens.$inferSelect;
  readonly active_tokens: typeof tables.activeTokens.$inferSelect;
  readonly due_notices: typeof tables.dueNotices.$inferSelect;
  readonly hints: typeof tables.hints.$inferSelect;
  readonly message_copies: typeof tables.messageCopies.$inferSelect;
};

type Mapping<T extends Table> = {
  readonly toColumns: (row: Rows[T]) => Columns[T];
  readonly toRow: (columns: Columns[T]) => Rows[T];
};

/** Refuses what JSON would change silently: an expiry that is NaN must never come back as `null`, which is "never expires". */
function json(value: unknown): string {
  return canonicalJson(value);
}

function jsonOrNull(value: unknown): string | null {
  return value === null ? null : json(value);
}

function parsed(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}

/** The one place where what the database holds is taken to be what we wrote into it. */
function asRow<T extends Table>(columns: Readonly<Record<string, unknown>>): Rows[T] {
  return columns as unknown as Rows[T];
}

export const mappings: { readonly [T in Table]: Mapping<T> } = {
  organizations: {
    toColumns: (row) => ({ ...row, loginKey: row.login.toLowerCase(), paused: jsonOrNull(row.paused) }),
    toRow: ({ loginKey: _, ...columns }) => asRow<'organizations'>({ ...columns, paused: parsed(columns.paused) }),
  },
  people: { toColumns: (row) => row, toRow: (columns) => asRow<'people'>(columns) },
  machine_users: { toColumns: (row) => row, toRow: (columns) => asRow<'machine_users'>(columns) },
  drafts: {
    toColumns: (row) => ({ ...row, answers: json(row.answers) }),
    toRow: (columns) => asRow<'drafts'>({ ...columns, answers: parsed(columns.answers) }),
  },
  token_requests: {
    toColumns: (row) => ({
      ...row,
      requesterGithubId: row.requester.githubId,
      requester: json(row.requester),
      scope: json(row.scope),
      reviews: json(row.reviews),
      agreement: jsonOrNull(row.agreement),
      lapsesAt: row.agreement?.lapsesAt ?? null,
    }),
    toRow: ({ requesterGithubId: _, lapsesAt: __, ...columns }) =>
      asRow<'token_requests'>({
        ...columns,
        requester: parsed(columns.requester),
        scope: parsed(columns.scope),
        reviews: parsed(columns.reviews),
        agreement: parsed(columns.agreement),
      }),
  },
  pending_tokens: {
    toColumns: (row) => ({
      ...row,
      holder: json(row.holder),
      scope: json(row.scope),
      match: json(row.match),
      answer: jsonOrNull(row.answer),
      reviews: json(row.reviews),
      agreement: jsonOrNull(row.agreement),
    }),
    toRow: (columns) =>
      asRow<'pending_tokens'>({
        ...columns,
        holder: parsed(columns.holder),
        scope: parsed(columns.scope),
        match: parsed(columns.match),
        answer: parsed(columns.answer),
        reviews: parsed(columns.reviews),
        agreement: parsed(columns.agreement),
      }),
  },
  active_tokens: {
    toColumns: (row) => ({
      ...row,
      holderGithubId: row.holder.githubId,
      holder: json(row.holder),
      scope: json(row.scope),
      expiresAt: row.scope.expiresAt,
      agreement: jsonOrNull(row.agreement),
      excess: json(row.excess),
      drift: jsonOrNull(row.drift),
      revocation: jsonOrNull(row.revocation),
    }),
    toRow: ({ holderGithubId: _, expiresAt: __, ...columns }) =>
      asRow<'active_tokens'>({
        ...columns,
        holder: parsed(columns.holder),
        scope: parsed(columns.scope),
        agreement: parsed(columns.agreement),
        excess: parsed(columns.excess),
        drift: parsed(columns.drift),
        revocation: parsed(columns.revocation),
      }),
  },
  due_notices: {
    toColumns: (row) => ({ ...row, holder: json(row.holder), threshold: String(row.threshold) }),
    toRow: (columns) =>
      asRow<'due_notices'>({
        ...columns,
        holder: parsed(columns.holder),
        threshold: columns.threshold === 'expired' ? 'expired' : Number(columns.threshold),
      }),
  },
  hints: {
    toColumns: (row) => ({ ...row, told: jsonOrNull(row.told), toldTokenId: row.told?.tokenId ?? null }),
    toRow: ({ toldTokenId: _, ...columns }) => asRow<'hints'>({ ...columns, told: parsed(columns.told) }),
  },
  message_copies: {
    toColumns: (row) => ({ ...row, subject: json(row.subject), subjectKey: subjectKey(row.subject) }),
    toRow: ({ subjectKey: _, ...columns }) => asRow<'message_copies'>({ ...columns, subject: parsed(columns.subject) }),
  },
};

/** The table and the column that names a row in it. */
export const keyed = {
  organizations: { table: tables.organizations, key: tables.organizations.id, version: tables.organizations.version },
  people: { table: tables.people, key: tables.people.slackId, version: tables.people.version },
  machine_users: { table: tables.machineUsers, key: tables.machineUsers.id, version: tables.machineUsers.version },
  drafts: { table: tables.drafts, key: tables.drafts.id, version: tables.drafts.version },
  token_requests: {
    table: tables.tokenRequests,
    key: tables.tokenRequests.number,
    version: tables.tokenRequests.version,
  },
  pending_tokens: { table: tables.pendingTokens, key: tables.pendingTokens.id, version: tables.pendingTokens.version },
  active_tokens: { table: tables.activeTokens, key: tables.activeTokens.id, version: tables.activeTokens.version },
  due_notices: { table: tables.dueNotices, key: tables.dueNotices.id, version: tables.dueNotices.version },
  hints: { table: tables.hints, key: tables.hints.id, version: tables.hints.version },
  message_copies: { table: tables.messageCopies, key: tables.messageCopies.id, version: tables.messageCopies.version },
} as const;

/** What names a row in its table. */
export function keyOf<T extends Table>(table: T, row: Rows[T]): string | number {
  const named = row as { readonly id?: string | number; readonly number?: number; readonly slackId?: string };
  const key = table === 'people' ? named.slackId : table === 'token_requests' ? named.number : named.id;
  if (key === undefined) throw new Error(`a row of ${table} has no key`);
  return key;
}

type Found<T extends Table> = Parameters<(typeof mappings)[T]['toRow']>[0];

/** The row that was found, or null. */
export function one<T extends Table>(table: T, columns: Found<T> | undefined): Rows[T] | null {
  if (columns === undefined) return null;
  return (mappings[table].toRow as (columns: Found<T>) => Rows[T])(columns);
}

export function all<T extends Table>(table: T, list: readonly Found<T>[]): readonly Rows[T][] {
  const toRow = mappings[table].toRow as (columns: Found<T>) => Rows[T];
  return list.map((columns) => toRow(columns));
}
