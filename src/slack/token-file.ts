import { redactCredentials } from '../domain/credential.ts';
import { csvLine } from '../domain/record/csv.ts';
import { worstGrade } from '../domain/tokens/danger.ts';
import type { InventoryRow } from '../operations/ask/export-tokens.ts';
import type { Wording } from '../wording/wording.ts';

function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

function permissionsOf({ token }: InventoryRow): readonly string[] {
  const { repository, organization, other } = token.scope.permissions;
  return [repository, organization, other].flatMap((group) =>
    Object.entries(group).map(([name, level]) => `${name}:${level}`),
  );
}

/** The same of each token in both formats, under the same names. */
function described(row: InventoryRow, wording: Wording) {
  const { token } = row;
  const { access, createdAt, expiresAt } = token.scope;
  return {
    organization: row.organization,
    token_name: redactCredentials(token.tokenName),
    holder: token.holder.login,
    holder_in_slack: row.holderInSlack,
    state: token.status,
    permissions: permissionsOf(row),
    repository_access: access.selection,
    repositories: access.selection === 'subset' ? access.repositories.map(({ name }) => name) : [],
    created_at: instant(createdAt),
    first_seen_at: instant(token.firstSeenAt),
    /** Null: never. */
    expires_at: instant(expiresAt),
    last_used_at: instant(token.lastUsedAt),
    agreed_by: token.agreement === null ? null : wording.agreedBy(token.agreement, token.requestNumber),
    request: token.requestNumber === null ? null : `PAT-${token.requestNumber}`,
    risk: worstGrade(token.scope),
  };
}

type Described = ReturnType<typeof described>;

const columns = [
  'organization',
  'token_name',
  'holder',
  'holder_in_slack',
  'state',
  'permissions',
  'repository_access',
  'repositories',
  'created_at',
  'first_seen_at',
  'expires_at',
  'last_used_at',
  'agreed_by',
  'request',
  'risk',
] as const satisfies readonly (keyof Described)[];

function cellOf(given: Described, column: (typeof columns)[number], wording: Wording): string {
  const value = given[column];
  if (value === null) return column === 'expires_at' || column === 'last_used_at' ? wording.never : '';
  return typeof value === 'string' ? value : value.join(' ');
}

/** A table that a spreadsheet opens: with the mark by which Excel knows that it is UTF-8. */
export async function* tokensAsCsv(
  pages: AsyncIterable<readonly InventoryRow[]>,
  wording: Wording,
): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(columns)}`;
  for await (const page of pages) {
    yield page
      .map((row) => {
        const given = described(row, wording);
        return csvLine(columns.map((column) => cellOf(given, column, wording)));
      })
      .join('');
  }
}

/** A list, one token a line. */
export async function* tokensAsJson(
  pages: AsyncIterable<readonly InventoryRow[]>,
  wording: Wording,
): AsyncGenerator<string> {
  let before = '[\n';
  for await (const page of pages) {
    for (const row of page) {
      yield `${before}${JSON.stringify(described(row, wording))}`;
      before = ',\n';
    }
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
