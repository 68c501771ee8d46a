// `view.state.values` and a message's `state.values`: what each input holds, empties as null or [].
import type { KnownBlock } from '@slack/types';
import { isObject, type JsonObject } from './check-value.ts';
import type { ElementState, StateValues } from './state.ts';

/** The field that an element's answer stands in, what it is when empty, and the field that gives its first value. */
type Holder = { readonly field: string; readonly empty: null | readonly []; readonly initial: string };
const single = (field: string, initial: string): Holder => ({ field, initial, empty: null });
const several = (field: string, initial: string): Holder => ({ field, initial, empty: [] });

const holders: Readonly<Record<string, Holder>> = {
  plain_text_input: single('value', 'initial_value'),
  email_text_input: single('value', 'initial_value'),
  url_text_input: single('value', 'initial_value'),
  number_input: single('value', 'initial_value'),
  rich_text_input: single('rich_text_value', 'initial_value'),
  datepicker: single('selected_date', 'initial_date'),
  timepicker: single('selected_time', 'initial_time'),
  datetimepicker: single('selected_date_time', 'initial_date_time'),
  static_select: single('selected_option', 'initial_option'),
  external_select: single('selected_option', 'initial_option'),
  radio_buttons: single('selected_option', 'initial_option'),
  users_select: single('selected_user', 'initial_user'),
  conversations_select: single('selected_conversation', 'initial_conversation'),
  channels_select: single('selected_channel', 'initial_channel'),
  checkboxes: several('selected_options', 'initial_options'),
  multi_static_select: several('selected_options', 'initial_options'),
  multi_external_select: several('selected_options', 'initial_options'),
  multi_users_select: several('selected_users', 'initial_users'),
  multi_conversations_select: several('selected_conversations', 'initial_conversations'),
  multi_channels_select: several('selected_channels', 'initial_channels'),
  file_input: several('files', 'initial_files'),
};

export type Interactive = { readonly blockId: string; readonly block: JsonObject; readonly element: JsonObject };

/** Everything in the blocks that has an action_id. */
export function interactiveElements(blocks: readonly KnownBlock[]): readonly Interactive[] {
  return blocks.flatMap((known) => {
    const block: JsonObject = { ...known };
    const listed: unknown[] = Array.isArray(block.elements) ? block.elements : [];
    return [block.element, block.accessory, ...listed].flatMap((element) =>
      isObject(element) && typeof element.action_id === 'string'
        ? [{ blockId: String(block.block_id), block, element }]
        : [],
    );
  });
}

export function isHolding(elementType: unknown): boolean {
  return holders[String(elementType)] !== undefined;
}

/** The state of an element that holds this answer; its empty state without one. */
export function elementState(element: JsonObject, answer?: unknown): ElementState {
  const type = String(element.type);
  const holder = holders[type];
  return holder === undefined ? { type } : { type, [holder.field]: answer ?? holder.empty };
}

export function answerIn(state: ElementState): unknown {
  const holder = holders[state.type];
  return holder === undefined ? undefined : state[holder.field];
}

export function isEmptyAnswer(answer: unknown): boolean {
  return answer === null || answer === undefined || answer === '' || (Array.isArray(answer) && answer.length === 0);
}

/** What the elements hold: kept where block_id, action_id and type stayed the same, else what they start with. */
export function readValues(blocks: readonly KnownBlock[], kept: StateValues = {}): StateValues {
  const values: Record<string, Record<string, ElementState>> = {};
  for (const { blockId, element } of interactiveElements(blocks)) {
    if (!isHolding(element.type)) continue;
    const actionId = String(element.action_id);
    const before = kept[blockId]?.[actionId];
    const first = elementState(element, element[holders[String(element.type)]?.initial ?? '']);
    const block = values[blockId] ?? {};
    values[blockId] = block;
    block[actionId] = before !== undefined && before.type === element.type ? before : first;
  }
  return values;
}
