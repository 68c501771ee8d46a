import { describe, expect, it } from 'vitest';
import { dayMs, type RequestNumber } from '../../src/domain/ids.ts';
import type { TokenRequest } from '../../src/domain/requests/token-request.ts';
import type { MessageContent } from '../../src/ports/message-content.ts';
import { renderMessage } from '../../src/slack/views/render-message.ts';
import { english } from '../../src/wording/english.ts';
import { mona } from '../support/sample-people.ts';
import { pendingRequest } from '../support/sample-requests.ts';
import { noon } from '../support/sample-scopes.ts';
import { objectsIn } from './live-references.ts';
import { activeToken } from './sample-contents.ts';

/** The text as it is read: dates by their fallback, escapes undone. */
function textOf(content: MessageContent, now = noon): string {
  return renderMessage(content, english, now)
    .text.replaceAll(/<!date\^[^|]*\|([^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

describe('an expiry', () => {
  const at = noon + 7 * dayMs;
  const one = (threshold: number | 'expired', expiresAt = at) => ({
    token: activeToken(),
    threshold,
    expiresAt,
    request: null,
    isSponsored: false,
  });
  type Told = ReturnType<typeof one> & { readonly renewal?: TokenRequest; readonly followedBy?: RequestNumber };
  const content = (tokens: readonly Told[], audience: 'holder' | 'sponsor' | 'reviewers' = 'holder') =>
    ({ kind: 'expiry', organization: 'acme', zone: 'Asia/Tokyo', tokens, audience }) as const;

  it.each([
    ['a week before', [one(7)], noon, '“nightly” for acme expires in 7 days, on 16 June 2026 at 12:00 UTC.'],
    ['the day before', [one(1)], at - dayMs, '“nightly” for acme expires tomorrow, on 16 June 2026 at 12:00 UTC.'],
    ['the same day', [one(0)], at - 3_600_000, '“nightly” for acme expires today, on 16 June 2026 at 12:00 UTC.'],
    ['late at night, by the holder’s calendar', [one(1)], at - 24 * 3_600_000 + 1, 'expires tomorrow'],
    [
      'afterwards',
      [one('expired')],
      at + 1,
      '“nightly” for acme expired on 16 June 2026 at 12:00 UTC. It no longer works.',
    ],
  ])('%s says when', (_name, tokens, now, said) => {
    expect(textOf(content(tokens), now)).toContain(said);
  });

  it('has Details of a token without a request too, but for who stands for a machine user', () => {
    const buttons = (told: Told) =>
      objectsIn(renderMessage(content([told]), english, noon).blocks).flatMap(({ type, action_id: id }) =>
        type === 'button' ? [id] : [],
      );
    expect(buttons(one(7))).toContain('request_details');
    expect(buttons({ ...one(7), isSponsored: true })).not.toContain('request_details');
  });

  it('says what to do next', () => {
    const next = 'If it’s still needed, renew it. If not, let it end, and we’ll stop reminding you of it.';
    expect(textOf(content([one(7)]))).toContain(next);
    expect(textOf(content([one(1), one(7)]))).toContain('Renew what is still needed. Let the rest end');
  });

  it('says nothing of renewing what is being renewed', () => {
    const renewal = pendingRequest(9);
    const text = textOf(content([{ ...one(7), renewal }]));
    expect(text).toContain('Its renewal is PAT-9');
    expect(text).not.toContain('renew it');
    expect(textOf(content([{ ...one(7), renewal }, one(1)]))).toContain('If it’s still needed, renew it.');
  });

  it('asks for no new one in place of what has a renewal', () => {
    const renewed = { ...one('expired'), followedBy: 9 as RequestNumber };
    const text = textOf(content([renewed]));
    expect(text).toContain('Its renewal is PAT-9.');
    expect(text).not.toContain('request a new one');
    expect(textOf(content([renewed, one('expired')]))).toContain('If it’s still needed, request a new one');
    expect(textOf(content([one('expired'), one('expired')]))).toContain('If any is still needed, request a new one');
    expect(textOf(content([renewed], 'reviewers'))).not.toContain('PAT-9');
  });

  it('of several tokens is one message', () => {
    expect(textOf(content([one(1, noon + dayMs), one(7)]))).toMatch(
      /^2 tokens for acme expire soon, the first tomorrow\n.*tomorrow.*\n.*in 7 days/,
    );
  });

  it('of many says how many, and shows the ten that end first', () => {
    const many = Array.from({ length: 13 }, (_, place) => one(3, noon + 3 * dayMs + place));
    const text = textOf(content(many));
    expect(text).toMatch(/^13 tokens for acme expire in 3 days\n/);
    expect(text.match(/“nightly” expires/g)).toHaveLength(10);
    expect(text).toContain('and 3 more');
  });

  it('the evening before an early end is not said in the morning’s words', () => {
    const early = at - 3 * 3_600_000;
    const [morning, evening] = [
      textOf(content([one(1, early)]), early - dayMs),
      textOf(content([one(0, early)]), early - dayMs),
    ];
    expect(morning).toContain('expires tomorrow, on');
    expect(evening).toContain('expires tomorrow morning, on');
  });

  it('of a machine user’s beside one’s own names whose it is', () => {
    const text = textOf(
      content([
        one(7),
        { ...one(7), isSponsored: true, token: activeToken({ holder: { ...mona, login: 'acme-ci' } }) },
      ]),
    );
    expect(text).toMatch(/\n“nightly” expires in 7 days.*\nacme-ci’s “nightly” expires in 7 days/s);
  });

  it('of somebody who is not linked names their login to the reviewers', () => {
    const text = textOf(content([one(7)], 'reviewers'));
    expect(text).toContain('mona’s “nightly” for acme expires in 7 days');
    expect(text).toContain('their GitHub account isn’t linked to Slack');
  });
});
