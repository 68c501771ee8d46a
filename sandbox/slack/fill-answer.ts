// What a person enters into a field, as the field's answer; and what Slack's own form refuses.
import { countCharacters, isObject, type JsonObject } from './check-value.ts';
import { limits } from './limits.ts';
import type { OfferedOption, SlackState } from './state.ts';
import { type Interactive, isEmptyAnswer } from './view-state.ts';

/** Text, a date, or the value of a choice; a list of values where several may be chosen. */
export type FieldValue = string | readonly string[];

/** The answer that this entry makes. Throws where Slack offers no such choice. */
export function answerFor(
  state: SlackState,
  { element, blockId }: Interactive,
  value: FieldValue,
  options: readonly OfferedOption[],
): unknown {
  const type = String(element.type);
  const isSeveral = type.startsWith('multi_') || type === 'checkboxes';
  const values = typeof value === 'string' ? (value === '' ? [] : [value]) : value;
  if (!isSeveral && values.length > 1) throw new Error(`${blockId} takes one answer, not ${values.length}`);
  const most = element.max_selected_items;
  if (typeof most === 'number' && values.length > most) throw new Error(`${blockId} takes ${most} answers at the most`);
  const answers = values.map((one) => answerOne(state, type, blockId, one, options));
  return isSeveral ? answers : (answers[0] ?? null);
}

function answerOne(
  state: SlackState,
  type: string,
  blockId: string,
  value: string,
  options: readonly OfferedOption[],
): unknown {
  const known = (isKnown: boolean): string => {
    if (!isKnown) throw new Error(`${blockId} offers no ${value}`);
    return value;
  };
  switch (type) {
    case 'datetimepicker':
      return Number(value);
    case 'rich_text_input':
      return {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: value }] }],
      };
    case 'users_select':
    case 'multi_users_select':
      return known(state.people.has(value));
    case 'conversations_select':
    case 'multi_conversations_select':
    case 'channels_select':
    case 'multi_channels_select':
      return known(state.channels.has(value));
    case 'static_select':
    case 'multi_static_select':
    case 'external_select':
    case 'multi_external_select':
    case 'radio_buttons':
    case 'checkboxes':
    case 'overflow': {
      const option = options.find((offered) => offered.value === value);
      if (option !== undefined) return option;
      const offered = options.map((one) => one.value).join(', ');
      throw new Error(`${blockId} does not offer ${value}; it offers ${offered === '' ? 'nothing' : offered}`);
    }
    default:
      return value;
  }
}

/** The options that stand in the element itself, groups flattened. */
export function ownOptions(element: JsonObject): readonly OfferedOption[] {
  const groups: unknown[] = Array.isArray(element.option_groups) ? element.option_groups : [];
  const grouped = groups.flatMap((group) => (isObject(group) && Array.isArray(group.options) ? group.options : []));
  return [...(Array.isArray(element.options) ? element.options : []), ...grouped] as OfferedOption[];
}

/** Why Slack's form does not let this be submitted, or nothing. */
export function refuseAnswer({ block, element }: Interactive, answer: unknown): string | undefined {
  if (block.type !== 'input') return undefined;
  if (isEmptyAnswer(answer)) return block.optional === true ? undefined : 'Please complete this required field';
  const text = String(answer);
  switch (element.type) {
    case 'plain_text_input': {
      const [least, most] = [Number(element.min_length ?? 0), Number(element.max_length ?? limits.inputMaxLength)];
      if (countCharacters(text) < least) return `Please enter at least ${least} characters`;
      return countCharacters(text) > most ? `Please enter at most ${most} characters` : undefined;
    }
    case 'datepicker':
      return isDate(text) ? undefined : 'Please enter a valid date';
    case 'timepicker':
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? undefined : 'Please enter a valid time';
    case 'datetimepicker':
      return /^\d{10}$/.test(text) ? undefined : 'Please enter a valid date and time';
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? undefined : 'Please enter a valid email address';
    case 'url_text_input':
      return URL.canParse(text) ? undefined : 'Please enter a valid URL';
    case 'number_input':
      return refuseNumber(element, text);
    default:
      return undefined;
  }
}

function refuseNumber(element: JsonObject, text: string): string | undefined {
  const number = Number(text);
  if (!Number.isFinite(number)) return 'Please enter a number';
  if (element.is_decimal_allowed !== true && !Number.isInteger(number)) return 'Please enter a whole number';
  if (element.min_value !== undefined && number < Number(element.min_value)) return `At least ${element.min_value}`;
  if (element.max_value !== undefined && number > Number(element.max_value)) return `At most ${element.max_value}`;
  return undefined;
}

/** 2026-02-30 is like a date and is none. */
function isDate(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
