import type { KnownBlock, RichTextElement } from '@slack/types';
import { lively, reference, unescapeMrkdwn } from '../mrkdwn.ts';
import { cut } from './cut.ts';

const longestSection = 3_000;
const longestHeading = 150;

function piece(text: string, isStrong: boolean): RichTextElement {
  const style = isStrong ? { style: { bold: true } } : {};
  const person = /^<@(\w+)>$/.exec(text)?.[1];
  if (person !== undefined) return { type: 'user', user_id: person, ...style };
  const channel = /^<#(\w+)>$/.exec(text)?.[1];
  if (channel !== undefined) return { type: 'channel', channel_id: channel, ...style };
  const [, url, label] = /^<(https:[^|]+)\|(.*)>$/.exec(text) ?? [];
  if (url !== undefined && label !== undefined) return { type: 'link', url, text: label, ...style };
  const [, timestamp, format, fallback] = /^<!date\^(\d+)\^([^|]*)\|(.*)>$/.exec(text) ?? [];
  if (timestamp !== undefined && format !== undefined) {
    return { type: 'date', timestamp: Number(timestamp), format, ...(fallback ? { fallback } : {}), ...style };
  }
  return { type: 'text', text: unescapeMrkdwn(text), ...style };
}

function comesAlive(text: string): boolean {
  return text.split(reference).some((part, index) => index % 2 === 0 && lively.test(part));
}

/**
 * One of our sentences. mrkdwn has no escape for its formatting and its emoji codes, so a sentence that quotes a name like `*approved*` or
 * `:tada:` is laid out piece by piece, where a text is only ever a text.
 */
export function sentence(text: string, isStrong = false): KnownBlock {
  const shown = cut(text, longestSection - 2);
  return comesAlive(shown)
    ? inPieces(shown, isStrong)
    : { type: 'section', text: { type: 'mrkdwn', text: isStrong ? `*${shown}*` : shown, verbatim: true } };
}

/** A sentence of ours alone, with nobody's words in it: Slack's headings are plain text, and short. */
export function alarm(text: string): KnownBlock {
  return text.length > longestHeading
    ? sentence(text, true)
    : { type: 'header', text: { type: 'plain_text', text, emoji: false } };
}

/** A sentence in small letters, which only mrkdwn has. */
export function small(text: string): KnownBlock {
  const shown = cut(text, longestSection);
  return comesAlive(shown)
    ? inPieces(shown, false)
    : { type: 'context', elements: [{ type: 'mrkdwn', text: shown, verbatim: true }] };
}

function inPieces(shown: string, isStrong: boolean): KnownBlock {
  const pieces = shown.split(reference).filter((part) => part !== '');
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: pieces.map((part) => piece(part, isStrong)) }],
  };
}
