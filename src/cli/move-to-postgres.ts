import { databaseOfWorkspace } from '../config/own-settings.ts';
import { isPostgresUrl } from '../store/open-store.ts';
import { addressOf } from './choose-workspace.ts';
import { copyToPostgres } from './copy-to-postgres.ts';
import { readAddress } from './database-address.ts';
import { sayProblems } from './say-problems.ts';

const usualFile = 'data/countersign.db';

/** The file that is meant. Whoever moves may have set DATABASE_URL to the server already. */
function fileOf(named: string | null, workspace: string | null): ReturnType<typeof addressOf> {
  const from = addressOf({ database: named, workspace });
  return named === null && typeof from === 'string' && isPostgresUrl(from)
    ? addressOf({ database: usualFile, workspace })
    : from;
}

/** Copies the SQLite database of a program that is stopped into an empty PostgreSQL database. Gives 0 where it is there now, or was before. */
export async function moveToPostgres(to: string, file: string | null, workspace: string | null): Promise<number> {
  const from = fileOf(file, workspace);
  if (typeof from !== 'string') return sayProblems(from.problems);
  const address = readAddress(to);
  const { isThere, said } = await copyToPostgres(
    from.replace(/^file:/, ''),
    // What is no address is said to be none.
    workspace !== null && URL.canParse(address) ? databaseOfWorkspace(address, workspace) : address,
  );
  (isThere ? process.stdout : process.stderr).write(said);
  return isThere ? 0 : 1;
}
