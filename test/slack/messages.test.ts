import { checkBlocks } from '@countersign/sandbox-slack/check-blocks';
import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../src/slack/views/render-message.ts';
import { english } from '../../src/wording/english.ts';
import { noon } from '../support/sample-scopes.ts';
import { liveFormats, liveReferences, objectsIn } from './live-references.ts';
import { everyContent } from './sample-contents.ts';
import { earlierMessage } from './sample-reminders.ts';
import { worstContent } from './worst-content.ts';

const hostile =
  '<!channel> & @here *bold* _it_ ~s~ `c` <@U0EVIL> <https://evil.example|Approve> 😀\n*PAT-7:* Approved by Bea';

function filled(length: number): string {
  return hostile
    .repeat(Math.ceil(length / hostile.length))
    .slice(0, length)
    .replace(/[\uD800-\uDBFF]$/, '');
}

const ours = /^(?:@U0MONA|@U0BEA|!date)$/;

function buttonsOf(blocks: unknown): readonly string[] {
  return objectsIn(blocks)
    .filter(({ type }) => type === 'button')
    .map(({ action_id }) => String(action_id));
}

describe.each([
  ['as it usually is', everyContent()],
  ['as long and as hostile as it can be', worstContent(filled)],
  ['full of what has to be escaped', worstContent((length) => '&'.repeat(length))],
  ['full of astral characters', worstContent((length) => '𝒳'.repeat(length))],
])('a message %s', (_, contents) => {
  const messages = contents.map(([name, content]) => [name, renderMessage(content, english, noon)] as const);

  it.each(messages)('%s is taken by Slack, posted or redrawn', (_name, { text, blocks }) => {
    expect(checkBlocks(blocks, 'message')).toEqual([]);
    expect(text.length).toBeGreaterThan(20);
    expect(text.length).toBeLessThanOrEqual(4_000);
  });

  it.each(messages)('%s brings nothing to life that others wrote', (_name, { text, blocks }) => {
    expect(liveReferences(text, blocks).filter((one) => one !== earlierMessage && !ours.test(one))).toEqual([]);
    expect(liveFormats(blocks)).toEqual([]);
  });

  it.each(messages)('%s ends its text with a whole character and line of ours', (_name, { text }) => {
    expect(text.isWellFormed()).toBe(true);
    expect(text).not.toMatch(/&(?:a|am|amp|l|lt|g|gt)?(?:…|$)/m);
    expect((text.match(/</g) ?? []).length).toBe((text.match(/(?<!^)>/gm) ?? []).length);
  });
});

describe('the buttons', () => {
  const contents = everyContent().map(
    ([name, content]) => [name, content.kind, buttonsOf(renderMessage(content, english, noon).blocks)] as const,
  );
  const withButtons = contents.filter(([, , buttons]) => buttons.length > 0).map(([name]) => name);

  // The last one's request came to nothing.
  const matches = ['exact', 'within', 'exceeds', 'awaits', 'unsure', 'unclaimed', 'unclaimed'];
  const all = (name: string, from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => `${name} (${from + index})`);

  /** An answer has Details whatever became of the request, and so does its card; a question has its button while it can be answered. */
  const answers = (status: string, open: readonly number[] = []) =>
    [16, 19, 22, 25].flatMap((index) => [
      ...(open.includes(index) ? [`request_question ${status} (${index})`] : []),
      `request_answer ${status} (${index + 1})`,
      `request_card ${status} (${index + 2})`,
    ]);

  /** An offer has its buttons while it can be accepted. */
  const offers = (status: string) => [
    ...(status === 'pending' ? ['request_offer pending (28)'] : []),
    ...[29, 31, 33, 35, 37, 39].map((index) => `request_card ${status} (${index})`),
    // What the policy forbids by now can still be withdrawn.
    ...(status === 'pending' ? ['request_offer pending (40)'] : []),
  ];

  const mayAskAgain = ['denied', 'lapsed'];

  it('stand only where something is left to be done', () => {
    expect(withButtons).toEqual([
      ...all('request_card pending', 0, 1),
      'request_sent pending (2)',
      ...all('request_card pending', 5, 12),
      'request_sent pending (13)',
      ...answers('pending', [19, 22]),
      ...offers('pending'),
      ...all('request_card approved', 0, 1),
      'request_approved approved (3)',
      ...all('request_card approved', 5, 12),
      'request_approved approved (14)',
      ...answers('approved'),
      ...offers('approved'),
      ...all('request_card claimed', 0, 1),
      ...all('request_card claimed', 5, 12),
      ...answers('claimed'),
      ...offers('claimed'),
      // What is decided still has its Details.
      ...['fulfilled', 'denied', 'withdrawn', 'lapsed', 'ended'].flatMap((status) => [
        ...all(`request_card ${status}`, 0, 1),
        // Who may ask again.
        ...(mayAskAgain.includes(status) ? [`request_news ${status} (4)`] : []),
        ...all(`request_card ${status}`, 5, 12),
        // Whose token can be used now.
        ...(status === 'fulfilled' || mayAskAgain.includes(status) ? [`request_news ${status} (15)`] : []),
        ...answers(status),
        ...offers(status),
      ]),
      // What is decided still has its Details.
      ...matches.flatMap((match) => [
        ...all(`pending_token_card open ${match}`, 0, 1),
        // Whose holder is asked which request it was made for.
        ...(match === 'unsure' ? ['pending_token_held open unsure (4)'] : []),
      ]),
      ...matches.flatMap((match) => [
        ...all(`pending_token_card held ${match}`, 0, 1),
        ...(match === 'unclaimed' ? ['pending_token_held held unclaimed (2)'] : []),
        ...(match === 'unclaimed' || match === 'unsure' ? [`pending_token_held held ${match} (4)`] : []),
      ]),
      ...['approving', 'denying', 'approved', 'denied', 'cancelled', 'expired', 'closed'].flatMap((status) =>
        matches.flatMap((match) => all(`pending_token_card ${status} ${match}`, 0, 1)),
      ),
      ...['active', 'exceeding', 'revoking', 'revoked', 'expired', 'gone'].flatMap((status) => [
        ...all(`active_token_card ${status}`, 10, 11),
        // Holder and sponsor renew what lives, or let it end.
        ...(status === 'active' || status === 'exceeding' ? all(`expiry ${status}`, 13, 14) : []),
        ...all(`active_token_card ${status}`, 16, 25),
        ...all(`holder_reminder ${status}`, 26, 27),
        // Told of before: that message is decided by.
        ...all(`active_token_card ${status}`, 28, 29),
        // A reminder that still holds, as it stands.
        ...(status === 'active' || status === 'exceeding' ? [`expiry ${status} (30)`] : []),
        // What its holder is asked and can answer still, or has asked for already; of an owner's question its Details stay.
        ...Array.from({ length: 10 }, (_, so) => 40 + 3 * so).flatMap((place) => [
          ...(place <= 43 ? [`active_token_news ${status} (${place})`] : []),
          ...(place <= 43 && (status === 'active' || status === 'exceeding')
            ? [`active_token_news ${status} (${place + 1})`]
            : []),
          `holder_reminder ${status} (${place + 2})`,
        ]),
      ]),
      // Each number leads to its tokens.
      'baseline  (0)',
      'pending_token_list  (2)',
      'requests_waiting  (4)',
      'requests_waiting  (5)',
      'unused_review  (11)',
      'unused_token  (12)',
      // Whoever claims is one of two sides; who decided, or was overtaken, has nothing left to press.
      ...all('claim_card ', 0, 2),
      ...all('claim_card ', 18, 23),
      ...['account_linked  (59)', 'holder_left  (63)', 'holder_left  (65)'],
      ...[
        'request_card',
        'request_news',
        'pending_token_card',
        'pending_token_held',
        'active_token_card',
        'active_token_news prolonged holder',
        'active_token_news replaced holder',
        'unused_token',
        'holder_left',
      ].map((kind) => `many ${kind}`),
    ]);
  });

  it.each([
    [
      'request_card pending (0)',
      ['approve_request', 'deny_request', 'adjust_request', 'ask_requester', 'request_details'],
    ],
    // The policy of today lets nobody approve it.
    ['request_card pending (5)', ['deny_request', 'adjust_request', 'ask_requester', 'request_details']],
    ['request_question pending (19)', ['answer_question']],
    ['request_sent pending (2)', ['withdraw_request', 'nudge']],
    ['request_approved approved (3)', ['create_on_github', 'withdraw_request', 'github_forbids', 'github_caps']],
    ['request_card approved (0)', ['deny_request', 'request_details']],
    ['request_card fulfilled (1)', ['revoke_token', 'request_details']],
    ['request_news fulfilled (15)', ['token_guide']],
    ['pending_token_held held unclaimed (2)', ['claim_pending_token']],
    ['pending_token_held held unclaimed (4)', ['claim_pending_token']],
    ['pending_token_held open unsure (4)', ['is_for_request', 'is_for_request', 'is_for_request']],
    ['pending_token_card approving exact (0)', ['deny_pending_token', 'request_details']],
    ['pending_token_card approved exact (1)', ['revoke_token', 'request_details']],
    ['pending_token_card denied exact (0)', ['request_details']],
    ['active_token_card revoked (10)', ['request_details']],
    ['active_token_card exceeding (28)', ['request_details']],
    ['holder_reminder active (26)', ['revoke_token', 'request_details']],
    ['holder_reminder active (27)', ['request_details']],
    ['holder_reminder gone (26)', ['request_details']],
    ['active_token_news exceeding (40)', ['renew_token', 'undo_renewal']],
    ['active_token_news exceeding (41)', ['end_token']],
    ['active_token_news exceeding (43)', ['request_details']],
    ['holder_reminder exceeding (42)', ['revoke_token', 'request_details']],
    ['holder_reminder exceeding (51)', ['request_details']],
    ['baseline  (0)', Array.from({ length: 5 }, () => 'show_tokens')],
    ['active_token_card active (10)', ['revoke_token', 'request_details']],
    ['active_token_card exceeding (10)', ['keep_token', 'revoke_token', 'request_details']],
    ['pending_token_card held exceeds (0)', ['approve_pending_token', 'deny_pending_token', 'request_details']],
  ])('of %s are those that fit', (name, buttons) => {
    expect(contents.find(([one]) => one === name)?.[2]).toEqual(buttons);
  });

  it('carry an id and the revision that was shown, and for an answer the request that it names', () => {
    const values = everyContent({ request: { revision: 3, reviews: [] }, pendingToken: { revision: 2 } }).flatMap(
      ([, content]) =>
        objectsIn(renderMessage(content, english, noon).blocks)
          // A number leads to tokens, and decides nothing.
          .filter(({ type, action_id: id }) => type === 'button' && id !== 'show_tokens')
          .map(({ value }) => value),
    );
    expect([...new Set(values)]).toEqual([
      '7.3',
      '7.3.1',
      '7.3.2',
      'at7.1',
      'pt7.2',
      'pt7.2.8',
      'pt7.2.9',
      'pt7.2.0',
      '8.1',
      '1.1',
      'at7.1.keep',
      'claim-1.1',
      '101',
      '1-101.1',
    ]);
  });

  it('leave Approve to Details where not everything fits', () => {
    const worst = worstContent((length) => 'x'.repeat(length)).flatMap(([, content]) =>
      buttonsOf(renderMessage(content, english, noon).blocks),
    );
    expect(worst).not.toContain('approve_request');
    expect(worst).not.toContain('approve_pending_token');
    expect(worst).toContain('request_details');
  });
});
