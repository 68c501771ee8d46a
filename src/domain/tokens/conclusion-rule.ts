// The shape of every rule of `conclude`, and how rules are strung together: each decides on the dossier as the one before it left it.
import { type Change, noChange, together } from '../change.ts';
import type { Instant } from '../ids.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { after, type Dossier } from './dossier.ts';
import { isQuestion, type Question, type Sighting } from './sighting.ts';

export type ConclusionRule = (dossier: Dossier, sighting: Sighting, now: Instant) => Change | Question;

/** What the rules conclude together, or the first Question that one of them has. */
export function inTurn(rules: readonly ConclusionRule[]): ConclusionRule {
  return (dossier, sighting, now) => {
    let change: Change = noChange;
    let known = dossier;
    for (const rule of rules) {
      const next = rule(known, sighting, now);
      if (isQuestion(next)) return next;
      if (next === noChange) continue;
      change = change === noChange ? next : together(change, next);
      known = after(known, next);
    }
    return change;
  };
}

/** A rule that is asked about each of several rows, in turn. */
export function forEach<Row>(
  rowsOf: (dossier: Dossier, sighting: Sighting) => readonly Row[],
  rule: (row: Row, ...rest: Parameters<ConclusionRule>) => Change | Question,
): ConclusionRule {
  return (dossier, sighting, now) =>
    inTurn(
      rowsOf(dossier, sighting).map(
        (row): ConclusionRule =>
          (...rest) =>
            rule(row, ...rest),
      ),
    )(dossier, sighting, now);
}

/** A rule that is asked about each row that qualifies, as the one before it left the row, and no longer where it does not qualify by then. */
export function forEachRow<Row extends { readonly id: string }>(
  rowsOf: (dossier: Dossier) => readonly Row[],
  rule: (row: Row, ...rest: Parameters<ConclusionRule>) => Change | Question,
): ConclusionRule {
  return forEach(rowsOf, ({ id }, dossier, ...rest) => {
    const row = rowsOf(dossier).find((one) => one.id === id);
    return row === undefined ? noChange : rule(row, dossier, ...rest);
  });
}

/** A step that the state allows. A rule that takes a step which its own state does not allow has a bug. */
export function allowed(step: Change | Refusal): Change {
  if (isRefusal(step)) throw new Error(`a rule took a step that the state refuses: ${step.why}`);
  return step;
}
