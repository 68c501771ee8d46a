import { describe, expect, it } from 'vitest';
import type { MessageCopy } from '../../../src/domain/change.ts';
import type { OrganizationId } from '../../../src/domain/ids.ts';
import type { Message, Subject } from '../../../src/domain/message.ts';
import { burstAround, gatheredAs, listToJoin, toldWith } from '../../../src/domain/messages/one-message.ts';
import type { Post } from '../../../src/domain/step.ts';
import { acme, minuteMs, now, patRequestId, requestNumber, waiting } from '../../support/sample-dossiers.ts';
import { acmeCi, bea, mona } from '../../support/sample-people.ts';
import { pendingRequest } from '../../support/sample-requests.ts';

const other = 2 as OrganizationId;
const number = requestNumber(7);
const id = 't1';

function posted(message: Message, organizationId = acme): { readonly effect: Post } {
  return { effect: { kind: 'post', key: 'k', to: { to: 'reviewers', organizationId }, message } };
}

describe('messages are told together', () => {
  it.each<[Message, string | null]>([
    [{ kind: 'request_card', number }, 'request_card'],
    [{ kind: 'pending_token_card', id }, 'pending_token_card'],
    [{ kind: 'active_token_card', id }, 'active_token_card'],
    [{ kind: 'unused_token', id }, 'unused_token'],
    [{ kind: 'pending_token_held', id }, 'pending_token_held'],
    [{ kind: 'pending_token_news', id }, 'pending_token_news'],
    [{ kind: 'request_news', number }, 'request_news'],
    [{ kind: 'approval_off', id }, 'approval_off'],
    [{ kind: 'undeliverable', slackId: mona.slackId, about: 'request_news' }, 'undeliverable'],
    [{ kind: 'stuck', about: 'nightly', why: 'bug' }, 'stuck'],
    [{ kind: 'active_token_news', id, news: 'gone', audience: 'holder' }, 'active_token_news gone holder'],
    [{ kind: 'request_approved', number }, null],
  ])('%o under the name of %s', (message, name) => {
    expect(gatheredAs(posted(message).effect)).toBe(name);
  });

  const news = posted({ kind: 'request_news', number });
  const many = (one: { readonly effect: Post }, count: number) => Array.from({ length: count }, () => one);
  const others = (count: number) =>
    Array.from({ length: count }, (_, place) => posted({ kind: 'request_news', number: requestNumber(8 + place) }));

  it('from the fourth on, one after the other', () => {
    expect(toldWith(news.effect, others(2))).toEqual([]);
    expect(toldWith(news.effect, others(3))).toHaveLength(3);
  });

  it('from the second on where both would say the same, and the others go on by themselves', () => {
    expect(toldWith(news.effect, [...others(1), news])).toEqual([news]);
  });

  it('of one kind and of one organization', () => {
    const card = posted({ kind: 'request_card', number });
    const elsewhere = posted({ kind: 'request_news', number }, other);
    expect(toldWith(news.effect, [...many(news, 3), card, elsewhere])).toEqual(many(news, 3));
    expect(toldWith(news.effect, [...others(2), card, elsewhere])).toEqual([]);
  });

  it('from the second on where one person is asked at once', () => {
    const asked = posted({ kind: 'unused_token', id });
    const another = posted({ kind: 'unused_token', id: 't2' });
    expect(toldWith(asked.effect, [another])).toEqual([another]);
  });

  it('never where each is read by itself', () => {
    const approved = posted({ kind: 'request_approved', number });
    expect(toldWith(approved.effect, many(approved, 5))).toEqual([]);
  });

  it.each<[Message, number]>([
    [{ kind: 'request_card', number }, 99],
    [{ kind: 'pending_token_held', id }, 99],
    [{ kind: 'unused_token', id }, 99],
    [{ kind: 'request_news', number }, 150],
  ])('as many of %o at the most as can be drawn again: %i', (message, most) => {
    const one = posted(message);
    expect(toldWith(one.effect, many(one, 150))).toHaveLength(most);
  });
});

describe('a burst', () => {
  const tenMinutes = 10 * minuteMs;
  const asked = pendingRequest(7, { createdAt: now });

  it('is what one person asked for within ten minutes', () => {
    const askedAgo = (ms: number, one: number) => pendingRequest(one, { createdAt: now - ms });
    const found = burstAround(asked, [asked, askedAgo(tenMinutes - 1, 8), askedAgo(tenMinutes, 9)], now);
    expect(found).toEqual([
      { of: 'request', number: 7 },
      { of: 'request', number: 8 },
    ]);
  });

  it('is in one organization, and one person’s, whosever the tokens will be', () => {
    const holder = { githubId: acmeCi.githubId, login: acmeCi.login };
    const theirs = [
      pendingRequest(8, { createdAt: now, organizationId: other }),
      pendingRequest(9, { createdAt: now, requester: bea }),
      pendingRequest(10, { createdAt: now, holder }),
    ];
    expect(burstAround(asked, theirs, now)).toEqual([{ of: 'request', number: 10 }]);
  });

  it('is of tokens what one person made, by when each was first seen', () => {
    const first = waiting({ firstSeenAt: now });
    const holder = { githubId: bea.githubId, login: bea.login };
    const there = [
      first,
      waiting({ id: 'b', patRequestId: patRequestId(502), firstSeenAt: now - tenMinutes + 1 }),
      waiting({ id: 'c', firstSeenAt: now - tenMinutes }),
      waiting({ id: 'd', firstSeenAt: now, holder }),
    ];
    expect(burstAround(first, there, now)).toEqual([
      { of: 'pending_token', id: first.id },
      { of: 'pending_token', id: 'b' },
    ]);
  });
});

describe('a card joins the list of its burst', () => {
  const at = { message: 'request_card', channel: 'C1' } as const;
  const copy = (ts: string, some: Partial<MessageCopy> = {}) => ({ ...at, ts, ...some });
  const burst = (count: number): readonly Subject[] =>
    Array.from({ length: count }, (_, index) => ({ of: 'request', number: requestNumber(index + 1) }) as const);
  const four = ['10.5', '9.5', '11.5', '8.5'].map((ts) => copy(ts));

  it('which is the newest message of it, once four stand there', () => {
    expect(listToJoin(burst(5), four, at)).toBe('11.5');
    expect(listToJoin(burst(4), four, at)).toBe('11.5');
    expect(listToJoin(burst(5), four.slice(1), at)).toBe(null);
    expect(listToJoin(burst(5), [], at)).toBe(null);
  });

  it('not where the same few were posted more than once', () => {
    expect(listToJoin(burst(3), four, at)).toBe(null);
  });

  it('of the same kind in the same channel alone', () => {
    const three = four.slice(1);
    expect(listToJoin(burst(5), [...three, copy('10.5', { channel: 'C2' })], at)).toBe(null);
    expect(listToJoin(burst(5), [...three, copy('10.5', { message: 'request_sent' })], at)).toBe(null);
  });

  it('until twenty stand in it', () => {
    const list = (count: number) => Array.from({ length: count }, () => copy('11.5'));
    const three = four.filter(({ ts }) => ts !== '11.5');
    expect(listToJoin(burst(22), [...three, ...list(19)], at)).toBe('11.5');
    expect(listToJoin(burst(23), [...three, ...list(20)], at)).toBe(null);
  });
});
