// The audit trail as a file: one entry a line, for people and for machines. Both forms hold all that the chain of hashes was made over.
import { canonicalJson } from '../canonical-json.ts';
import type { Entry } from '../change.ts';
import { csvLine } from './csv.ts';

/** An entry with its place in the chain. */
export type TrailEntry = Entry & { readonly seq: number; readonly prevHash: string; readonly hash: string };

export type TrailFormat = 'jsonl' | 'csv';

const columns = ['seq', 'time', 'actor', 'act', 'subject', 'data', 'prev_hash', 'hash'] as const;

/** What comes before the first entry. */
export function trailHead(format: TrailFormat): string {
  return format === 'csv' ? csvLine(columns) : '';
}

/** One entry, with the end of its line. `time` is `at` for people: the hash is made over `at`, in milliseconds. */
export function trailLine(entry: TrailEntry, format: TrailFormat): string {
  const { seq, at, actor, act, subject, data, prevHash, hash } = entry;
  const time = new Date(at).toISOString();
  if (format === 'csv') return csvLine([String(seq), time, actor, act, subject, canonicalJson(data), prevHash, hash]);
  return `${JSON.stringify({ seq, at, time, actor, act, subject, data, prev_hash: prevHash, hash })}\n`;
}
