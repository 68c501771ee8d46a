// Whether Slack would take this view, and whether it would take these options for a type-ahead.
import { checkBlocks } from './check-blocks.ts';
import { checkFields, checkValue, type Fields, isObject, type Problem } from './check-value.ts';
import { limits } from './limits.ts';
import { flag, list, oneOf, option, optional, optionGroups, plain, required, string } from './rules.ts';

const everyView: Fields = {
  type: required(oneOf('modal', 'home')),
  private_metadata: optional(string(limits.privateMetadata)),
  callback_id: optional(string(limits.callbackId)),
  external_id: optional(string(limits.externalId)),
};
const modal: Fields = {
  ...everyView,
  title: required(plain(limits.viewTitle)),
  submit: optional(plain(limits.viewSubmit)),
  close: optional(plain(limits.viewClose)),
  clear_on_close: optional(flag),
  notify_on_close: optional(flag),
};

export function checkView(view: unknown, surface: 'modal' | 'home', pointer = '/view'): readonly Problem[] {
  if (!isObject(view)) return [{ pointer, message: 'must provide an object' }];
  if (view.type !== surface) return [{ pointer: `${pointer}/type`, message: `must be ${surface}` }];
  const blocks = view.blocks;
  const problems: Problem[] = [
    ...checkFields(surface === 'modal' ? modal : everyView, view, pointer, ['blocks']),
    ...checkBlocks(blocks, surface, `${pointer}/blocks`),
  ];
  const asks = Array.isArray(blocks) && blocks.some((block) => isObject(block) && block.type === 'input');
  if (surface === 'modal' && asks && view.submit === undefined) {
    problems.push({ pointer, message: 'missing required field: submit, since there is an input block' });
  }
  return problems;
}

/** The answer to a `block_suggestion`: one of `options` and `option_groups`, a hundred each at the most. */
export function checkOptionsAnswer(answer: unknown): readonly Problem[] {
  if (!isObject(answer)) return [{ pointer: '', message: 'must provide an object' }];
  const given = ['options', 'option_groups'].filter((field) => answer[field] !== undefined);
  if (given.length !== 1) return [{ pointer: '', message: 'must have either options or option_groups' }];
  return answer.options === undefined
    ? checkValue(optionGroupsOrNone, answer.option_groups, '/option_groups')
    : checkValue(list(option, limits.optionsInSelect), answer.options, '/options');
}

// An answer may be empty; a select in a view may not.
const optionGroupsOrNone = optionGroups.kind === 'list' ? list(optionGroups.of, limits.groupsInSelect) : optionGroups;
