import type { ActionsBlock, Button, KnownBlock, RichTextBlock, RichTextBlockElement } from '@slack/types';
import { redactCredentials } from '../../domain/credential.ts';
import { escapeMrkdwn } from '../mrkdwn.ts';
import { cut } from './cut.ts';
import { sentence } from './sentence.ts';

/**
 * What a message or a page says, part by part. `say` and `note` are our own sentences (mrkdwn in which everything of others is quoted);
 * a `fact` is what others gave, shown as the text it is.
 */
export type Part =
  | { readonly say: string }
  | { readonly strong: string }
  | { readonly note: string }
  | { readonly fact: string; readonly value: string | readonly string[] }
  /** A line that others' words are a part of, with its own button. */
  | { readonly row: string; readonly button: Button }
  | { readonly buttons: readonly Button[] };

export type Rendered = { readonly text: string; readonly blocks: KnownBlock[] };

/** chat.update refuses more. */
const longestText = 3_900;
const longestNote = 3_000;
const mostButtonsPerRow = 25;

function factElements(label: string, value: string | readonly string[]): RichTextBlockElement[] {
  const name = { type: 'text', text: `${label}: `, style: { bold: true } } as const;
  if (typeof value !== 'string') {
    return [
      { type: 'rich_text_section', elements: [name] },
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: value.map((item) => ({ type: 'rich_text_section', elements: [{ type: 'text', text: item }] })),
      },
    ];
  }
  // Several lines are set off, so that nothing a person wrote can look like a line of ours.
  if (value.includes('\n')) {
    return [
      { type: 'rich_text_section', elements: [name] },
      { type: 'rich_text_quote', elements: [{ type: 'text', text: value }] },
    ];
  }
  return [{ type: 'rich_text_section', elements: [name, { type: 'text', text: value }] }];
}

function blockOf(part: Exclude<Part, { fact: string }>): KnownBlock {
  if ('say' in part) return sentence(part.say);
  if ('strong' in part) return sentence(part.strong, true);
  if ('note' in part) {
    return { type: 'context', elements: [{ type: 'mrkdwn', text: cut(part.note, longestNote), verbatim: true }] };
  }
  if ('row' in part) {
    return { type: 'section', text: { type: 'plain_text', text: part.row, emoji: false }, accessory: part.button };
  }
  const actions: ActionsBlock = { type: 'actions', elements: part.buttons.slice(0, mostButtonsPerRow) };
  return actions;
}

/** The part with no credential in what others wrote. In our sentences what is quoted is clean already. */
function cleaned(part: Part): Part {
  if ('row' in part) return { ...part, row: redactCredentials(part.row) };
  if (!('fact' in part)) return part;
  const { fact, value } = part;
  const clean = typeof value === 'string' ? redactCredentials(value) : value.map(redactCredentials);
  return { fact: redactCredentials(fact), value: clean };
}

/** Neighbouring facts share one block. */
export function blocksOf(parts: readonly Part[]): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let facts: RichTextBlock | null = null;
  for (const part of parts.map(cleaned)) {
    if ('fact' in part) {
      const empty = typeof part.value === 'string' ? part.value === '' : part.value.length === 0;
      if (empty) continue;
      if (facts === null) {
        facts = { type: 'rich_text', elements: [] };
        blocks.push(facts);
      }
      // Slack sets neighbouring sections on one line; lists and quotes stand by themselves.
      const before = facts.elements.at(-1);
      if (before?.type === 'rich_text_section') before.elements.push({ type: 'text', text: '\n' });
      facts.elements.push(...factElements(part.fact, part.value));
      continue;
    }
    if ('buttons' in part && part.buttons.length === 0) continue;
    facts = null;
    blocks.push(blockOf(part));
  }
  return blocks;
}

function spoken(part: Part, longestFact: number): string {
  if ('say' in part) return part.say;
  if ('strong' in part) return part.strong;
  if ('note' in part) return part.note;
  if ('buttons' in part) return '';
  if ('row' in part) return escapeMrkdwn(part.row);
  const { fact, value } = part;
  const shown = cut(typeof value === 'string' ? value : value.join('; '), longestFact);
  // Escaped, mentions and links of others are the text they are.
  return shown === '' ? '' : `${fact}: ${escapeMrkdwn(shown).replaceAll('\n', '\n> ')}`;
}

/** Where not everything fits, what others wrote gives way first, and then whole lines at the end: our own sentences stay whole. */
function textOf(parts: readonly Part[]): string {
  const clean = parts.map(cleaned);
  const lines = (longestFact: number): readonly string[] =>
    clean.map((part) => spoken(part, longestFact)).filter((line) => line !== '');
  for (const longestFact of [longestText, 1_000, 400, 150, 60]) {
    const text = lines(longestFact).join('\n');
    if (text.length <= longestText) return text;
  }
  const kept: string[] = [];
  let length = 1;
  for (const line of lines(60)) {
    length += line.length + 1;
    if (length > longestText) break;
    kept.push(line);
  }
  return [...kept, '…'].join('\n');
}

/** Screen readers read only the top-level text: it says all that the blocks say. */
export function render(parts: readonly Part[]): Rendered {
  return { text: textOf(parts), blocks: blocksOf(parts) };
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
