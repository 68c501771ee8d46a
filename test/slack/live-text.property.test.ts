import { checkBlocks } from '@countersign/sandbox-slack/check-blocks';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../src/slack/views/render-message.ts';
import { english } from '../../src/wording/english.ts';
import { noon } from '../support/sample-scopes.ts';
import { liveFormats, livePictures, liveReferences } from './live-references.ts';
import { earlierMessage } from './sample-reminders.ts';
import { worstContent } from './worst-content.ts';

/** Bits that Slack gives a meaning to, in any order. */
const bit = fc.constantFrom(
  ...['<', '>', '&', '|', '^', '!', '@', '#', '*', '_', '~', '`', '\n', ' ', '“', '”', 'a', '😀', 'ß'],
  ...['<@U0EVIL>', '<!channel>', '<!date^1^{date}|x>', '<https://evil.example|ok>', '&lt;', '&amp;', ':tada:', '```'],
  ...['> Approved by', '*PAT-7*', '@here', '@channel', '_it_', '~s~', ':+1:', ':', ':x::y:'],
);
const written = fc.array(bit, { minLength: 1, maxLength: 60 }).map((bits) => bits.join(''));
const ours = /^(?:@U0MONA|@U0BEA|!date)$/;

describe('whatever people write', () => {
  it('names nobody, links nowhere, formats nothing, and is taken by Slack', () => {
    fc.assert(
      fc.property(written, fc.nat(), (text, which) => {
        const contents = worstContent((length) => [...text].slice(0, length).join(''));
        const [, content] = contents[which % contents.length] ?? contents[0] ?? [];
        if (content === undefined) return;
        const rendered = renderMessage(content, english, noon);
        expect(
          liveReferences(rendered.text, rendered.blocks).filter((one) => one !== earlierMessage && !ours.test(one)),
        ).toEqual([]);
        expect(liveFormats(rendered.blocks)).toEqual([]);
        expect(livePictures(rendered.text, rendered.blocks)).toEqual([]);
        expect(livePictures(rendered.short.text, rendered.short.blocks)).toEqual([]);
        expect(checkBlocks(rendered.blocks, 'message')).toEqual([]);
        expect(rendered.text.length).toBeLessThanOrEqual(4_000);
      }),
      { numRuns: 1_000 },
    );
  });

  it('never begins a line of the text that people read', () => {
    fc.assert(
      fc.property(written, (text) => {
        const [, content] =
          worstContent(() => `x\n${text}`).find(([name]) => name === 'request_card pending (0)') ?? [];
        if (content === undefined) throw new Error('there is no card');
        const starts =
          /^(?:Critical risk · <@U0MONA> requests |Permissions: |Repositories: |Lifetime: |Justification: |This token can |Too long |12 questions, 6 answered|It has had 12 questions|<@U0BEA> would approve less, and <@U0MONA> has yet to answer|> |…$)/;
        const { text: said } = renderMessage(content, english, noon);
        expect(said.split('\n').filter((line) => !starts.test(line))).toEqual([]);
      }),
    );
  });
});
