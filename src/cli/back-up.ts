import { databaseOf } from '../config/environment.ts';
import { StartProblems } from '../config/problems.ts';
import { explainStoreFault } from '../config/start-failure.ts';
import { loadEnvironment } from '../load-environment.ts';
import { Fault } from '../ports/fault.ts';
import { firstBrokenEntry, lastEntry } from '../store/entry-chain.ts';
import { missingEntries } from '../store/missing-entries.ts';
import { openReadOnly } from '../store/open-read-only.ts';
import { isPostgresUrl } from '../store/open-store.ts';
import { isTorn } from '../store/postgres/database-url.ts';
import { writeBackup } from '../store/sqlite/write-backup.ts';
import { systemClock } from '../system-clock.ts';
import { environmentOf } from './choose-workspace.ts';

class Refused extends Error {
  override readonly name = 'Refused';
}

function explained(fault: Fault, from: string, to: string): string {
  const sentences: Readonly<Record<string, string>> = {
    exists: `${to} is there already; name another file, or add --force to replace it`,
    is_source: `${to} is the database itself; name another file`,
    no_folder: `${to}: there is no such folder`,
    no_file: `${to} is not a file; name another one`,
    journal_beside: `the journal of another database stands beside ${to}; name another file`,
    cannot_write: `${to}: it can’t be written there; check the folder and its permissions`,
  };
  return sentences[fault.code] ?? explainStoreFault(fault, from);
}

function databaseHere(workspace: string | null): string {
  try {
    const environment = loadEnvironment();
    const all = databaseOf(environment);
    // The server's own tool copies every schema at once.
    if (!('problem' in all) && isPostgresUrl(all.database)) return all.database;
    const read = databaseOf(environmentOf(workspace, environment));
    if ('problem' in read) throw new Refused(read.problem);
    return read.database;
  } catch (error) {
    throw error instanceof StartProblems ? new Refused(error.problems.join('; ')) : error;
  }
}

/** How many entries the trail of the copy has. A copy whose trail does not hold shall take no good one's place. */
async function requireTrail(copy: string): Promise<number> {
  const engine = openReadOnly(copy);
  try {
    const broken = await firstBrokenEntry(engine);
    const missing = await missingEntries(engine);
    if (broken === null && missing.length === 0) return (await lastEntry(engine))?.seq ?? 0;
    const what = broken === null ? 'was cut' : `was changed: entry ${broken} does not hold`;
    throw new Refused(`the audit trail ${what}; npm run verify-audit says more, and the database stays as it is`);
  } finally {
    await engine.close();
  }
}

/** As the server's own tool takes it: the password it reads from a file, and a schema is none of an address' for it. */
function withoutPassword(address: string): string {
  if (isTorn(address)) return 'postgres://…';
  const url = new URL(address);
  url.password = '';
  url.searchParams.delete('schema');
  return url.href;
}

function forPostgres(address: string, date: string): string {
  return `The database is PostgreSQL, whose own tool makes the backup:
  umask 077
  pg_dump --format=custom --no-owner --file=countersign-${date}.dump '${withoutPassword(address)}'
docs/running.md says how pg_dump is given the password and the certificates, and how to check and restore the backup.
`;
}

/** Copies the SQLite database beside the program that runs on it, and checks the copy. Gives 0 where the copy is there and whole. */
export async function backUp(named: string | null, isForced: boolean, workspace: string | null): Promise<number> {
  const date = new Date(systemClock.now()).toISOString().slice(0, 10);
  const to = named ?? `countersign-${workspace === null ? '' : `${workspace}-`}${date}.db`;
  let from = 'the database';
  try {
    from = databaseHere(workspace);
    if (isPostgresUrl(from)) {
      process.stderr.write(forPostgres(from, date));
      return 1;
    }
    let entries = 0;
    const check = async (copy: string): Promise<void> => {
      entries = await requireTrail(copy);
    };
    await writeBackup(from, to, { mayReplace: isForced, check });
    process.stdout.write(`Copied and checked ${from} to ${to}. Its audit trail holds: ${entries} entries.\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof Refused || error instanceof Fault)) throw error;
    const why = error instanceof Refused ? error.message : explained(error, from, to);
    process.stderr.write(`Nothing was copied: ${why}.\n`);
    return 1;
  }
}
