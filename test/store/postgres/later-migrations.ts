import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../sqlite/temporary-store.ts';
import { migrationsFolder } from './temporary-database.ts';

export type Journal = {
  readonly entries: readonly { readonly idx: number; readonly when: number; readonly tag: string }[];
};

export function journalOf(folder: string): Journal {
  return JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as Journal;
}

/** The migrations of a later release: ours, and these. */
export function laterMigrations(...texts: readonly string[]): string {
  const whole = join(temporaryFolder(), 'migrations');
  const copy = join(whole, 'postgres');
  cpSync(join(migrationsFolder, 'postgres'), copy, { recursive: true });
  const { entries, ...rest } = journalOf(copy);
  const newest = entries.at(-1)?.when ?? 0;
  const added = texts.map((text, index) => {
    const tag = `later_${index}`;
    writeFileSync(join(copy, `${tag}.sql`), text);
    return { idx: entries.length + index, version: '7', when: newest + 1 + index, tag, breakpoints: true };
  });
  writeFileSync(join(copy, 'meta', '_journal.json'), JSON.stringify({ ...rest, entries: [...entries, ...added] }));
  return whole;
}

/** How many migrations this release knows. */
export const known = journalOf(join(migrationsFolder, 'postgres')).entries.length;

/** A migration of the next release, beside which this one goes on: it only adds. */
export const expanding = `-- beside ${known}
CREATE TABLE later (id bigint PRIMARY KEY);--> statement-breakpoint
ALTER TABLE hints ADD later text;`;
/** One of the release after that: it takes away what this release used and the next one no longer does. */
export const contracting = `-- beside ${known + 1}
ALTER TABLE hints DROP COLUMN told;`;
