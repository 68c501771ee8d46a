import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../src/slack/views/render-message.ts';
import { english } from '../../src/wording/english.ts';
import { noon } from '../support/sample-scopes.ts';
import { objectsIn } from './live-references.ts';
import { ordinaryMessages } from './ordinary-messages.ts';
import { everyContent } from './sample-contents.ts';

/** As it is read: a date by its fallback, a person as one word, a sign between words as none. */
function wordsIn(text: string): number {
  const read = text.replaceAll(/<!date\^[^|]*\|([^>]*)>/g, '$1');
  return read.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

const rendered = ordinaryMessages.map((message) => ({ ...message, ...renderMessage(message.content, english, noon) }));

describe('an ordinary message', () => {
  it.each(rendered)('has no more words and bytes than it may: $name', ({ text, words, bytes }) => {
    expect(wordsIn(text), text).toBeLessThanOrEqual(words);
    expect(new TextEncoder().encode(text).length, text).toBeLessThanOrEqual(bytes);
  });

  it.each(rendered)('says in its text all that its blocks say: $name', ({ text, blocks }) => {
    const plain = (said: string) =>
      said.replaceAll('; ', ', ').replaceAll('\u200B', '').replaceAll(/[*“”]/g, '').trim();
    const shown = objectsIn(blocks.filter(({ type }) => type !== 'actions')).flatMap(({ type, text: said }) =>
      type !== 'plain_text' && typeof said === 'string' ? [plain(said)] : [],
    );
    for (const said of shown) expect(plain(text)).toContain(said);
  });
});

it('every kind of message is measured', () => {
  const kinds = new Set(everyContent().map(([, { kind }]) => kind));
  expect([...new Set(ordinaryMessages.map(({ content }) => content.kind))].sort()).toEqual([...kinds].sort());
});
