// What a token's dossier and a Sighting of it show of the assumptions about GitHub.
import type { Instant } from '../../src/domain/ids.ts';
import { conclude } from '../../src/domain/tokens/conclude.ts';
import type { Dossier } from '../../src/domain/tokens/dossier.ts';
import { evidenceIn } from '../../src/domain/tokens/evidence.ts';
import { isQuestion, type Sighting } from '../../src/domain/tokens/sighting.ts';
import { dossier, facts, now, patId, patRequestId, read, sighting } from './sample-dossiers.ts';

/** What the rules conclude of it, and what that shows: "A3 holds". */
export function shownEvidence(known: Partial<Dossier>, seen: Partial<Sighting>, at: Instant = now): readonly string[] {
  const before = dossier(known);
  const all = { ...facts, ofPending: new Map([501, 502].map((id) => [patRequestId(id), read(1, 2)])) };
  const looked = sighting({
    facts: { ...all, ofActive: new Map([701, 702].map((id) => [patId(id), read(1, 2)])) },
    ...seen,
  });
  const concluded = conclude(before, looked, at);
  if (isQuestion(concluded)) throw new Error(`it asks: ${concluded.ask}`);
  return evidenceIn(before, looked, concluded, at).map(({ number, shown: as }) => `${number} ${as}`);
}
