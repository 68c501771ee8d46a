import { storeTrouble } from '../config/start-failure.ts';
import { Fault } from '../ports/fault.ts';
import { type Anchor, examineTrail, type TrailState } from '../store/examine-trail.ts';
import { openReadOnly } from '../store/open-read-only.ts';
import { addressOf, type NamedDatabase } from './choose-workspace.ts';
import { printable } from './database-address.ts';
import { sayProblems } from './say-problems.ts';
import { refuseUse } from './wrong-use.ts';

/** Named one by one; the others are counted. */
const mostNamed = 20;

function worded(state: TrailState, path: string, anchor: Anchor | null): string {
  const trail = `The audit trail of ${path}`;
  switch (state.is) {
    case 'changed':
      return `${trail} was changed: entry ${state.entry} is not as it was written, or is missing.\n`;
    case 'cut_at_anchor':
      return `${trail} was cut: entry ${anchor?.seq}, whose hash was kept elsewhere, is not there any more.\n`;
    case 'written_anew':
      return `${trail} was written anew: entry ${anchor?.seq} has another hash than the one that was kept elsewhere.\n`;
    case 'cut': {
      const { missing } = state;
      const named = missing
        .slice(0, mostNamed)
        .map(({ subject, changedAt }) => `  ${subject}, changed at ${new Date(changedAt).toISOString()}\n`);
      const more = missing.length > mostNamed ? `  and ${missing.length - mostNamed} more\n` : '';
      return `${trail} was cut: ${missing.length} of the rows that it must tell of changed last without an entry.\n${named.join('')}${more}`;
    }
    case 'whole':
      return state.last === null
        ? `${trail} is empty.\n`
        : `${trail} holds: ${state.last.seq} entries.\nThe last hash is ${state.last.hash}. Keep it elsewhere: it shows later whether the end was cut off.\n`;
  }
}

async function verify(address: string, path: string, anchor: Anchor | null): Promise<number> {
  const database = openReadOnly(address);
  try {
    const state = await examineTrail(database, anchor);
    process.stdout.write(worded(state, path, anchor));
    return state.is === 'whole' ? 0 : 1;
  } finally {
    await database.close();
  }
}

/**
 * Says whether the audit trail of a database, also of one in use, is as it was written, and whole. Gives 0 where every entry holds and every
 * row's last change is among them. An anchor, `seq:hash` of an entry that was kept elsewhere, shows that the end was cut off or all of it written
 * anew, which the chain itself can't.
 */
export async function verifyAudit(of: NamedDatabase, anchorText: string | null): Promise<number> {
  const read = /^(\d{1,15}):([0-9a-f]{64})$/.exec(anchorText ?? '');
  if (anchorText !== null && read === null) {
    return refuseUse(
      'audit verify',
      '--anchor takes the number of an entry, a colon and its hash of 64 letters and digits',
    );
  }
  const anchor = read === null ? null : { seq: Number(read[1]), hash: read[2] ?? '' };
  const address = addressOf(of);
  if (typeof address !== 'string') return sayProblems(address.problems);
  const path = printable(address);
  try {
    return await verify(address, path, anchor);
  } catch (error) {
    const why = error instanceof Fault ? storeTrouble(error) : String(error);
    process.stderr.write(`The audit trail of ${path} was not checked: ${why}.\n`);
    return 1;
  }
}
