// What the form fills in by itself once it is known what the token is for: its name, its description and why it is needed. Each can be
// changed, and what was changed stays.

import { cleanLine, lengthOf } from '../user-text.ts';
import type { Answers, FieldAnswer } from './form-fields.ts';

/** GitHub's own limit. */
const longestName = 40;
const fillers = new Set(
  'a an and are as at be by for from i in into is it its me my of on or our so that the their them this to token us we with'.split(
    ' ',
  ),
);

/** A name as people give to tokens: the words that say something, in small letters, joined by hyphens. */
export function suggestedName(purpose: string): string {
  const plain = purpose.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.match(/[a-z0-9]+/g) ?? [];
  const telling = words.filter((word) => !fillers.has(word));
  let name = '';
  for (const word of telling.length > 0 ? telling : words) {
    const longer = name === '' ? word : `${name}-${word}`;
    if (longer.length > longestName) break;
    name = longer;
  }
  if (name !== '') return name;
  // Words of another script, or one very long word, are a name as they are.
  return [...cleanLine(purpose)].slice(0, longestName).join('').trim();
}

function followUps(purpose: string): Readonly<Record<string, string>> {
  return { token_name: suggestedName(purpose), description: purpose, justification: purpose };
}

function purposeIn(answers: Answers): string {
  return typeof answers.purpose === 'string' ? cleanLine(answers.purpose) : '';
}

/** The answers with what follows from their purpose, where it was left empty or followed from the purpose before. */
export function followPurpose(answers: Answers, before: Answers): Answers {
  const purpose = purposeIn(answers);
  if (lengthOf(purpose) === 0) return answers;
  const followed = followUps(purposeIn(before));
  const isOurs = (field: string, answer: FieldAnswer | undefined): boolean =>
    answer === undefined || answer === null || answer === '' || answer === followed[field];
  const filled = Object.entries(followUps(purpose)).filter(([field]) => isOurs(field, answers[field]));
  return { ...answers, ...Object.fromEntries(filled) };
}
