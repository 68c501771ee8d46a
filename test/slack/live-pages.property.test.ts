import { checkView } from '@countersign/sandbox-slack/check-view';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostInquiries } from '../../src/domain/requests/inquiry.ts';
import { answerView } from '../../src/slack/views/answer-question.ts';
import { tokenGuideView } from '../../src/slack/views/token-guide.ts';
import { english } from '../../src/wording/english.ts';
import { bea } from '../support/sample-people.ts';
import { pendingRequest } from '../support/sample-requests.ts';
import { noon } from '../support/sample-scopes.ts';
import { activeToken } from '../support/sample-tokens.ts';
import { liveFormats, livePictures, liveReferences } from './live-references.ts';
import { background, details } from './sample-details.ts';

const bit = fc.constantFrom(
  ...['<', '>', '&', '|', '!', '@', '#', '*', '_', '~', '`', '\n', ' ', '“', '”', 'a', '😀'],
  ...['<@U0EVIL>', '<!channel>', '<!date^1^{date}|x>', '<https://evil.example|ok>', '&lt;', ':tada:', '```'],
  ...['> Approved by', '*PAT-7*', '@here', '@channel', '_it_', '~s~', ':x::y:'],
);
const written = fc.array(bit, { minLength: 1, maxLength: 40 }).map((bits) => bits.join(''));
const ours = /^(?:@U0\w+|!date|https:\/\/github\.com\/|https:\/\/docs\.github\.com\/)/;

const inquiries = (text: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...{ id: `form-${index}`, by: bea, at: noon, question: text },
    answer: index % 2 === 0 ? { text, at: noon } : null,
  }));

function pagesWith(text: string) {
  const [inquiry] = inquiries(text, 1);
  if (inquiry === undefined) throw new Error('there is no question');
  const others = {
    ...background,
    requests: [{ request: pendingRequest(3, { tokenName: text }), standing: 'active' as const }],
    tokens: [activeToken(4, { tokenName: text })],
    history: [{ at: noon, actor: `github:${text}`, act: 'pending_token.observe_denied', subject: 'PAT-7', data: {} }],
  };
  const request = pendingRequest(7, {
    ...{ tokenName: text, purpose: text, description: text, justification: text },
    inquiries: inquiries(text, mostInquiries),
  });
  const about = { of: 'request', organization: 'acme', request, token: null, waiting: null } as const;
  const { scope } = request;
  return [
    details({ ...about, forbidden: [], mayDecide: true, holderRole: 'member' }, { background: others }),
    answerView('7.1.1', inquiry, english),
    tokenGuideView(
      { tokenName: text, login: 'mona', organization: 'acme', scope, isActive: true },
      { webUrl: 'https://github.com', apiUrl: 'https://api.github.com' },
      english,
    ),
  ];
}

describe('whatever people write', () => {
  it('names nobody, links nowhere and formats nothing on any page, and Slack takes it', () => {
    fc.assert(
      fc.property(written, (text) => {
        for (const page of pagesWith(text)) {
          expect(liveReferences('', page.blocks).filter((one) => !ours.test(one) || one.includes('EVIL'))).toEqual([]);
          expect(liveFormats(page.blocks)).toEqual([]);
          expect(livePictures('', page.blocks)).toEqual([]);
          expect(checkView(page, 'modal')).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('as long as may be leaves the page one that Slack takes', () => {
    for (const page of pagesWith('w'.repeat(1_000))) expect(checkView(page, 'modal')).toEqual([]);
  });
});
