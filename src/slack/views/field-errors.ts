import { redactCredentials } from '../../domain/credential.ts';
import type { Field, FieldProblems } from '../../domain/requests/field-problem.ts';
import type { Wording } from '../../wording/wording.ts';
import type { FormState } from '../context.ts';

/**
 * Errors by block_id. One whose field is not on the page would break the modal: it is shown at the page's first field, named.
 */
export function fieldErrors(wording: Wording, problems: FieldProblems, shown: FormState): Record<string, string> {
  const errors: Record<string, string> = {};
  const [first] = Object.keys(shown);
  for (const [field, problem] of Object.entries(problems)) {
    const sentence = redactCredentials(wording.fieldProblem(problem));
    if (field in shown) errors[field] = sentence;
    else if (first !== undefined) errors[first] ??= `${wording.label(field as Field)}: ${sentence}`;
  }
  return errors;
}
