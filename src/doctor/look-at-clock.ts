import { type Finding, note, right, wrong } from './finding.ts';

/** Slack refuses what is five minutes off, GitHub an App's key that is one minute ahead. */
const mostApartSeconds = 30;

/** This machine's clock against the dates of others' answers, in ms since 1970. */
export function lookAtClock(ours: number, theirs: { readonly of: string; readonly at: number | null }): Finding {
  const what = `clock: ${theirs.of}`;
  if (theirs.at === null || Number.isNaN(theirs.at)) return note(what, `${theirs.of} did not say what time it is`);
  // An answer's date has no fractions.
  const apart = Math.round((ours - theirs.at) / 1_000);
  if (Math.abs(apart) <= mostApartSeconds) return right(what, `${Math.abs(apart)} s apart`);
  return wrong(
    what,
    `this machine is ${Math.abs(apart)} s ${apart > 0 ? 'ahead' : 'behind'}`,
    'Set the clock, and let it follow a time server',
  );
}
