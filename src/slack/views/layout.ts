import type {
  ActionsBlock,
  Button,
  KnownBlock,
  RichTextBlock,
  RichTextBlockElement,
  RichTextElement,
} from '@slack/types';
import type { Wording } from '../../wording/wording.ts';
import { escapeMrkdwn, inertMrkdwn } from '../mrkdwn.ts';
import { bytesOf, cutToBytes } from './bytes.ts';
import { cleanParts, fitParts, leastRoom, type Room, rooms, wholeRoom } from './fit-parts.ts';
import type { Part, PlainPart } from './part.ts';
import { alarm, sentence, small } from './sentence.ts';

export type Rendered = { readonly text: string; readonly blocks: KnownBlock[] };

/**
 * What a message may have, in bytes. Slack's own limits are a little higher: 4,000 for the text of chat.update (`msg_too_long`), and for all
 * blocks together about 9,600 of text or 15,500 of JSON (`msg_blocks_too_long`, which no reference mentions).
 */
const mostText = 3_800;
const mostBlockText = 9_000;
const mostBlockJson = 14_000;
const mostBlocks = 50;
const mostButtonsPerRow = 25;

function factElements({
  fact,
  value,
  isOneLine,
  isCode = false,
}: Extract<PlainPart, { fact: string }>): RichTextBlockElement[] {
  const name = { type: 'text', text: `${fact}: `, style: { bold: true } } as const;
  const given = (text: string): RichTextElement => ({
    type: 'text',
    text,
    ...(isCode ? { style: { code: true } } : {}),
  });
  if (typeof value !== 'string' && isOneLine) {
    return [{ type: 'rich_text_section', elements: [name, given(value.join(', '))] }];
  }
  if (typeof value !== 'string') {
    return [
      { type: 'rich_text_section', elements: [name] },
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: value.map((item) => ({ type: 'rich_text_section', elements: [given(item)] })),
      },
    ];
  }
  // Several lines are set off, so that nothing a person wrote can look like a line of ours.
  if (value.includes('\n')) {
    return [
      { type: 'rich_text_section', elements: [name] },
      isCode
        ? { type: 'rich_text_preformatted', elements: [{ type: 'text', text: value }] }
        : { type: 'rich_text_quote', elements: [{ type: 'text', text: value }] },
    ];
  }
  return [{ type: 'rich_text_section', elements: [name, given(value)] }];
}

function linkElements({ linked, links }: Extract<PlainPart, { linked: string }>): RichTextBlockElement[] {
  return [
    {
      type: 'rich_text_section',
      elements: [{ type: 'text', text: `${linked}: `, style: { bold: true } }],
    },
    {
      type: 'rich_text_list',
      style: 'bullet',
      elements: links.map(({ text, url }) => ({
        type: 'rich_text_section',
        elements: [url === null ? { type: 'text', text } : { type: 'link', text, url }],
      })),
    },
  ];
}

function blockOf(part: Exclude<PlainPart, { fact: string } | { linked: string }>): KnownBlock {
  if ('say' in part) return sentence(part.say);
  if ('strong' in part) return sentence(part.strong, true);
  if ('note' in part) return small(part.note);
  if ('alarm' in part) return alarm(part.alarm);
  if ('row' in part) {
    return { type: 'section', text: { type: 'plain_text', text: part.row, emoji: false }, accessory: part.button };
  }
  if ('code' in part) {
    return {
      type: 'rich_text',
      elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: part.code }] }],
    };
  }
  const actions: ActionsBlock = { type: 'actions', elements: part.buttons.slice(0, mostButtonsPerRow) };
  return actions;
}

function newFacts(blocks: KnownBlock[]): RichTextBlock {
  const facts: RichTextBlock = { type: 'rich_text', elements: [] };
  blocks.push(facts);
  return facts;
}

/** Neighbouring facts share one block. */
function layOut(parts: readonly PlainPart[]): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let facts: RichTextBlock | null = null;
  for (const part of parts) {
    if ('fact' in part) {
      const empty = typeof part.value === 'string' ? part.value === '' : part.value.length === 0;
      if (empty) continue;
      facts ??= newFacts(blocks);
      // Slack sets neighbouring sections on one line; lists and quotes stand by themselves.
      const before = facts.elements.at(-1);
      if (before?.type === 'rich_text_section') before.elements.push({ type: 'text', text: '\n' });
      facts.elements.push(...factElements(part));
      continue;
    }
    if ('linked' in part) {
      facts ??= newFacts(blocks);
      facts.elements.push(...linkElements(part));
      continue;
    }
    if ('buttons' in part && part.buttons.length === 0) continue;
    facts = null;
    blocks.push(blockOf(part));
  }
  return blocks;
}

/** The blocks of a page: a modal has room for all of it. */
export function blocksOf(parts: readonly Part[]): KnownBlock[] {
  return layOut(fitParts(cleanParts(parts), wholeRoom, String));
}

function spoken(part: PlainPart, longestFact: number): string {
  if ('say' in part) return part.say;
  if ('strong' in part) return part.strong;
  if ('note' in part) return part.note;
  if ('alarm' in part) return part.alarm;
  if ('buttons' in part) return '';
  if ('row' in part) return escapeMrkdwn(part.row);
  if ('linked' in part) return `${part.linked}: ${escapeMrkdwn(part.links.map(({ text }) => text).join('; '))}`;
  if ('code' in part) return escapeMrkdwn(part.code);
  const { fact, value } = part;
  const shown = cutToBytes(typeof value === 'string' ? value : value.join('; '), longestFact);
  // Escaped, mentions and links of others are the text they are.
  return shown === '' ? '' : `${fact}: ${escapeMrkdwn(shown).replaceAll('\n', '\n> ')}`;
}

/** Where not everything fits, what others wrote gives way first, and then whole lines at the end: our own sentences stay whole. */
function textOf(parts: readonly PlainPart[]): string {
  const lines = (longestFact: number): readonly string[] =>
    parts.map((part) => inertMrkdwn(spoken(part, longestFact))).filter((line) => line !== '');
  for (const longestFact of [mostText, 1_000, 400, 150, 60]) {
    const text = lines(longestFact).join('\n');
    if (bytesOf(text) <= mostText) return text;
  }
  const kept: string[] = [];
  let bytes = bytesOf('…');
  for (const line of lines(60)) {
    bytes += bytesOf(line) + 1;
    if (bytes > mostText) break;
    kept.push(line);
  }
  return [...kept, '…'].join('\n');
}

function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'text' && typeof inner === 'string' ? [inner] : textsIn(inner),
  );
}

function isTaken(blocks: readonly KnownBlock[]): boolean {
  const json = bytesOf(JSON.stringify(blocks));
  if (json > mostBlockJson || blocks.length > mostBlocks) return false;
  // All of its text is in there: where the whole is no larger, there is nothing to be counted.
  return json <= mostBlockText || textsIn(blocks).reduce((sum, one) => sum + bytesOf(one), 0) <= mostBlockText;
}

type Fitted = Pick<Rendered, 'blocks'> & { readonly parts: readonly PlainPart[] };

function inRoom(clean: readonly Part[], room: Room, { moreListed }: Wording): Fitted {
  const parts = fitParts(clean, room, moreListed);
  return { parts, blocks: layOut(parts) };
}

function spokenToo({ parts, blocks }: Fitted): Rendered {
  return { text: textOf(parts), blocks };
}

/** In the most room that Slack gives. */
function inMostRoom(clean: readonly Part[], wording: Wording): Rendered {
  for (const room of rooms) {
    const version = inRoom(clean, room, wording);
    if (isTaken(version.blocks)) return spokenToo(version);
  }
  return inLeastRoom(clean, wording);
}

function inLeastRoom(clean: readonly Part[], wording: Wording): Rendered {
  return spokenToo(inRoom(clean, leastRoom, wording));
}

/**
 * A message in the most room that Slack gives. Screen readers read only the top-level text: it says all that the blocks say.
 * `short` is what is sent where Slack finds it too long all the same: it has every button, and of what others wrote the beginning.
 */
export function renderBoth(parts: readonly Part[], wording: Wording): Rendered & { readonly short: Rendered } {
  const clean = cleanParts(parts);
  return { ...inMostRoom(clean, wording), short: inLeastRoom(clean, wording) };
}

export function render(parts: readonly Part[], wording: Wording): Rendered {
  return inMostRoom(cleanParts(parts), wording);
}

/** A button. Ids and revisions only in its value: it reaches people's clients. */
export function button(
  actionId: string,
  label: string,
  value: string,
  more: Pick<Button, 'style' | 'url' | 'confirm'> = {},
): Button {
  return { type: 'button', action_id: actionId, text: { type: 'plain_text', text: label }, value, ...more };
}
