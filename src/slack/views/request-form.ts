import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import type { OrganizationPolicy } from '../../domain/policy/policy.ts';
import type { Field } from '../../domain/requests/field-problem.ts';
import { forOneself } from '../../domain/requests/machine-user.ts';
import { longest, offeredLifetimes } from '../../domain/requests/request-form.ts';
import type { Draft } from '../../domain/requests/token-request.ts';
import { findPermission } from '../../domain/scope/permission-catalogue.ts';
import type { Wording } from '../../wording/wording.ts';
import { modal, plain } from './modal.ts';
import { permissionOption, repositoryOption } from './options.ts';

export type RequestForm = {
  readonly draftId: string;
  readonly answers: Draft['answers'];
  readonly organizations: readonly OrganizationPolicy[];
  readonly chosen: OrganizationPolicy;
  /** Logins of the machine users that they may ask for. */
  readonly machineUsers: readonly string[];
};

type Inputs = {
  readonly text: (
    field: Field & keyof typeof longest,
    more?: { isOptional?: boolean; isMultiline?: boolean },
  ) => InputBlock;
  readonly select: (field: Field, options: readonly PlainTextOption[], unlessGiven?: string) => InputBlock;
  readonly search: (field: Field, chosen: readonly PlainTextOption[]) => InputBlock;
  readonly day: (field: Field) => InputBlock;
};

/** The inputs of a page: an input's block_id and its element's action_id are the field's name. */
function inputsOf(answers: Draft['answers'], wording: Wording): Inputs {
  const given = (field: Field): string | undefined => {
    const answer = answers[field];
    return typeof answer === 'string' && answer !== '' ? answer : undefined;
  };
  const input = (field: Field, element: InputBlock['element'], isOptional: boolean): InputBlock => {
    const hint = wording.hint(field);
    return {
      type: 'input',
      block_id: field,
      label: plain(wording.label(field)),
      optional: isOptional,
      element,
      ...(hint === null ? {} : { hint: plain(hint) }),
    };
  };
  return {
    text: (field, { isOptional = false, isMultiline = false } = {}) => {
      const before = given(field);
      return input(
        field,
        {
          type: 'plain_text_input',
          action_id: field,
          multiline: isMultiline,
          max_length: longest[field],
          ...(before === undefined ? {} : { initial_value: before }),
        },
        isOptional,
      );
    },
    select: (field, options, unlessGiven) => {
      const before = options.find(({ value }) => value === (given(field) ?? unlessGiven));
      return input(
        field,
        {
          type: 'static_select',
          action_id: field,
          placeholder: plain(wording.placeholder.choose),
          options: [...options],
          ...(before === undefined ? {} : { initial_option: before }),
        },
        false,
      );
    },
    search: (field, chosen) =>
      input(
        field,
        {
          type: 'multi_external_select',
          action_id: field,
          placeholder: plain(wording.placeholder.search),
          min_query_length: 0,
          ...(chosen.length === 0 ? {} : { initial_options: [...chosen] }),
        },
        true,
      ),
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
        true,
      );
    },
  };
}

function listGiven(answers: Draft['answers'], field: Field): readonly string[] {
  const answer = answers[field];
  return Array.isArray(answer) ? answer : [];
}

/** One page of the form. What was answered before stands there again. */
export function requestFormView(page: 1 | 2, form: RequestForm, wording: Wording): ModalView {
  const { text, select, search, day } = inputsOf(form.answers, wording);
  const option = (value: string, label: string): PlainTextOption => ({ text: plain(label), value });
  const organizations = form.organizations.map(({ login }) => option(login, login));
  const first = (): InputBlock[] => [
    ...(organizations.length > 1 ? [select('organization', organizations)] : []),
    ...(form.machineUsers.length === 0
      ? []
      : [
          select(
            'machine_user',
            [
              option(forOneself, wording.forMe),
              ...form.machineUsers.map((login) => option(login, wording.forMachineUser(login))),
            ],
            forOneself,
          ),
        ]),
    text('purpose'),
    text('token_name'),
    text('description', { isOptional: true, isMultiline: true }),
    select(
      'lifetime',
      offeredLifetimes(form.chosen).map((value) => option(value, wording.lifetimeOption(value))),
    ),
    day('expires_on'),
  ];
  const second = (): InputBlock[] => [
    select(
      'repository_access',
      (['subset', 'all', 'none'] as const).map((value) => option(value, wording.accessOption(value))),
    ),
    search('repositories', listGiven(form.answers, 'repositories').map(repositoryOption)),
    search(
      'permissions',
      listGiven(form.answers, 'permissions').flatMap((value) => {
        const group = findPermission(value.split(':')[0] ?? '')?.group;
        return group === undefined ? [] : [permissionOption(group, value, wording)];
      }),
    ),
    text('justification', { isMultiline: true }),
  ];
  return modal({
    callbackId: 'request_token',
    title: wording.formTitle(page),
    submit: wording.next,
    close: page === 1 ? wording.cancel : wording.back,
    metadata: { draftId: form.draftId, page },
    blocks: page === 1 ? first() : second(),
  });
}
