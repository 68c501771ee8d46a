import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { echoed } from '../../domain/credential.ts';
import type { AdjustChoices } from '../../domain/requests/adjust-form.ts';
import type { Field } from '../../domain/requests/field-problem.ts';
import { longest } from '../../domain/requests/request-form.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import type { Wording } from '../../wording/wording.ts';
import { blocksOf } from './layout.ts';
import { modal, plain } from './modal.ts';
import { repositoryOption } from './options.ts';

/** What Slack takes in a list of options; more stand in several groups. */
const mostOptions = 100;
const longestLabel = 75;

type Opened = { readonly request: TokenRequest; readonly choices: AdjustChoices };

function input(field: Field, element: InputBlock['element'], wording: Wording, hint?: string): InputBlock {
  return {
    type: 'input',
    block_id: field,
    label: plain(wording.label(field)),
    element,
    ...(hint === undefined ? {} : { hint: plain(hint) }),
  };
}

function several(
  field: Field,
  options: readonly PlainTextOption[],
  chosen: readonly PlainTextOption[],
  wording: Wording,
): InputBlock {
  const groups = Array.from({ length: Math.ceil(options.length / mostOptions) }, (_, group) => ({
    label: plain(wording.label(field)),
    options: options.slice(group * mostOptions, (group + 1) * mostOptions),
  }));
  return input(
    field,
    {
      type: 'multi_static_select',
      action_id: field,
      placeholder: plain(wording.placeholder.choose),
      ...(groups.length > 1 ? { option_groups: groups } : { options: [...options] }),
      ...(chosen.length > 0 ? { initial_options: [...chosen] } : {}),
    },
    wording,
  );
}

function one(field: Field, options: readonly PlainTextOption[], chosen: string, wording: Wording): InputBlock {
  const initial = options.find(({ value }) => value === chosen);
  return input(
    field,
    {
      type: 'static_select',
      action_id: field,
      placeholder: plain(wording.placeholder.choose),
      options: [...options],
      ...(initial === undefined ? {} : { initial_option: initial }),
    },
    wording,
  );
}

function permissionInput({ permissions, asked }: AdjustChoices, wording: Wording): InputBlock[] {
  const options = [...permissions].map(([value, { group, name, level }]) => ({
    text: plain(echoed(wording.permission(group, name, level), longestLabel)),
    value,
  }));
  const chosen = options.filter(({ value }) => asked.includes(value));
  return options.length === 0 ? [] : [several('permissions', options, chosen, wording)];
}

function repositoryInputs({ request, choices }: Opened, wording: Wording): KnownBlock[] {
  const { selections, repositories, hidden } = choices;
  if (selections.length <= 1) return [];
  const selected = request.scope.access.selection;
  const options = selections.map((value) => ({ text: plain(wording.accessOption(value)), value }));
  const access = one('repository_access', options, selected, wording);
  if (repositories === null) {
    const element = {
      type: 'multi_external_select',
      action_id: 'repositories',
      placeholder: plain(wording.placeholder.search),
      min_query_length: 0,
    } as const;
    return [access, { ...input('repositories', element, wording, wording.adjustAll), optional: true }];
  }
  const seen = repositories.map(({ name }) => repositoryOption(name));
  const note = hidden > 0 ? blocksOf([{ note: wording.adjustHidden(hidden) }]) : [];
  if (seen.length === 0) return [access, ...note];
  return [access, { ...several('repositories', seen, seen, wording), optional: true }, ...note];
}

function lifetimeInput({ lifetimes, lastDay }: AdjustChoices, wording: Wording): InputBlock[] {
  if (lastDay !== null) {
    return [input('expires_on', { type: 'datepicker', action_id: 'expires_on', initial_date: lastDay }, wording)];
  }
  const asked = lifetimes.at(-1);
  const options = lifetimes.map((value) => ({ text: plain(wording.lifetimeOption(value)), value }));
  return lifetimes.length <= 1 || asked === undefined ? [] : [one('lifetime', options, asked, wording)];
}

/** What was asked, each thing with all that is less; nothing more can be chosen. */
export function adjustView(value: string, opened: Opened, wording: Wording): ModalView {
  const { choices } = opened;
  const reason = {
    type: 'plain_text_input',
    action_id: 'reason',
    multiline: true,
    max_length: longest.reason,
  } as const;
  return modal({
    callbackId: 'adjust_request',
    title: wording.adjustTitle,
    submit: wording.adjustSubmit,
    close: wording.cancel,
    metadata: { adjusted: value },
    blocks: [
      ...blocksOf([{ say: wording.adjustIntro }]),
      ...permissionInput(choices, wording),
      ...repositoryInputs(opened, wording),
      ...lifetimeInput(choices, wording),
      input('reason', reason, wording, wording.adjustReasonHint),
    ],
  });
}
