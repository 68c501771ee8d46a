// What may stand in a rich_text block.
import type { Fields, Rule } from './check-value.ts';
import { limits } from './limits.ts';
import { anything, flag, integer, list, object, oneOf, optional, required, someText, url } from './rules.ts';

const styled: Fields = {
  style: optional(
    object({
      ...{ bold: optional(flag), code: optional(flag), italic: optional(flag) },
      ...{ strike: optional(flag), underline: optional(flag) },
    }),
  ),
};
const pieces: Readonly<Record<string, Fields>> = {
  text: { ...styled, text: required(someText) },
  link: { ...styled, url: required(url(limits.buttonUrl)), text: optional(someText), unsafe: optional(flag) },
  user: { ...styled, user_id: required(someText) },
  usergroup: { ...styled, usergroup_id: required(someText) },
  channel: { ...styled, channel_id: required(someText) },
  team: { ...styled, team_id: required(someText) },
  broadcast: { ...styled, range: required(oneOf('here', 'channel', 'everyone')) },
  color: { ...styled, value: required(someText) },
  emoji: { ...styled, name: required(someText), unicode: optional(someText), url: optional(anything) },
  date: {
    ...styled,
    timestamp: required(integer(0)),
    format: required(someText),
    url: optional(url(limits.buttonUrl)),
    fallback: optional(someText),
  },
};
const anyPiece: Rule = { kind: 'variant', of: () => pieces };
const bordered: Fields = { border: optional(integer(0, 1)) };

const parts: Readonly<Record<string, Fields>> = {
  rich_text_section: { elements: required(list(anyPiece)) },
  rich_text_list: {
    ...bordered,
    style: required(oneOf('bullet', 'ordered')),
    indent: optional(integer(0, 8)),
    offset: optional(integer(0)),
    elements: required(list({ kind: 'variant', of: () => parts, only: ['rich_text_section'] })),
  },
  rich_text_quote: { ...bordered, elements: required(list(anyPiece)) },
  rich_text_preformatted: {
    ...bordered,
    language: optional(someText),
    elements: required(list({ kind: 'variant', of: () => pieces, only: ['text', 'link'] })),
  },
};

export const richTextParts: Rule = list({ kind: 'variant', of: () => parts });
