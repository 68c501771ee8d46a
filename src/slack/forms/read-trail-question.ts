import { readTime, type TrailQuestion, wholeTrail } from '../../domain/record/trail-question.ts';

/** `mona`, `@mona`, `<@U0123>`, `PAT-12`, `2026-01-01`, in any order; a second day is the end. Null where a word is none of them. */
export function readTrailQuestion(argument: string): TrailQuestion | null {
  let question: TrailQuestion = wholeTrail;
  for (const word of argument.split(/\s+/).filter((one) => one !== '')) {
    const at = readTime(word);
    const request = /^pat[-‐‑–—]?(\d{1,15})$/i.exec(word)?.[1];
    const person = /^(?:<@([UW][A-Z0-9]{2,})(?:\|[^>]*)?>|@?([A-Za-z0-9][A-Za-z0-9_-]{0,99}))$/.exec(word);
    if (at !== null && question.until === null) {
      question = question.since === null ? { ...question, since: at } : { ...question, until: at };
    } else if (request !== undefined && question.token === null) question = { ...question, token: `PAT-${request}` };
    else if (person !== null && question.person === null)
      question = { ...question, person: person[1] ?? person[2] ?? null };
    else return null;
  }
  return question;
}
