// A message whose subject gave way to a newer row of the same token goes on with that: one card tells the token's whole story, and nobody
// reads of a token that "is gone" while it is not.
import { type Change, noChange } from '../change.ts';
import { type Subject, subjectKey } from '../message.ts';
import { redraw } from '../step.ts';
import type { Dossier } from './dossier.ts';

export function passCardOn({ copies }: Dossier, from: Subject, to: Subject): Change {
  const passed = copies.filter(({ subject }) => subjectKey(subject) === subjectKey(from));
  if (passed.length === 0) return noChange;
  return {
    writes: passed.map((copy) => ({
      table: 'message_copies',
      was: copy.version,
      row: { ...copy, subject: to, version: copy.version + 1, shownVersion: 0 },
    })),
    entries: [],
    effects: [redraw(to)],
  };
}
