import { describe, expect, it } from 'vitest';
import type { ClassicToken } from '../../src/domain/classic/classic-token.ts';
import type { Instant } from '../../src/domain/ids.ts';
import {
  type AboutActiveToken,
  activeTokenMessageMatters,
  classicEndMatters,
  classicTokenCardMatters,
  hasLeftWith,
  hasWaited,
  isToldWithLeaver,
  noticeMatters,
  pendingTokenMessageMatters,
  requestMessageMatters,
} from '../../src/domain/still-matters.ts';
import type { ActiveToken } from '../../src/domain/tokens/token.ts';
import { afterUseAct } from '../../src/domain/tokens/use-question.ts';
import { grant, notice, now } from '../support/sample-dossiers.ts';
import { bea } from '../support/sample-people.ts';
import { actual } from '../support/sample-scopes.ts';

const requestStatuses = [
  ...(['pending', 'approved', 'claimed', 'fulfilled'] as const),
  ...(['denied', 'withdrawn', 'lapsed', 'ended'] as const),
];
const waitingStatuses = [
  ...(['open', 'held', 'approving', 'denying'] as const),
  ...(['approved', 'denied', 'cancelled', 'expired', 'closed'] as const),
];
const activeStatuses = ['active', 'exceeding', 'revoking', 'revoked', 'expired', 'gone'] as const;

describe('a message about a request that waited', () => {
  it.each([
    ['request_card', ['pending', 'approved', 'claimed', 'fulfilled']],
    ['request_sent', ['pending', 'approved', 'claimed']],
    ['request_approved', ['approved', 'claimed']],
    ['request_question', ['pending']],
    ['request_offer', ['pending']],
  ] as const)('is sent as %s while the request is %j', (kind, statuses) => {
    expect(requestStatuses.filter((status) => requestMessageMatters(kind, status))).toEqual(statuses);
  });
});

describe('a message about a token that waits for approval', () => {
  it.each([
    ['pending_token_card', ['open', 'held', 'approving', 'denying', 'approved']],
    ['pending_token_held', ['open', 'held', 'approving', 'denying']],
  ] as const)('is sent as %s while the token is %j', (kind, statuses) => {
    expect(waitingStatuses.filter((status) => pendingTokenMessageMatters(kind, status))).toEqual(statuses);
  });
});

describe('a message about an active token', () => {
  const id = 'active-1';
  const news = (one: Extract<AboutActiveToken, { kind: 'active_token_news' }>['news']) =>
    ({ kind: 'active_token_news', id, news: one, audience: 'holder' }) as const;
  const sentWhile = (message: AboutActiveToken, some: Partial<ActiveToken> = {}) =>
    activeStatuses.filter((status) => activeTokenMessageMatters(message, grant({ status, ...some })));
  const living = ['active', 'exceeding', 'revoking'];

  it.each([
    ['that approval is off', { kind: 'approval_off', id }, activeStatuses],
    ['of an owner to its holder', { kind: 'holder_reminder', id, by: bea.slackId }, ['active', 'exceeding']],
    ['that it is wider', news('exceeding'), ['exceeding']],
    ['that it was prolonged', news('prolonged'), ['exceeding']],
    ['that it has gone', news('gone'), ['gone']],
    ['that it was revoked', news('revoked'), ['revoked']],
    ['that it was accepted', news('accepted'), living],
    ['that another took its place', news('replaced'), living],
  ] as const)('%s is sent while it is %j', (_, message, statuses) => {
    expect(sentWhile(message)).toEqual(statuses);
  });

  it('that it was not revoked is sent as long as that is so, and why is known', () => {
    const revocation = { by: bea, as: 'reviewer', reason: 'So.', at: now } as const;
    const ofNews = (refused: 'github_refused' | null) =>
      sentWhile(news('not_revoked'), { revocation: { ...revocation, refused } });
    expect(ofNews('github_refused')).toEqual(['active', 'exceeding']);
    expect(ofNews(null)).toEqual([]);
    expect(sentWhile(news('not_revoked'), { revocation: null })).toEqual([]);
  });

  it('that shows it to the reviewers is sent while somebody should look, or a revocation was tried', () => {
    const card = { kind: 'active_token_card', id } as const;
    const revocation = { by: bea, as: 'reviewer', reason: 'So.', at: now, refused: null } as const;
    expect(sentWhile(card, { agreement: null, revocation: null })).toEqual(living);
    expect(sentWhile(card, { revocation: null })).toEqual(['exceeding', 'revoking']);
    expect(sentWhile(card, { revocation })).toEqual(activeStatuses);
    // What was revoked with others has their one message.
    expect(sentWhile(card, { revocation: { ...revocation, together: 'x' } })).toEqual(living);
  });

  it('that shows a classic one is sent while it is active, and however late where somebody revoked it', () => {
    const revocation = { by: bea, as: 'reviewer', reason: 'So.', at: now, refused: null } as const;
    const ofClassic = (some: Pick<ClassicToken, 'revocation'>) =>
      (['active', 'revoking', 'revoked', 'gone'] as const).filter((status) =>
        classicTokenCardMatters({ status, ...some }),
      );
    expect(ofClassic({ revocation: null })).toEqual(['active']);
    expect(ofClassic({ revocation })).toEqual(['active', 'revoking', 'revoked', 'gone']);
  });

  it('that asks about its use is sent while that is asked', () => {
    const asked = afterUseAct(null, { act: 'ask_use', asked: bea.slackId }, now);
    const message = { kind: 'unused_token', id } as const;
    expect(activeTokenMessageMatters(message, grant({ unused: null }))).toBe(false);
    expect(activeTokenMessageMatters(message, grant({ unused: asked }))).toBe(true);
  });
});

describe('a notice of an end that waited', () => {
  const endsAt = now + 1;
  const token = grant({ scope: actual({ expiresAt: endsAt }) });
  const reminder = notice(7, { id: 'n7', expiresAt: endsAt, dueAt: now - 2, status: 'claimed' });
  const ended = notice('expired', { id: 'end', expiresAt: endsAt, dueAt: now - 2, status: 'claimed' });
  const later = { ...reminder, id: 'n3', dueAt: now };
  type Notices = readonly (typeof reminder)[];
  it.each<
    readonly [behaviour: string, one: typeof reminder, of: ActiveToken | null, all: Notices, at: Instant, is: boolean]
  >([
    ['is told while it is true', reminder, token, [reminder], now, true],
    ['is not told of a token that is not known', reminder, null, [reminder], now, false],
    ['is not told of an end that moved', reminder, grant({ scope: actual({ expiresAt: now + 2 }) }), [], now, false],
    ['is not told of what is gone', reminder, { ...token, status: 'gone' }, [], now, false],
    ['is not told of what was revoked', ended, { ...token, status: 'revoked' }, [], now, false],
    ['is not told before an end that has passed', reminder, token, [], endsAt, false],
    ['is told of the end whenever that passed', ended, token, [later], endsAt, true],
    ['gives way to a later one', reminder, token, [reminder, later], now, false],
    ['gives way to none that is not due yet', reminder, token, [{ ...later, dueAt: now + 1 }], now, true],
    ['gives way to none that fell due with it', reminder, token, [{ ...later, dueAt: reminder.dueAt }], now, true],
    ['gives way to none that is not sent', reminder, token, [{ ...later, status: 'planned' }], now, true],
    ['gives way to none of another end', reminder, token, [{ ...later, expiresAt: now + 9 }], now, true],
    ['does not give way to itself', reminder, token, [{ ...later, id: 'n7' }], now, true],
  ])('%s', (_, one, of, all, at, is) => {
    expect(noticeMatters(one, of, all, at)).toBe(is);
  });

  it.each<
    readonly [behaviour: string, threshold: 7 | 'expired', known: Instant | null, isRevoked: boolean, is: boolean]
  >([
    ['of a classic token is told while it is true', 7, now + 1, false, true],
    ['of one that ended says so', 'expired', now, false, true],
    ['of one is not told before an end that has passed', 7, now, false, false],
    ['of one is not told of an end that moved', 7, null, false, false],
    ['of one is not told of what was revoked', 7, now + 1, true, false],
  ])('%s', (_, threshold, known, isRevoked, is) => {
    const end = { threshold, endsAt: known ?? now + 1 };
    expect(classicEndMatters(end, { endsAt: known, isRevoked }, now)).toBe(is);
  });
});

describe('a message that is to be sent', () => {
  const alone = { isLed: false, isDelayed: false };
  it.each<[string, { failures: number; attempt: number }, { isLed: boolean; isDelayed: boolean }, boolean]>([
    ['is fresh at its first try', { failures: 0, attempt: 1 }, alone, false],
    ['has waited where it failed', { failures: 1, attempt: 1 }, alone, true],
    ['has waited where it was tried before, though that was no failure', { failures: 0, attempt: 2 }, alone, true],
    ['has waited where it was to', { failures: 0, attempt: 1 }, { ...alone, isDelayed: true }, true],
    ['is fresh in another one’s message, never tried', { failures: 0, attempt: 0 }, { ...alone, isLed: true }, false],
    ['has waited where it was tried alone before', { failures: 0, attempt: 1 }, { ...alone, isLed: true }, true],
  ])('%s', (_, tries, how, is) => {
    expect(hasWaited(tries, how)).toBe(is);
  });
});

describe('a token that is gone', () => {
  it('is so since its holder left, where GitHub says that they are no member', () => {
    expect([false, true, null].map((isMember) => hasLeftWith('gone', isMember))).toEqual([true, false, false]);
    expect(hasLeftWith('revoked', false)).toBe(false);
  });

  it('is told to the reviewers with all else that a leaver leaves, and to nobody else so', () => {
    expect(isToldWithLeaver({ news: 'gone', audience: 'reviewers' }, false)).toBe(true);
    expect(isToldWithLeaver({ news: 'gone', audience: 'holder' }, false)).toBe(false);
    expect(isToldWithLeaver({ news: 'gone', audience: 'reviewers' }, null)).toBe(false);
    expect(isToldWithLeaver({ news: 'revoked', audience: 'reviewers' }, false)).toBe(false);
  });
});
