// What a person reads of a message or view, in plain text, one line a block.
import { isObject, type JsonObject } from './check-value.ts';
import { readEmoji, readMrkdwn } from './read-mrkdwn.ts';
import { readRichText } from './read-rich-text.ts';
import type { OpenView, PostedMessage, StateValues } from './state.ts';
import { answerIn } from './view-state.ts';

/** Buttons read `[Approve]`, links `[Create on GitHub -> url]`, fields `Label: what they hold`. */
export function textOf(shown: PostedMessage | OpenView): string {
  if ('channelId' in shown) {
    if (shown.isDeleted) return '';
    const said =
      shown.blocks.length === 0 ? readMrkdwn(shown.text) : lines(shown.blocks.map((block) => readBlock(block, {})));
    return [said, ...(shown.files ?? []).map(({ title, name }) => `(file: ${title}, ${name})`)]
      .filter((line) => line !== '')
      .join('\n');
  }
  const ends = [shown.close, shown.submit].flatMap((button) => (button === null ? [] : [`[${button.text}]`]));
  const title = shown.title === null ? [] : [shown.title.text];
  return lines([...title, ...shown.blocks.map((block) => readBlock(block, shown.values)), ends.join(' ')]);
}

function lines(parts: readonly string[]): string {
  return parts
    .map((part) => part.replaceAll(/\s*\n\s*/g, ' / ').trim())
    .filter((part) => part !== '')
    .join('\n');
}

function readBlock(block: object, values: StateValues): string {
  const parts = { ...block } as JsonObject;
  const held = values[String(parts.block_id)] ?? {};
  const elements: unknown[] = Array.isArray(parts.elements) ? parts.elements : [];
  const read = (element: unknown): string => readElement(element, held);
  switch (parts.type) {
    case 'divider':
      return '---';
    case 'rich_text':
      return readRichText(parts);
    case 'markdown':
      return String(parts.text);
    case 'input': {
      const hint = parts.hint === undefined ? '' : ` (${readText(parts.hint)})`;
      return `${readText(parts.label)}: ${read(parts.element)}${hint}`;
    }
    case 'image':
      return `${parts.title === undefined ? '' : `${readText(parts.title)} `}(image: ${String(parts.alt_text)})`;
    case 'table':
    case 'data_table':
      return (Array.isArray(parts.rows) ? parts.rows : [])
        .map((row: unknown) => (Array.isArray(row) ? row.map(readText).join(' | ') : ''))
        .join('\n');
    default: {
      const fields: unknown[] = Array.isArray(parts.fields) ? parts.fields : [];
      const texts = [parts.title, parts.subtitle, parts.body, parts.text].filter((text) => text !== undefined);
      const accessory = parts.accessory === undefined ? [] : [read(parts.accessory)];
      return [...[...texts, ...fields].map(readText), ...elements.map(read), ...accessory].join(' ');
    }
  }
}

function readText(text: unknown): string {
  if (!isObject(text)) return typeof text === 'string' ? text : '';
  if (text.type === 'rich_text') return readRichText(text);
  const written = String(text.text ?? '');
  if (text.type === 'mrkdwn') return readMrkdwn(written);
  return text.emoji === false ? written : readEmoji(written);
}

function readElement(element: unknown, held: StateValues[string]): string {
  if (!isObject(element)) return '';
  switch (element.type) {
    case 'button':
    case 'workflow_button':
    case 'icon_button': {
      const link = typeof element.url === 'string' ? ` -> ${element.url}` : '';
      return `[${readText(element.text)}${link}]`;
    }
    case 'overflow':
      return `[${readChoices(element.options).join(' | ')}]`;
    case 'image':
      return `(image: ${String(element.alt_text)})`;
    case 'plain_text':
    case 'mrkdwn':
      return readText(element);
    default: {
      const state = held[String(element.action_id)];
      const answer = state === undefined ? undefined : answerIn(state);
      const chosen = [answer].flat().filter((one) => one !== null && one !== undefined);
      const read = chosen.map((one) => (isObject(one) ? readChoices([one]).join('') : String(one))).join(', ');
      return read === '' ? `(${readText(element.placeholder) || 'empty'})` : read;
    }
  }
}

function readChoices(options: unknown): readonly string[] {
  return (Array.isArray(options) ? options : []).map((option: unknown) =>
    isObject(option) ? (option.type === 'rich_text' ? readRichText(option) : readText(option.text)) : '',
  );
}
