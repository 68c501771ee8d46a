import { Fault } from '../ports/fault.ts';
import { entryHash, firstBrokenEntry, lastEntry } from '../store/entry-chain.ts';
import { missingEntries } from '../store/missing-entries.ts';
import { openReadOnly } from '../store/open-read-only.ts';
import { printable, readAddress } from './database-address.ts';
import { refuseUse } from './wrong-use.ts';

/** Named one by one; the others are counted. */
const mostNamed = 20;

type Anchor = { readonly seq: number; readonly hash: string };

async function verify(address: string, path: string, anchor: Anchor | null): Promise<number> {
  const database = openReadOnly(address);
  try {
    const broken = await firstBrokenEntry(database);
    if (broken !== null) {
      process.stdout.write(
        `The audit trail of ${path} was changed: entry ${broken} is not as it was written, or is missing.\n`,
      );
      return 1;
    }
    const kept = anchor === null ? null : await entryHash(database, anchor.seq);
    if (anchor !== null && kept !== anchor.hash) {
      process.stdout.write(
        kept === null
          ? `The audit trail of ${path} was cut: entry ${anchor.seq}, whose hash was kept elsewhere, is not there any more.\n`
          : `The audit trail of ${path} was written anew: entry ${anchor.seq} has another hash than the one that was kept elsewhere.\n`,
      );
      return 1;
    }
    const missing = await missingEntries(database);
    if (missing.length > 0) {
      const named = missing
        .slice(0, mostNamed)
        .map(({ subject, changedAt }) => `  ${subject}, changed at ${new Date(changedAt).toISOString()}\n`);
      const more = missing.length > mostNamed ? `  and ${missing.length - mostNamed} more\n` : '';
      process.stdout.write(
        `The audit trail of ${path} was cut: ${missing.length} of the rows that it must tell of changed last without an entry.\n${named.join('')}${more}`,
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
    await database.close();
  }
}

/**
 * Says whether the audit trail of a database, also of one in use, is as it was written, and whole. Gives 0 where every entry holds and every
 * row's last change is among them. An anchor, `seq:hash` of an entry that was kept elsewhere, shows that the end was cut off or all of it written
 * anew, which the chain itself can't.
 */
export async function verifyAudit(argument: string, anchorText: string | null): Promise<number> {
  const read = /^(\d{1,15}):([0-9a-f]{64})$/.exec(anchorText ?? '');
  if (anchorText !== null && read === null) {
    return refuseUse(
      'audit verify',
      '--anchor takes the number of an entry, a colon and its hash of 64 letters and digits',
    );
  }
  const anchor = read === null ? null : { seq: Number(read[1]), hash: read[2] ?? '' };
  const address = readAddress(argument);
  const path = printable(address);
  try {
    return await verify(address, path, anchor);
  } catch (error) {
    const why = error instanceof Fault ? `it cannot be read (${error.code})` : String(error);
    process.stderr.write(`The audit trail of ${path} was not checked: ${why}.\n`);
    return 1;
  }
}
