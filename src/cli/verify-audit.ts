import { Fault } from '../ports/fault.ts';
import { firstBrokenEntry, lastEntry } from '../store/entry-chain.ts';
import { openReadOnly } from '../store/sqlite/open-read-only.ts';

// `npm run verify-audit [-- PATH]`: whether the audit trail is as it was written. Ends with 0 where every entry holds, else with 1.

const [path = 'data/countersign.db'] = process.argv.slice(2);

async function verify(): Promise<number> {
  const database = openReadOnly(path);
  try {
    const broken = await firstBrokenEntry(database);
    if (broken !== null) {
      process.stdout.write(
        `The audit trail of ${path} was changed: entry ${broken} is not as it was written, or is missing.\n`,
      );
      return 1;
    }
    const last = await lastEntry(database);
    process.stdout.write(
      last === null
        ? `The audit trail of ${path} is empty.\n`
        : `The audit trail of ${path} holds: ${last.seq} entries.\nThe last hash is ${last.hash}. Keep it elsewhere: it shows later whether the end was cut off.\n`,
    );
    return 0;
  } finally {
    database.close();
  }
}

try {
  process.exitCode = await verify();
} catch (error) {
  const why = error instanceof Fault ? `it cannot be read (${error.code})` : String(error);
  process.stderr.write(`The audit trail of ${path} was not checked: ${why}.\n`);
  process.exitCode = 1;
}
