import Sqlite from 'better-sqlite3';
import pg from 'pg';

const openSql = (
  now: number,
): string => `SELECT (SELECT count(*) FROM effects WHERE state = 'waiting' AND due_at <= ${now})
  + (SELECT count(*) FROM hints WHERE handled_at IS NULL) AS open`;

function inFile(path: string, now: number): number {
  const database = new Sqlite(path, { readonly: true });
  try {
    return database.prepare<[], { readonly open: number }>(openSql(now)).get()?.open ?? 0;
  } finally {
    database.close();
  }
}

async function onServer(url: string, now: number): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ readonly open: string }>(openSql(now));
    return Number(rows[0]?.open ?? 0);
  } finally {
    await client.end();
  }
}

/** What the program still has to carry out at that instant, or to look at, as its database says: a file, or the address of one. */
export async function openWork(place: string, now: number): Promise<number> {
  return place.startsWith('postgres') ? onServer(place, now) : inFile(place, now);
}
