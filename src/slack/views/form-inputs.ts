import type { InputBlock, PlainTextOption } from '@slack/types';
import type { Field } from '../../domain/requests/field-problem.ts';
import type { Answers } from '../../domain/requests/form-fields.ts';
import { longest } from '../../domain/requests/request-form.ts';
import type { Wording } from '../../wording/wording.ts';
import { plain } from './modal.ts';

type More = { readonly isOptional?: boolean; readonly hint?: string };

export type Inputs = {
  readonly text: (field: Field & keyof typeof longest, more?: More & { readonly isMultiline?: boolean }) => InputBlock;
  /** The bot is told of the choice at once. */
  readonly choice: (
    field: Field,
    options: readonly PlainTextOption[],
    more?: More & { readonly unlessGiven?: string },
  ) => InputBlock;
  /** Type-ahead. What was found is kept at once too. */
  readonly search: (field: Field, chosen: readonly PlainTextOption[]) => InputBlock;
  readonly day: (field: Field) => InputBlock;
  /** Somebody of the workspace, or nobody. */
  readonly person: (field: Field) => InputBlock;
};

export function listGiven(answers: Answers, field: Field): readonly string[] {
  const answer = answers[field];
  return Array.isArray(answer) ? answer : [];
}

/** The inputs of a form: an input's block_id and its element's action_id are the field's name. What was answered stands there again. */
export function inputsOf(answers: Answers, wording: Wording): Inputs {
  const given = (field: Field): string | undefined => {
    const answer = answers[field];
    return typeof answer === 'string' && answer !== '' ? answer : undefined;
  };
  const input = (
    field: Field,
    element: InputBlock['element'],
    { isOptional = false, hint = wording.hint(field) ?? undefined }: More,
  ): InputBlock => ({
    type: 'input',
    block_id: field,
    label: plain(wording.question(field)),
    optional: isOptional,
    element,
    ...(hint === undefined ? {} : { hint: plain(hint) }),
  });
  return {
    text: (field, { isMultiline = false, ...more } = {}) => {
      // What Slack would not take is shown as far as it goes.
      const before = given(field)?.slice(0, longest[field]);
      return input(
        field,
        {
          type: 'plain_text_input',
          action_id: field,
          multiline: isMultiline,
          max_length: longest[field],
          ...(before === undefined ? {} : { initial_value: before }),
        },
        more,
      );
    },
    choice: (field, options, { unlessGiven, ...more } = {}) => {
      const before = options.find(({ value }) => value === (given(field) ?? unlessGiven));
      const block = input(
        field,
        {
          type: 'static_select',
          action_id: field,
          placeholder: plain(wording.placeholder.choose),
          options: [...options],
          ...(before === undefined ? {} : { initial_option: before }),
        },
        more,
      );
      return { ...block, dispatch_action: true };
    },
    search: (field, chosen) => {
      const block = input(
        field,
        {
          type: 'multi_external_select',
          action_id: field,
          placeholder: plain(wording.placeholder.search),
          min_query_length: 0,
          ...(chosen.length === 0 ? {} : { initial_options: [...chosen] }),
        },
        {},
      );
      return { ...block, dispatch_action: true };
    },
    person: (field) => {
      const before = given(field);
      return input(
        field,
        {
          type: 'users_select',
          action_id: field,
          placeholder: plain(wording.placeholder.person),
          ...(before === undefined ? {} : { initial_user: before }),
        },
        { isOptional: true },
      );
    },
    day: (field) => {
      const before = given(field);
      return input(
        field,
        {
          type: 'datepicker',
          action_id: field,
          placeholder: plain(wording.placeholder.day),
          ...(before === undefined ? {} : { initial_date: before }),
        },
        {},
      );
    },
  };
}
