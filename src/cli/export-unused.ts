import { storeTrouble } from '../config/start-failure.ts';
import { wholeTrail } from '../domain/record/trail-question.ts';
import { type UseLine, useHead, useLine, withEntry } from '../domain/record/use-evidence.ts';
import { Fault } from '../ports/fault.ts';
import { openReadOnly } from '../store/open-read-only.ts';
import { readTrail } from '../store/read-trail.ts';
import { readsOf } from '../store/reads-of.ts';
import { addressOf, type NamedDatabase } from './choose-workspace.ts';
import { printable } from './database-address.ts';
import { sayProblems } from './say-problems.ts';

/** The questions about unused tokens, and their answers, as lines of a table. */
export async function unusedTable(address: string): Promise<string> {
  const database = openReadOnly(address);
  try {
    const organizations = await readsOf(database, 'organizations').all([])();
    const loginOf = new Map<number, string>(organizations.map(({ id, login }) => [id, login]));
    let lines: readonly UseLine[] = [];
    for await (const page of readTrail(database, wholeTrail)) lines = page.reduce(withEntry, lines);
    return useHead + lines.map((line) => useLine(line, loginOf.get(line.organizationId) ?? '')).join('');
  } finally {
    await database.close();
  }
}

/** Prints them. Gives 1 where the database can't be read. */
export async function exportUnused(of: NamedDatabase): Promise<number> {
  const address = addressOf(of);
  if (typeof address !== 'string') return sayProblems(address.problems);
  try {
    process.stdout.write(await unusedTable(address));
    return 0;
  } catch (error) {
    const why = error instanceof Fault ? storeTrouble(error) : String(error);
    process.stderr.write(`The audit trail of ${printable(address)} was not read: ${why}.\n`);
    return 1;
  }
}
