import { describe, expect, it } from 'vitest';
import { dayMs, type SlackUserId } from '../../../src/domain/ids.ts';
import type { Asked } from '../../../src/domain/message.ts';
import {
  type AskedNow,
  askedNow,
  askedOf,
  isAnswered,
  isSameQuestion,
  wayToAsk,
} from '../../../src/domain/notices/asked-now.ts';
import type { Excess } from '../../../src/domain/scope/agreement.ts';
import type { ActiveToken } from '../../../src/domain/tokens/token.ts';
import { grant, now } from '../../support/sample-dossiers.ts';

type Known = Parameters<typeof askedNow>[2];
const end = grant().scope.expiresAt ?? 0;
const longer = (latestAt = end - 5 * dayMs): Excess => ({ kind: 'expires_later', latestAt, actualAt: end });
const drift = { since: now, deadlineAt: null, outcome: 'remind' } as const;
const prolonged = (some: Partial<ActiveToken> = {}) =>
  grant({ status: 'exceeding', excess: [longer()], drift, ...some });
const endless = { ...grant().scope, expiresAt: null };

const news = (one: 'prolonged' | 'replaced' | 'exceeding') =>
  ({ kind: 'active_token_news', id: grant().id, news: one, audience: 'holder' }) as const;
const reminder = { kind: 'holder_reminder', id: grant().id, by: 'U0BEA' as SlackUserId } as const;
const known: Known = { standsNow: 'reader', isNewest: true, isRenewing: false, isDenied: false, hasSuccessor: true };
const old = { ...known, isNewest: false };
const renewing = { ...known, isRenewing: true };
const denied = { ...known, isDenied: true };
const another: Known = { ...known, standsNow: 'another' };
const unlinked: Known = { ...known, standsNow: 'nobody' };
const alone = { ...known, hasSuccessor: false };

describe('what a question says of its token', () => {
  it('is by how many days it was prolonged, and since when', () => {
    const message = news('prolonged');
    expect(askedOf(message, prolonged())).toEqual({ message, expiresAt: end, days: 5, since: now });
    const token = prolonged({ scope: endless, excess: [{ kind: 'never_expires' }], drift: null });
    expect(askedOf(message, token)).toEqual({ message, expiresAt: null, days: null, since: null });
    // Its agreed end is known, and the one it has is none.
    expect(askedOf(message, prolonged({ scope: endless }))).toMatchObject({ days: null });
  });
});

describe('what has become of the question', () => {
  const about = (message: Asked['message'], token: ActiveToken, some: Known = known): AskedNow =>
    askedNow(askedOf(message, prolonged()), token, some);

  it.each<[string, Asked['message'], ActiveToken, Known, AskedNow]>([
    ['about a prolonged token is open', news('prolonged'), prolonged(), known, { is: 'open' }],
    ['whether or not another token does its work', news('prolonged'), prolonged(), alone, { is: 'open' }],
    ['was put to the owners', news('prolonged'), prolonged(), renewing, { is: 'renewing' }],
    ['was repeated', news('prolonged'), prolonged(), old, { is: 'repeated' }],
    [
      'was repeated, and put to the owners',
      news('prolonged'),
      prolonged(),
      { ...old, isRenewing: true },
      { is: 'repeated' },
    ],
    ['is another’s', news('prolonged'), prolonged(), another, { is: 'passed_on', to: 'another' }],
    ['is nobody’s', news('replaced'), grant(), unlinked, { is: 'passed_on', to: 'nobody' }],
    ['of an owner is another’s', reminder, grant(), another, { is: 'passed_on', to: 'another' }],
    ['is over', news('prolonged'), grant(), known, { is: 'within', expiresAt: end }],
    ['is about another end', news('prolonged'), prolonged({ scope: endless }), known, { is: 'moved', expiresAt: null }],
    [
      'is about a wider token',
      news('prolonged'),
      prolonged({ excess: [longer(), { kind: 'all_repositories' }] }),
      known,
      { is: 'repeated' },
    ],
    [
      'is about an earlier time',
      news('prolonged'),
      prolonged({ drift: { ...drift, since: now + 1 } }),
      known,
      { is: 'repeated' },
    ],
    ['is about a drift that is no more', news('prolonged'), prolonged({ drift: null }), known, { is: 'repeated' }],
    ['that it is wider stands', news('exceeding'), prolonged(), known, { is: 'open' }],
    ['that it is wider stands, as it is now', news('exceeding'), prolonged({ scope: endless }), known, { is: 'open' }],
    ['that it is wider was put to the owners', news('exceeding'), prolonged(), renewing, { is: 'renewing' }],
    [
      'that it is wider was put to the owners in its end alone',
      news('exceeding'),
      prolonged({ excess: [longer(), { kind: 'all_repositories' }] }),
      renewing,
      { is: 'open' },
    ],
    ['that it is wider was told anew', news('exceeding'), prolonged(), old, { is: 'repeated' }],
    ['that it is wider is over', news('exceeding'), grant(), old, { is: 'within', expiresAt: end }],
    ['was denied', news('prolonged'), prolonged(), denied, { is: 'denied' }],
    ['was denied, after the owners were told', news('exceeding'), prolonged(), denied, { is: 'denied' }],
    ['was denied, and put anew', news('prolonged'), prolonged(), { ...denied, isRenewing: true }, { is: 'renewing' }],
    ['of an owner is no request', reminder, prolonged(), denied, { is: 'open' }],
    ['whether to end it is open', news('replaced'), grant(), known, { is: 'open' }],
    [
      'whether to end it is open, be it wider',
      news('replaced'),
      prolonged({ scope: endless }),
      renewing,
      { is: 'open' },
    ],
    ['whether to end it stands on its successor', news('replaced'), grant(), alone, { is: 'needed' }],
    ['whether to end it was repeated', news('replaced'), grant(), { ...alone, isNewest: false }, { is: 'repeated' }],
    ['of an owner is open', reminder, grant({ scope: endless }), { ...alone, isRenewing: true }, { is: 'open' }],
    ['of an owner was repeated', reminder, grant(), old, { is: 'repeated' }],
  ])('that %s', (_, message, token, some, is) => {
    expect(about(message, token, some)).toEqual(is);
  });

  it.each([news('prolonged'), news('exceeding'), news('replaced'), reminder])(
    '$kind ends with its token, be it repeated or not',
    (message) => {
      const at = { changedAt: now + 7 };
      for (const some of [known, old, another]) {
        expect(about(message, prolonged({ status: 'revoking' }), some)).toEqual({ is: 'revoking' });
        expect(about(message, prolonged({ status: 'revoked', ...at }), some)).toEqual({ is: 'revoked', at: now + 7 });
        expect(about(message, prolonged({ status: 'gone', ...at }), some)).toEqual({ is: 'gone', at: now + 7 });
        expect(about(message, prolonged({ status: 'expired', ...at }), some)).toEqual({ is: 'expired', at: end });
      }
      // GitHub says that it has expired, and not when.
      const over = prolonged({ status: 'expired', scope: endless, ...at });
      expect(about(message, over)).toEqual({ is: 'expired', at: now + 7 });
    },
  );

  it('is for good, unless it may be pressed again', () => {
    const each = [
      'open',
      'renewing',
      'denied',
      'needed',
      'passed_on',
      'revoking',
      'repeated',
      'within',
      'moved',
      'revoked',
      'gone',
      'expired',
    ];
    const answered = each.filter((is) => isAnswered({ is } as AskedNow));
    expect(answered).toEqual(['repeated', 'within', 'moved', 'revoked', 'gone', 'expired']);
  });
});

it.each<[Asked['message'], Asked['message'], boolean]>([
  [reminder, reminder, true],
  [reminder, news('exceeding'), false],
  [news('replaced'), reminder, false],
  [news('replaced'), news('replaced'), true],
  [news('replaced'), news('prolonged'), false],
  [news('prolonged'), news('replaced'), false],
  [news('prolonged'), news('exceeding'), true],
  [news('exceeding'), news('prolonged'), true],
  [news('exceeding'), news('exceeding'), true],
])('of what goes past an approval the later message takes the place of both kinds: %j, %j', (one, other, is) => {
  expect(isSameQuestion(one, other)).toBe(is);
});

describe('the new end of a token', () => {
  const wider = prolonged({ excess: [longer(), { kind: 'all_repositories' }] });
  it.each<[string, ActiveToken, AskedNow | null, ReturnType<typeof wayToAsk>]>([
    ['here, where that is all', prolonged(), { is: 'open' }, 'here'],
    ['by the command, where the message asks nothing', prolonged(), null, 'by_command'],
    ['by the command, where it is wider besides', wider, { is: 'open' }, 'by_command'],
    ['no more, once it was denied', prolonged(), { is: 'denied' }, 'no_more'],
    ['no more, once it was requested', prolonged(), { is: 'renewing' }, 'no_more'],
    ['by the command, where it has no renewal', prolonged({ status: 'revoking' }), { is: 'open' }, 'by_command'],
  ])('is requested %s', (_, token, so, way) => {
    expect(wayToAsk(token, so)).toBe(way);
  });
});

describe('of two that a token’s holder was told', () => {
  const unused = { kind: 'unused_token', id: grant().id } as const;
  it.each([
    ['the same', news('replaced'), news('replaced'), true],
    ['a prolonged one and a wider one', news('prolonged'), news('exceeding'), true],
    ['a wider one and a prolonged one', news('exceeding'), news('prolonged'), true],
    ['a wider one and one that was replaced', news('exceeding'), news('replaced'), false],
    ['one that was replaced and a wider one', news('replaced'), news('exceeding'), false],
    ['news and a reminder', news('exceeding'), reminder, false],
    ['a reminder and news', reminder, news('prolonged'), false],
    ['two reminders', reminder, reminder, true],
    ['a reminder and a question about its use', reminder, unused, false],
  ] as const)('%s are %s', (_, one, other, isSame) => {
    expect(isSameQuestion(one as never, other as never)).toBe(isSame);
  });
});
