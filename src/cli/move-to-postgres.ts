import { copyToPostgres } from './copy-to-postgres.ts';
import { readAddress } from './database-address.ts';

/** Copies the SQLite database of a program that is stopped into an empty PostgreSQL database. Gives 0 where it is there now, or was before. */
export async function moveToPostgres(address: string, file: string): Promise<number> {
  const { isThere, said } = await copyToPostgres(file.replace(/^file:/, ''), readAddress(address));
  (isThere ? process.stdout : process.stderr).write(said);
  return isThere ? 0 : 1;
}
