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

/** A migration that only adds, and says so; and the one of the release after it, which takes something away. */
export const expanding =
  '-- expand\nCREATE TABLE later (id bigint PRIMARY KEY);--> statement-breakpoint\nALTER TABLE hints ADD later text;';
export const contracting = 'ALTER TABLE hints DROP COLUMN told;';
