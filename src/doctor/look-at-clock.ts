import { type Finding, note, right, wrong } from './finding.ts';

/** Slack refuses what is five minutes off, GitHub an App's key that is one minute ahead. */
const mostApartSeconds = 30;

/**
 * The date of an answer, and what our clock said as it came, in ms since 1970: looked at later, every second that others took to answer
 * would count as one that this machine is ahead. `at` is null where nobody said what time it is.
 */
export type Heard = { readonly at: number | null; readonly ours: number };

export const notHeard: Heard = { at: null, ours: 0 };

/** This machine's clock against that of others. */
export function lookAtClock(of: string, { at, ours }: Heard): Finding {
  const what = `clock: ${of}`;
  if (at === null || Number.isNaN(at)) return note(what, `${of} did not say what time it is`);
  // An answer's date has no fractions.
  const apart = Math.round((ours - at) / 1_000);
  if (Math.abs(apart) <= mostApartSeconds) return right(what, `${Math.abs(apart)} s apart`);
  return wrong(
    what,
    `this machine is ${Math.abs(apart)} s ${apart > 0 ? 'ahead' : 'behind'}`,
    'Set the clock, and let it follow a time server',
  );
}
