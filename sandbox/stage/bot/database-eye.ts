import Sqlite from 'better-sqlite3';
import pg from 'pg';

const openSql = (
  now: '?' | '$1',
): string => `SELECT (SELECT count(*) FROM effects WHERE state = 'waiting' AND due_at <= ${now})
  + (SELECT count(*) FROM hints WHERE handled_at IS NULL) AS open,
  (SELECT coalesce(max(seq), 0) FROM entries) + (SELECT coalesce(sum(attempt), 0) FROM effects) AS moved`;

/** Whatever counts its versions up as it is written, but for rows that also say when they were last looked at. */
const versionedSql = `SELECT tables.name AS name FROM sqlite_master AS tables JOIN pragma_table_info(tables.name) AS columns
  WHERE tables.type = 'table' AND columns.name = 'version' AND tables.name NOT IN ('organizations', 'active_tokens')`;
/** Those by what is known of them, and what has no version. */
const othersSql = `SELECT
  (SELECT group_concat(concat_ws(' ', id, login, baselined_at, paused, digested_at)) FROM organizations) AS organizations,
  (SELECT concat_ws(' ', count(*), sum(revision), sum(changed_at),
    sum(length(concat(status, agreement, excess, drift, revocation)))) FROM active_tokens) AS activeTokens,
  (SELECT concat_ws(' ', count(*), total(attempt), group_concat(state)) FROM effects) AS effects,
  (SELECT count(*) FROM entries) AS entries`;
/** The same of a server. */
const versionedOnServerSql = `SELECT table_name AS name FROM information_schema.columns
  WHERE table_schema = current_schema() AND column_name = 'version' AND table_name NOT IN ('organizations', 'active_tokens')`;
/** All of it at one instant, in one question. */
const onServerSql = (names: readonly string[]): string => `${openSql('$1')},
  (SELECT count(*) FROM organizations
    WHERE least(coalesce(active_listed_at, 0), coalesce(pending_listed_at, 0)) IS DISTINCT FROM $1::bigint) AS unlisted,
  concat_ws('/', ${names.map((name) => `(SELECT concat(count(*), ' ', sum(version)) FROM ${name})`).join(', ')},
    (SELECT string_agg(concat_ws(' ', id, login, baselined_at, up_since, paused, digested_at), ',' ORDER BY id) FROM organizations),
    (SELECT concat_ws(' ', count(*), sum(revision), sum(changed_at),
      sum(length(concat(status, agreement, excess, drift, revocation)))) FROM active_tokens),
    (SELECT concat_ws(' ', count(*), sum(attempt), string_agg(state, ',' ORDER BY id)) FROM effects),
    (SELECT count(*) FROM entries)) AS rows`;
const unlistedSql = `SELECT count(*) AS unlisted FROM organizations
  WHERE min(coalesce(active_listed_at, 0), coalesce(pending_listed_at, 0)) IS NOT ?`;

/** `open`: what is due and not done. `moved` grows with whatever is done. */
export type Work = { readonly open: number; readonly moved: number };

export type Written = {
  /** Whether the lists of every organization were read at that instant. */
  readonly isListed: boolean;
  /** All that one job may leave to another: the same where nothing was written. */
  readonly rows: string;
};

/** Looks into a program's database, from beside it. It is shut before the program stops, which would not be the last one there otherwise. */
export type DatabaseEye = {
  /** What the program still has to carry out at that instant, or to look at. */
  readonly openWork: (now: number) => Promise<Work>;
  /** What was written, as it was seen last; null where that can't be told. */
  readonly written: (now: number) => Written | null;
  /** Nobody looks for a while. */
  readonly rest: () => Promise<void>;
  readonly shut: () => void;
};

/** `place`: a file's path, or a server's address. */
export function openDatabaseEye(place: string): DatabaseEye {
  return place.startsWith('postgres') ? eyeOnServer(place) : eyeOnFile(place);
}

/** The file stays open, and what is asked of it prepared: a story looks some hundred times. */
function eyeOnFile(path: string): DatabaseEye {
  const file = new Sqlite(path, { readonly: true });
  const names = file.prepare<[], { readonly name: string }>(versionedSql).all();
  const versions = names.map(({ name }) => `SELECT count(*) AS rows, total(version) AS versions FROM ${name}`);
  const open = file.prepare<[number], Work>(openSql('?'));
  const unlisted = file.prepare<[number], { readonly unlisted: number }>(unlistedSql);
  const versioned = file.prepare(versions.join(' UNION ALL '));
  const others = file.prepare(othersSql);
  return {
    openWork: async (now) => open.get(now) ?? { open: 0, moved: 0 },
    written: (now) => ({
      isListed: unlisted.get(now)?.unlisted === 0,
      rows: JSON.stringify([versioned.all(), others.get()]),
    }),
    rest: async () => undefined,
    shut: () => void file.close(),
  };
}

type Seen = { readonly open: string; readonly moved: string; readonly unlisted: string; readonly rows: string };

/**
 * A line to the server is open while somebody looks: it is no part of what a story sees of the program’s own. What was written is seen with
 * the open work, at the same instant.
 */
function eyeOnServer(url: string): DatabaseEye {
  let line: Promise<pg.Client> | null = null;
  let asked: string | null = null;
  let seen: { readonly at: number; readonly written: Written } | null = null;
  const dial = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  const hangUp = async (): Promise<void> => {
    const client = await line?.catch(() => null);
    line = null;
    await client?.end().catch(() => undefined);
  };
  const question = async (client: pg.Client): Promise<string> => {
    const { rows } = await client.query<{ readonly name: string }>(versionedOnServerSql);
    return onServerSql(rows.map(({ name }) => name));
  };
  return {
    openWork: async (now) => {
      seen = null;
      try {
        line ??= dial();
        const client = await line;
        asked ??= await question(client);
        const { rows } = await client.query<Seen>(asked, [now]);
        const [{ open, moved, unlisted, rows: written } = { open: 0, moved: 0, unlisted: '', rows: '' }] = rows;
        seen = { at: now, written: { isListed: Number(unlisted) === 0, rows: written } };
        return { open: Number(open), moved: Number(moved) };
      } catch {
        // A server that is away at the moment: nobody knows that nothing is left.
        await hangUp();
        return { open: 1, moved: Number.NaN };
      }
    },
    written: (now) => (seen?.at === now ? seen.written : null),
    rest: hangUp,
    shut: () => undefined,
  };
}
