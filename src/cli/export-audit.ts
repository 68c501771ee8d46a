import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { storeTrouble } from '../config/start-failure.ts';
import { type TrailFormat, trailHead, trailLine } from '../domain/record/trail-line.ts';
import { readTime, type TrailQuestion } from '../domain/record/trail-question.ts';
import { Fault } from '../ports/fault.ts';
import { openReadOnly } from '../store/open-read-only.ts';
import { readTrail } from '../store/read-trail.ts';
import { addressOf, type NamedDatabase } from './choose-workspace.ts';
import { printable } from './database-address.ts';
import { sayProblems } from './say-problems.ts';
import { refuseUse } from './wrong-use.ts';

export type AuditExport = NamedDatabase & {
  readonly format: TrailFormat;
  readonly person: string | undefined;
  readonly token: string | undefined;
  readonly since: string | undefined;
  readonly until: string | undefined;
  /** A file that must not be there yet; standard output where there is none. */
  readonly out: string | undefined;
};

async function write(to: Writable, text: string): Promise<void> {
  if (!to.write(text)) await once(to, 'drain');
}

/**
 * Writes entries of the audit trail of a database, also of one in use: one a line, with its place in the chain of hashes. Says on standard
 * error how many there were. Gives 0, or 1 where the database can't be read or the file not be written.
 */
export async function exportAudit(asked: AuditExport): Promise<number> {
  const [since, until] = [asked.since, asked.until].map((text) => (text === undefined ? null : readTime(text)));
  const odd = [
    asked.since !== undefined && since === null && '--since',
    asked.until !== undefined && until === null && '--until',
  ];
  const [option] = odd.filter((one) => one !== false);
  if (option !== undefined) {
    return refuseUse(
      'audit export',
      `${option} takes a day or a time with its zone, like 2026-03-01 or 2026-03-01T09:00Z`,
    );
  }
  const question: TrailQuestion = {
    person: asked.person?.replace(/^@/, '') ?? null,
    token: asked.token ?? null,
    since: since ?? null,
    until: until ?? null,
  };
  const address = addressOf(asked);
  if (typeof address !== 'string') return sayProblems(address.problems);
  const path = printable(address);
  try {
    const database = openReadOnly(address);
    try {
      // Entries name people and tokens: a new file is its owner's alone, and one that is there is nobody's to overwrite.
      const to = asked.out === undefined ? process.stdout : createWriteStream(asked.out, { flags: 'wx', mode: 0o600 });
      if (asked.out !== undefined) await once(to, 'open');
      await write(to, trailHead(asked.format));
      let count = 0;
      for await (const entries of readTrail(database, question)) {
        count += entries.length;
        await write(to, entries.map((entry) => trailLine(entry, asked.format)).join(''));
      }
      if (asked.out !== undefined) {
        to.end();
        await finished(to);
      }
      process.stderr.write(`${count} ${count === 1 ? 'entry' : 'entries'} of the audit trail of ${path}.\n`);
      return 0;
    } finally {
      await database.close();
    }
  } catch (error) {
    const isThere = (error as { readonly code?: unknown }).code === 'EEXIST';
    const why =
      error instanceof Fault ? storeTrouble(error) : isThere ? `${asked.out} is there already` : String(error);
    process.stderr.write(`The audit trail of ${path} was not exported: ${why}.\n`);
    return 1;
  }
}
