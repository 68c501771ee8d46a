// The words in which block and element shapes are written down.
import type { Field, Fields, Rule } from './check-value.ts';
import { limits } from './limits.ts';

export const required = (rule: Rule): Field => ({ rule, isRequired: true });
export const optional = (rule: Rule): Field => ({ rule });

export const anything: Rule = { kind: 'any' };
export const flag: Rule = { kind: 'boolean' };
export const someText: Rule = { kind: 'string', min: 1 };
export const string = (max: number, min = 0): Rule => ({ kind: 'string', max, min });
export const oneOf = (...oneOf: string[]): Rule => ({ kind: 'string', oneOf });
export const like = (pattern: RegExp): Rule => ({ kind: 'string', like: pattern });
export const integer = (min?: number, max?: number): Rule => ({
  kind: 'integer',
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
});
export const url = (max: number): Rule => ({ kind: 'url', max });
export const plain = (max: number): Rule => ({ kind: 'text', max, only: 'plain_text' });
export const mrkdwn = (max: number): Rule => ({ kind: 'text', max, only: 'mrkdwn' });
export const text = (max: number): Rule => ({ kind: 'text', max });
export const list = (of: Rule, max?: number, min?: number): Rule => ({
  kind: 'list',
  of,
  ...(max === undefined ? {} : { max }),
  ...(min === undefined ? {} : { min }),
});
export const object = (fields: Fields): Rule => ({ kind: 'object', fields });

const optionFields = (label: Rule): Fields => ({
  text: required(label),
  value: required(string(limits.optionValue, 1)),
  description: optional(plain(limits.optionDescription)),
});

/** An option of a menu; radio buttons and checkboxes alone may have mrkdwn. */
export const option: Rule = object(optionFields(plain(limits.optionText)));
export const richOption: Rule = object({
  ...optionFields(text(limits.optionText)),
  description: optional(text(limits.optionDescription)),
});
export const overflowOption: Rule = object({
  ...optionFields(plain(limits.optionText)),
  url: optional(url(limits.optionUrl)),
});
export const options: Rule = list(option, limits.optionsInSelect, 1);
export const optionGroups: Rule = list(
  object({ label: required(plain(limits.groupLabel)), options: required(list(option, limits.optionsInGroup)) }),
  limits.groupsInSelect,
  1,
);
export const confirmation: Rule = object({
  title: optional(plain(limits.confirmTitle)),
  text: required(text(limits.confirmText)),
  confirm: optional(plain(limits.confirmButton)),
  deny: optional(plain(limits.confirmDenyButton)),
  style: optional(oneOf('primary', 'danger')),
});
