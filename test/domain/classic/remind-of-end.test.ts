import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import { type Reminded, remindOfRequest, remindOfToken } from '../../../src/domain/classic/remind-of-end.ts';
import { dayMs } from '../../../src/domain/ids.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import { effectsOf, keysOf, rowOf, stepsOf } from '../../support/read-change.ts';
import { approvedClassic, classicToken } from '../../support/sample-classic.ts';
import { mona } from '../../support/sample-people.ts';
import { agreement, noon } from '../../support/sample-scopes.ts';

const hourMs = 3_600_000;
const endsAt = noon + 30 * dayMs;
const to: Reminded = { slackId: mona.slackId, zone: 'UTC', reminderDays: [14, 7] };
/** Nine in the morning, so many days before the day on which it ends. */
const morning = (days: number): number => endsAt - days * dayMs - 3 * hourMs;
const classic = (told: NonNullable<TokenRequest['classic']>['told']): Partial<TokenRequest> => ({
  classic: { madeAt: noon, lastEight: null, told },
});
const made = approvedClassic(7, { status: 'fulfilled', ...classic(null) });

/** Approved long before it was made. */
const sevenDays: TokenRequest = {
  ...made,
  agreement: { ...agreement(), agreedAt: noon - 20 * dayMs, lapsesAt: null, lifetime: { kind: 'days', days: 7 } },
};

describe('a classic token that GitHub does not show', () => {
  it('is reminded of by its request, when a reminder is due', () => {
    const change = remindOfRequest(made, to, morning(14));
    expect(stepsOf(change)).toEqual(['notice.send PAT-7']);
    expect(rowOf(change, 'token_requests').classic?.told).toBe(14);
    expect(effectsOf(change)).toEqual([`classic_ends to ${mona.slackId}`]);
    expect(keysOf(change)).toEqual([`classic_ends:PAT-7:14:${endsAt}`]);
    expect(change).toMatchObject({ effects: [{ message: { number: 7, id: null, threshold: 14, endsAt } }] });
  });

  it('is told to the channel where nobody is linked', () => {
    const change = remindOfRequest(made, { ...to, slackId: null }, morning(14));
    expect(effectsOf(change)).toEqual(['classic_ends to reviewers']);
  });

  it.each<readonly [when: string, request: TokenRequest, now: number]>([
    ['before the first reminder', made, morning(14) - 1],
    ['twice', approvedClassic(7, { status: 'fulfilled', ...classic(14) }), morning(14)],
    ['where it never ends', approvedClassic(7, { agreement: null }), endsAt],
    ['of what was past when it was made, and so got its end', sevenDays, noon + 1],
    ['where its request is for another kind', approvedClassic(7, { classic: null }), endsAt],
    ['before it was approved', { ...made, createdAt: noon, agreement: agreedAt(morning(7) + 1) }, morning(7) + 2],
  ])('is not reminded of %s', (_, request, now) => {
    expect(remindOfRequest(request, to, now)).toBe(noChange);
  });

  it('that its holder made is reminded of by the end of before, where making it moved nothing', () => {
    const late = { madeAt: morning(14) + 1, lastEight: null, told: null };
    const change = remindOfRequest({ ...made, classic: late, agreement: agreedAt(noon) }, to, morning(14) + 2);
    expect(rowOf(change, 'token_requests').classic?.told).toBe(14);
  });

  it('that its holder made has ended, and that is told', () => {
    const change = remindOfRequest(made, to, endsAt);
    expect(stepsOf(change)).toEqual(['notice.send PAT-7']);
    expect(rowOf(change, 'token_requests')).toMatchObject({ status: 'fulfilled', classic: { told: 'expired' } });
  });

  it('that nobody said to have made lapses at its end, and nothing else is told', () => {
    const change = remindOfRequest(approvedClassic(7), to, endsAt);
    expect(stepsOf(change)).toEqual(['request.lapse PAT-7']);
    expect(keysOf(change).filter((key) => key.startsWith('classic_ends'))).toEqual([]);
  });

  it('that nobody said to have made is reminded of before its end', () => {
    expect(stepsOf(remindOfRequest(approvedClassic(7), to, morning(7)))).toEqual(['notice.send PAT-7']);
  });
});

/** What was agreed that late, until the same end. */
function agreedAt(at: number): TokenRequest['agreement'] {
  const { agreement } = made;
  return agreement === null ? null : { ...agreement, agreedAt: at, lifetime: { kind: 'until', at: endsAt } };
}

describe('a classic token that GitHub shows', () => {
  const token = classicToken({ expiresAt: endsAt });

  it('is reminded of, when a reminder is due', () => {
    const change = remindOfToken(token, to, morning(14));
    expect(stepsOf(change)).toEqual(['classic_token.tell classic_token:classic-1-501']);
    expect(rowOf(change, 'classic_tokens').told).toEqual({ threshold: 14, expiresAt: endsAt });
    expect(effectsOf(change)).toContain(`classic_ends to ${mona.slackId}`);
    expect(keysOf(change)).toContain(`classic_ends:classic_token:classic-1-501:14:${endsAt}`);
    expect(change).toMatchObject({
      effects: expect.arrayContaining([
        expect.objectContaining({
          message: { kind: 'classic_ends', number: null, id: token.id, threshold: 14, endsAt },
        }),
      ]),
    });
  });

  it('is told to the channel where nobody is linked', () => {
    const change = remindOfToken(token, { ...to, slackId: null }, morning(14));
    expect(effectsOf(change)).toContain('classic_ends to reviewers');
  });

  it('is reminded of anew once its end was moved', () => {
    const moved = { ...token, told: { threshold: 'expired', expiresAt: endsAt - dayMs } } as const;
    expect(rowOf(remindOfToken(moved, to, morning(14)), 'classic_tokens').told?.threshold).toBe(14);
  });

  it.each([
    ['before the first reminder', token, morning(14) - 1],
    ['where it never ends', classicToken({ expiresAt: null }), endsAt],
    ['twice', { ...token, told: { threshold: 14, expiresAt: endsAt } } as const, morning(14)],
    ['of what was past when it was first seen', { ...token, firstSeenAt: morning(14) + 1 }, morning(14) + 2],
  ])('is not reminded %s', (_, one, now) => {
    expect(remindOfToken(one, to, now)).toBe(noChange);
  });

  it('whose access was revoked is not reminded of: nothing can be told of it', () => {
    const change = remindOfToken({ ...token, status: 'revoked' }, to, morning(14));
    expect(change).toMatchObject({ refused: true, why: 'active_token_already' });
  });
});
