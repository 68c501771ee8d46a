import { BotRecords } from '../bot/bot-records.ts';

/** Prints the audit trail as it stands in the database, and whether it is whole; reads the file alone, not through the program. */
export function tellTrail(databasePath: string, out: (line: string) => void): void {
  const records = new BotRecords(databasePath);
  const all = Number.MAX_SAFE_INTEGER;
  const entries = records.entries(all, all);
  const { count, isWhole } = records.trail();
  records.close();
  for (const { seq, at, actor, act, subject } of entries) {
    out(`${String(seq).padStart(4)}  ${new Date(at).toISOString()}  ${act.padEnd(28)} ${subject.padEnd(54)} ${actor}`);
  }
  out(
    `\n${count} entries; each carries the hash of the one before it, and ${isWhole ? 'all of them hold' : 'THEY DO NOT HOLD'}.`,
  );
  out(`It is the table "entries" of ${databasePath}`);
}
