import type { KnownBlock, RichTextElement } from '@slack/types';
import { unescapeMrkdwn } from '../mrkdwn.ts';
import { cut } from './cut.ts';

const longestSection = 3_000;
/** What mrkdwn takes for bold, italic, strike and code; none of our own sentences has any. */
const formats = /[*_~`]/;
const reference = /(<[^<>]*>)/;

function piece(text: string, isStrong: boolean): RichTextElement {
  const style = isStrong ? { style: { bold: true } } : {};
  const person = /^<@(\w+)>$/.exec(text)?.[1];
  if (person !== undefined) return { type: 'user', user_id: person, ...style };
  const channel = /^<#(\w+)>$/.exec(text)?.[1];
  if (channel !== undefined) return { type: 'channel', channel_id: channel, ...style };
  const [, timestamp, format, fallback] = /^<!date\^(\d+)\^([^|]*)\|(.*)>$/.exec(text) ?? [];
  if (timestamp !== undefined && format !== undefined) {
    return { type: 'date', timestamp: Number(timestamp), format, ...(fallback ? { fallback } : {}), ...style };
  }
  return { type: 'text', text: unescapeMrkdwn(text), ...style };
}

/**
 * One of our sentences. mrkdwn has no escape for its formatting, so a sentence that quotes a name like `*approved*` is laid out piece by
 * piece, where a text is only ever a text.
 */
export function sentence(text: string, isStrong = false): KnownBlock {
  const shown = cut(text, longestSection - 2);
  if (!shown.split(reference).some((part, index) => index % 2 === 0 && formats.test(part))) {
    return { type: 'section', text: { type: 'mrkdwn', text: isStrong ? `*${shown}*` : shown, verbatim: true } };
  }
  const pieces = shown.split(reference).filter((part) => part !== '');
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: pieces.map((part) => piece(part, isStrong)) }],
  };
}
