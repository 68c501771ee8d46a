import { copyToPostgres } from './copy-to-postgres.ts';
import { readAddress } from './database-address.ts';

// `npm run --silent move-to-postgres -- postgres://… [FILE]`: copies the SQLite database of a program that is stopped into an empty PostgreSQL
// database. Ends with 0 where it is there now, or was before, else with 1.

const usage = `Usage: npm run --silent move-to-postgres -- ADDRESS [FILE]
ADDRESS is that of an empty PostgreSQL database, postgres://user:password@host/database, or - to read it from standard input.
FILE is the SQLite database, data/countersign.db unless it is named.
`;

const [address, file = 'data/countersign.db', ...more] = process.argv.slice(2);
if (address === undefined || more.length > 0) {
  process.stderr.write(usage);
  process.exitCode = 1;
} else {
  const { isThere, said } = await copyToPostgres(file.replace(/^file:/, ''), readAddress(address));
  (isThere ? process.stdout : process.stderr).write(said);
  process.exitCode = isThere ? 0 : 1;
}
