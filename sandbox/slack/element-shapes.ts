// Every block element Slack knows, field by field.
import type { Fields } from './check-value.ts';
import { limits } from './limits.ts';
import {
  anything,
  confirmation,
  flag,
  integer,
  like,
  list,
  object,
  oneOf,
  option,
  optional,
  optionGroups,
  options,
  overflowOption,
  plain,
  required,
  richOption,
  someText,
  string,
  url,
} from './rules.ts';

const actionable: Fields = { action_id: optional(string(limits.actionId, 1)) };
const confirmable: Fields = { ...actionable, confirm: optional(confirmation) };
const focusable: Fields = { focus_on_load: optional(flag) };
const placeholdable: Fields = { placeholder: optional(plain(limits.placeholder)) };
const typed: Fields = {
  ...actionable,
  ...focusable,
  ...placeholdable,
  dispatch_action_config: optional(
    object({ trigger_actions_on: optional(list(oneOf('on_enter_pressed', 'on_character_entered'), 2, 1)) }),
  ),
};
const menu: Fields = { ...confirmable, ...focusable, ...placeholdable };
const multi: Fields = { ...menu, max_selected_items: optional(integer(1)) };
const staticOptions: Fields = { options: optional(options), option_groups: optional(optionGroups) };
const externalOptions: Fields = { min_query_length: optional(integer(0)) };
const filtered: Fields = {
  default_to_current_conversation: optional(flag),
  filter: optional(
    object({
      include: optional(list(oneOf('im', 'mpim', 'private', 'public'), 4, 1)),
      exclude_external_shared_channels: optional(flag),
      exclude_bot_users: optional(flag),
    }),
  ),
};
const responding: Fields = { response_url_enabled: optional(flag) };
const labelled: Fields = { accessibility_label: optional(string(limits.accessibilityLabel)) };
const feedback = object({
  text: required(plain(limits.buttonText)),
  value: required(string(limits.buttonValue)),
  ...labelled,
});

export const elementShapes: Readonly<Record<string, Fields>> = {
  button: {
    ...confirmable,
    ...labelled,
    text: required(plain(limits.buttonText)),
    value: optional(string(limits.buttonValue)),
    url: optional(url(limits.buttonUrl)),
    style: optional(oneOf('primary', 'danger')),
  },
  workflow_button: {
    ...confirmable,
    ...labelled,
    text: required(plain(limits.buttonText)),
    workflow: required(anything),
    style: optional(oneOf('primary', 'danger')),
  },
  icon_button: {
    ...confirmable,
    ...labelled,
    icon: required(someText),
    text: required(plain(limits.buttonText)),
    value: optional(string(limits.buttonValue)),
    visible_to_user_ids: optional(list(someText)),
  },
  feedback_buttons: { ...actionable, positive_button: required(feedback), negative_button: required(feedback) },
  checkboxes: {
    ...confirmable,
    ...focusable,
    options: required(list(richOption, limits.checkboxOptions, 1)),
    initial_options: optional(list(richOption, limits.checkboxOptions, 1)),
  },
  radio_buttons: {
    ...confirmable,
    ...focusable,
    options: required(list(richOption, limits.radioOptions, 1)),
    initial_option: optional(richOption),
  },
  overflow: { ...confirmable, options: required(list(overflowOption, limits.overflowOptions, 1)) },
  static_select: { ...menu, ...staticOptions, initial_option: optional(option) },
  external_select: { ...menu, ...externalOptions, initial_option: optional(option) },
  users_select: { ...menu, initial_user: optional(someText) },
  conversations_select: { ...menu, ...filtered, ...responding, initial_conversation: optional(someText) },
  channels_select: { ...menu, ...responding, initial_channel: optional(someText) },
  multi_static_select: {
    ...multi,
    ...staticOptions,
    initial_options: optional(list(option, limits.optionsInSelect, 1)),
  },
  multi_external_select: {
    ...multi,
    ...externalOptions,
    initial_options: optional(list(option, limits.optionsInSelect, 1)),
  },
  multi_users_select: { ...multi, initial_users: optional(list(someText)) },
  multi_conversations_select: { ...multi, ...filtered, initial_conversations: optional(list(someText)) },
  multi_channels_select: { ...multi, initial_channels: optional(list(someText)) },
  datepicker: { ...menu, initial_date: optional(like(/^\d{4}-\d{2}-\d{2}$/)) },
  timepicker: {
    ...menu,
    initial_time: optional(like(/^([01]\d|2[0-3]):[0-5]\d$/)),
    timezone: optional(someText),
  },
  datetimepicker: {
    ...confirmable,
    ...focusable,
    initial_date_time: optional(integer(1_000_000_000, 9_999_999_999)),
  },
  plain_text_input: {
    ...typed,
    initial_value: optional(string(limits.inputMaxLength)),
    multiline: optional(flag),
    min_length: optional(integer(0, limits.inputMinLength)),
    max_length: optional(integer(1, limits.inputMaxLength)),
  },
  email_text_input: { ...typed, initial_value: optional(someText) },
  url_text_input: { ...typed, initial_value: optional(someText) },
  number_input: {
    ...typed,
    is_decimal_allowed: required(flag),
    initial_value: optional(someText),
    min_value: optional(someText),
    max_value: optional(someText),
  },
  rich_text_input: {
    ...typed,
    initial_value: optional(anything),
    min_lines: optional(integer(1, limits.richTextLines)),
    max_lines: optional(integer(1, limits.richTextLines)),
  },
  file_input: {
    ...actionable,
    filetypes: optional(list(someText)),
    max_files: optional(integer(1, limits.filesInInput)),
  },
  image: {
    alt_text: required(string(limits.altText, 1)),
    image_url: optional(url(limits.imageUrl)),
    slack_file: optional(anything),
  },
};

const pickers = ['datepicker', 'timepicker', 'radio_buttons', 'checkboxes'];
const menus = ['static_select', 'external_select', 'users_select', 'conversations_select', 'channels_select'];
const multiMenus = menus.map((type) => `multi_${type}`);

/** Which elements may stand where. */
export const elementsIn = {
  actions: [
    ...['button', 'workflow_button', 'overflow', 'datetimepicker', 'rich_text_input'],
    ...[...pickers, ...menus, ...multiMenus],
  ],
  accessory: ['button', 'workflow_button', 'overflow', 'image', ...pickers, ...menus, ...multiMenus],
  input: [
    ...['plain_text_input', 'email_text_input', 'url_text_input', 'number_input', 'rich_text_input', 'file_input'],
    ...['datetimepicker', ...pickers, ...menus, ...multiMenus],
  ],
  contextActions: ['feedback_buttons', 'icon_button'],
} as const;
