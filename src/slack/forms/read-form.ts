import type { Draft } from '../../domain/requests/token-request.ts';
import type { FormElement, FormState } from '../context.ts';

function answerOf(element: FormElement): string | readonly string[] | null {
  switch (element.type) {
    case 'plain_text_input':
      return element.value ?? null;
    case 'static_select':
    case 'radio_buttons':
      return element.selected_option?.value ?? null;
    case 'multi_external_select':
    case 'multi_static_select':
    case 'checkboxes':
      return (element.selected_options ?? []).map(({ value }) => value);
    case 'users_select':
      return element.selected_user ?? null;
    case 'datepicker':
      return element.selected_date ?? null;
    default:
      return null;
  }
}

/** A form's answers by field: an input's block_id is the field's name. */
export function readForm(values: FormState): Draft['answers'] {
  return Object.fromEntries(
    Object.entries(values).flatMap(([field, elements]) => {
      const element = Object.values(elements)[0];
      return element === undefined ? [] : [[field, answerOf(element)]];
    }),
  );
}
