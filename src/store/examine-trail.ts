import type { Reader } from './engine.ts';
import { entryHash, firstBrokenEntry, lastEntry } from './entry-chain.ts';
import { type Changed, missingEntries } from './missing-entries.ts';

/** The place of an entry and its hash, kept where nobody who writes to the database can reach it. */
export type Anchor = { readonly seq: number; readonly hash: string };

/** What is wrong with the trail, the first thing alone; `whole` where nothing is. */
export type TrailState =
  | { readonly is: 'changed'; readonly entry: number }
  | { readonly is: 'cut_at_anchor' }
  | { readonly is: 'written_anew' }
  | { readonly is: 'cut'; readonly missing: readonly Changed[] }
  | { readonly is: 'whole'; readonly last: Anchor | null };

/** Reads the whole trail: each hash, what was kept elsewhere, and whether the rows' last changes are in it. */
export async function examineTrail(engine: Reader, anchor: Anchor | null): Promise<TrailState> {
  const entry = await firstBrokenEntry(engine);
  if (entry !== null) return { is: 'changed', entry };
  const kept = anchor === null ? null : await entryHash(engine, anchor.seq);
  if (anchor !== null && kept !== anchor.hash) return { is: kept === null ? 'cut_at_anchor' : 'written_anew' };
  const missing = await missingEntries(engine);
  return missing.length > 0 ? { is: 'cut', missing } : { is: 'whole', last: await lastEntry(engine) };
}
