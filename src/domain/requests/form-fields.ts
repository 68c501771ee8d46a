// Which fields each page of the form has, and which of them only a choice brings up. What a choice hides is not answered: a form's
// values are the client's word, and a field that was left behind says nothing.

import type { Field } from './field-problem.ts';
import { forOneself } from './machine-user.ts';
import type { Draft } from './token-request.ts';

export type FormPage = 1 | 2;
export type Answers = Draft['answers'];
export type FieldAnswer = Answers[string];

/** What each page asks, in turn. */
export const fieldsOfPage: Readonly<Record<FormPage, readonly Field[]>> = {
  1: [
    'where_used',
    'organization',
    'machine_user',
    'purpose',
    'token_kind',
    'classic_reason',
    'lifetime',
    'expires_on',
  ],
  2: [
    'preset',
    'permissions',
    'repository_access',
    'repositories',
    'classic_scopes',
    'token_name',
    'description',
    'justification',
    'also_warn',
  ],
};

/** In both lists of the form the choice that is none of the others. */
export const somethingElse = 'other' as const;

/** What stands there before anybody chose: the narrowest that most requests need. */
export const firstAnswers: Answers = {
  preset: somethingElse,
  repository_access: 'subset',
  machine_user: forOneself,
  token_kind: 'fine_grained',
};

type ByChoice = 'expires_on' | 'permissions' | 'repositories' | 'classic_reason' | 'classic_scopes';

const choices: Readonly<Record<ByChoice, { readonly field: Field; readonly value: string }>> = {
  classic_reason: { field: 'token_kind', value: 'classic' },
  classic_scopes: { field: 'token_kind', value: 'classic' },
  expires_on: { field: 'lifetime', value: 'date' },
  permissions: { field: 'preset', value: somethingElse },
  repositories: { field: 'repository_access', value: 'subset' },
};

function isByChoice(field: Field): field is ByChoice {
  return Object.hasOwn(choices, field);
}

/** What a classic token has none of. */
const ofFineGrained: ReadonlySet<Field> = new Set(['preset', 'permissions', 'repository_access', 'repositories']);

export function isClassic(answers: Answers): boolean {
  return answers.token_kind === 'classic';
}

/** Whether the form shows the field to somebody who answered this. */
export function isShown(field: Field, answers: Answers): boolean {
  if (ofFineGrained.has(field) && isClassic(answers)) return false;
  if (!isByChoice(field)) return true;
  const { field: chooser, value } = choices[field];
  const chosen = answers[chooser] ?? '';
  return (chosen === '' ? firstAnswers[chooser] : chosen) === value;
}

/** Without what the choices hide. */
export function shownAnswers(answers: Answers): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([field]) => isShown(field as Field, answers)));
}

/** Fields that a choice on the page needs, and that the page as it was sent did not have. */
export function missingFields(page: FormPage, answers: Answers, sent: readonly string[]): readonly Field[] {
  return fieldsOfPage[page].filter((field) => isByChoice(field) && isShown(field, answers) && !sent.includes(field));
}

function isEmpty(answer: FieldAnswer): boolean {
  return answer === null || answer === '' || (Array.isArray(answer) && answer.length === 0);
}

/** Whether anything was answered that would be lost. */
export function isBegun(answers: Answers): boolean {
  return Object.entries(answers).some(
    ([field, answer]) =>
      field !== 'organization' && field !== 'lifetime' && !isEmpty(answer) && answer !== firstAnswers[field],
  );
}
