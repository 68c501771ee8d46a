import { join } from 'node:path';
import { explainStoreFault } from '../config/start-failure.ts';
import { Fault } from '../ports/fault.ts';
import { pathInProgram } from '../program-folder.ts';
import { isPostgresUrl } from '../store/open-store.ts';
import { type Received, receiveCopy } from '../store/postgres/receive-copy.ts';
import { openStopped } from '../store/sqlite/open-stopped.ts';
import { printable } from './database-address.ts';

const migrationsFolder = pathInProgram('db/migrations');

class Refused extends Error {
  override readonly name = 'Refused';
}

/** What a Fault of `work` says of the database that is called by `name`, as a sentence. */
async function about<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Fault ? new Refused(explainStoreFault(error, name), { cause: error }) : error;
  }
}

function told(received: Received, from: string, to: string): string {
  switch (received.as) {
    case 'copied': {
      const { counts, last } = received;
      const rows = counts.map(({ table, count }) => `  ${String(count).padStart(9)}  ${table}\n`).join('');
      const trail = last === null ? 'is empty' : `holds: ${last.seq} entries. The last hash is ${last.hash}`;
      return `Copied and checked ${from} to ${to}. Rows:\n${rows}The audit trail there ${trail}.\nNow set DATABASE_URL to that database, start Countersign, and put the file away: it stays as it is, and must not be started again.\n`;
    }
    case 'copied_before':
      return `${from} was copied to ${to} before: all that its audit trail tells of is there. Nothing was changed.\n`;
    case 'went_on':
      throw new Refused(
        `${from} was copied to ${to} before, and Countersign was started on the file again since; keep both, and decide which of them to go on with`,
      );
    case 'holds_other_data':
      throw new Refused(`${to}: the database is not empty; create another one, and name that`);
    case 'counts_differ':
      throw new Refused(`${to}: the database kept other rows than it was given, in ${received.tables.join(', ')}`);
    case 'trail_changed':
      throw new Refused(
        `the audit trail was changed: entry ${received.entry} is not as it was written, or is missing; npm run verify-audit -- ${from} says whether it is so in the file`,
      );
    case 'trail_cut':
      throw new Refused(
        `the audit trail was cut: ${received.rows} of the rows that it must tell of changed last without an entry; npm run verify-audit -- ${from} names them`,
      );
  }
}

async function copy(from: string, address: string): Promise<string> {
  const to = printable(address);
  if (address === '') throw new Refused('there is no address; give one, or - and one on standard input');
  if (!isPostgresUrl(address)) throw new Refused(`${to}: must be the address of a PostgreSQL database, postgres://…`);
  const source = await about(from, () => openStopped(from, join(migrationsFolder, 'sqlite')));
  try {
    const received = await about(to, () => receiveCopy(address, join(migrationsFolder, 'postgres'), source));
    return told(received, from, to);
  } finally {
    source.close();
  }
}

/** Copies the database of a program that is stopped, and says in one sentence why not where it can't. `isThere`: now, or from before. */
export async function copyToPostgres(
  from: string,
  address: string,
): Promise<{ readonly isThere: boolean; readonly said: string }> {
  try {
    return { isThere: true, said: await copy(from, address) };
  } catch (error) {
    const isRefused = error instanceof Refused && !(error.cause instanceof Fault && error.cause.isRetryable);
    // What failed while it was written down may have been written down all the same.
    const what = isRefused
      ? 'Nothing was copied'
      : 'The copy was not finished; run it again: it starts over, or says that everything is there';
    return { isThere: false, said: `${what}: ${error instanceof Refused ? error.message : String(error)}.\n` };
  }
}
