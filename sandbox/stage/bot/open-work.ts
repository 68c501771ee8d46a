import type Sqlite from 'better-sqlite3';
import pg from 'pg';

const openSql = (
  now: number,
): string => `SELECT (SELECT count(*) FROM effects WHERE state = 'waiting' AND due_at <= ${now})
  + (SELECT count(*) FROM hints WHERE handled_at IS NULL) AS open,
  (SELECT coalesce(max(seq), 0) FROM entries) + (SELECT coalesce(sum(attempt), 0) FROM effects) AS moved`;

/** `open`: what is due and not done. `moved` grows with whatever is done. */
export type Work = { readonly open: number; readonly moved: number };

function inFile(database: Sqlite.Database, now: number): Work {
  return database.prepare<[], Work>(openSql(now)).get() ?? { open: 0, moved: 0 };
}

async function onServer(url: string, now: number): Promise<Work> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ readonly open: string; readonly moved: string }>(openSql(now));
    return { open: Number(rows[0]?.open ?? 0), moved: Number(rows[0]?.moved ?? 0) };
  } catch {
    // A server that is away at the moment: nobody knows that nothing is left.
    return { open: 1, moved: Number.NaN };
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** What the program still has to carry out at that instant, or to look at, as its database says: a file that is open, or an address. */
export async function openWork(place: Sqlite.Database | string, now: number): Promise<Work> {
  return typeof place === 'string' ? onServer(place, now) : inFile(place, now);
}
