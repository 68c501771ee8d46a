import type Sqlite from 'better-sqlite3';

/** Whatever counts its versions up as it is written, but for rows that also say when they were last looked at. */
const versionedSql = `SELECT tables.name AS name FROM sqlite_master AS tables JOIN pragma_table_info(tables.name) AS columns
  WHERE tables.type = 'table' AND columns.name = 'version' AND tables.name NOT IN ('organizations', 'active_tokens')`;
/** Those by what is known of them, and what has no version. */
const othersSql = `SELECT
  (SELECT group_concat(concat_ws(' ', id, login, baselined_at, up_since, paused, digested_at)) FROM organizations) AS organizations,
  (SELECT concat_ws(' ', count(*), sum(revision), sum(changed_at),
    sum(length(concat(status, agreement, excess, drift, revocation)))) FROM active_tokens) AS activeTokens,
  (SELECT concat_ws(' ', count(*), total(attempt), group_concat(state)) FROM effects) AS effects,
  (SELECT count(*) FROM entries) AS entries`;
const unlistedSql = `SELECT count(*) AS unlisted FROM organizations
  WHERE min(coalesce(active_listed_at, 0), coalesce(pending_listed_at, 0)) IS NOT ?`;

export type Written = {
  /** Whether the lists of every organization were read at that instant. */
  readonly isListed: boolean;
  /** All that one job may leave to another: the same where nothing was written. */
  readonly rows: string;
};

/** What the database file holds; null where it is on a server. */
export function readWritten(database: Sqlite.Database | string, now: number): Written | null {
  if (typeof database === 'string') return null;
  const unlisted = database.prepare<[number], { readonly unlisted: number }>(unlistedSql).get(now)?.unlisted;
  const versions = database
    .prepare<[], { readonly name: string }>(versionedSql)
    .all()
    .map(({ name }) => database.prepare(`SELECT count(*) AS rows, total(version) AS versions FROM ${name}`).get());
  return { isListed: unlisted === 0, rows: JSON.stringify([versions, database.prepare(othersSql).get()]) };
}
