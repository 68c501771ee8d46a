import { describe, expect, it } from 'vitest';
import { declaredEnd, endKnownSince, readLastEight } from '../../../src/domain/classic/classic-record.ts';
import { readClassicReason } from '../../../src/domain/classic/classic-terms.ts';
import { classicTokenName, isClassicTokenId, isLivingClassic } from '../../../src/domain/classic/classic-token.ts';
import { dueReminder, tellOfEnd } from '../../../src/domain/classic/due-reminder.ts';
import { dayMs } from '../../../src/domain/ids.ts';
import type { Lifetime } from '../../../src/domain/scope/agreement.ts';
import { rowOf } from '../../support/read-change.ts';
import { approvedClassic, classicToken, listedClassic } from '../../support/sample-classic.ts';
import { mona } from '../../support/sample-people.ts';
import { noon } from '../../support/sample-scopes.ts';

const hourMs = 3_600_000;
const endsAt = noon + 30 * dayMs;
const token = { endsAt, zone: 'UTC', reminderDays: [14, 7], from: noon, told: null };
/** Nine in the morning, so many days before the day on which it ends. */
const morning = (days: number): number => endsAt - days * dayMs - 3 * hourMs;

describe('which reminder of a classic token’s end is due', () => {
  it.each<[string, Partial<Parameters<typeof dueReminder>[0]>, number, number | 'expired' | null]>([
    ['none before the first', {}, morning(14) - 1, null],
    ['the first, at nine', {}, morning(14), 14],
    ['the latest alone after an outage', {}, morning(7) + hourMs, 7],
    ['none twice', { told: 7 }, morning(7) + hourMs, null],
    ['none that a later one overtook', { told: 7 }, morning(14), null],
    ['the day itself', { told: 7 }, morning(0), 0],
    ['its end', { told: 0 }, endsAt, 'expired'],
    ['its end alone, where nothing was told before', {}, endsAt + 90 * dayMs, 'expired'],
    ['its end once', { told: 'expired' }, endsAt + dayMs, null],
    ['none after its end was told, though the clock was set back', { told: 'expired' }, morning(7), null],
    ['none that was past when it was approved', { from: morning(14) + 1 }, morning(14) + 2, null],
    ['its end, although that was past by then', { from: endsAt + 1 }, endsAt + 1, 'expired'],
  ])('%s', (_what, some, now, expected) => {
    expect(dueReminder({ ...token, ...some }, now)).toBe(expected);
  });
});

describe('a reminder of a classic token’s end', () => {
  const classic = { madeAt: noon + hourMs, lastEight: '7f3a9c01', told: 14 } as const;

  it('is kept with its request, beside what its holder said of the token', () => {
    const told = tellOfEnd(approvedClassic(1, { classic }), 7, endsAt, mona.slackId, noon);
    expect(told.writes).toMatchObject([{ table: 'token_requests', was: 1 }]);
    expect(rowOf(told, 'token_requests')).toMatchObject({
      version: 2,
      status: 'approved',
      classic: { ...classic, told: 7 },
    });
    expect(told.effects).toEqual([]);
  });

  it('is kept of a request too of which its holder said nothing', () => {
    const told = tellOfEnd(approvedClassic(1, { classic: null }), 'expired', endsAt, null, noon);
    expect(rowOf(told, 'token_requests').classic).toEqual({ madeAt: null, lastEight: null, told: 'expired' });
  });

  it('stands in the trail, with whom it went to', () => {
    expect(tellOfEnd(approvedClassic(1), 7, endsAt, mona.slackId, noon).entries).toEqual([
      {
        ...{ at: noon, actor: 'countersign', act: 'notice.send', subject: 'PAT-1' },
        data: { threshold: 7, expiresAt: endsAt, to: mona.slackId },
      },
    ]);
  });
});

describe('when a classic token ends by what was declared', () => {
  const end = (lifetime: Lifetime, madeAt: number | null = null) => {
    const request = approvedClassic(1);
    if (request.agreement === null) throw new Error('not approved');
    const classic = { madeAt, lastEight: null, told: null };
    return declaredEnd({ agreement: { ...request.agreement, lifetime }, classic });
  };

  it.each<[string, number | null, number | null]>([
    ['days from its approval', end({ kind: 'days', days: 30 }), noon + 30 * dayMs],
    ['days from when it was made', end({ kind: 'days', days: 30 }, noon + dayMs), noon + 31 * dayMs],
    ['the end of a day', end({ kind: 'date', date: '2027-05-01' }), Date.UTC(2027, 4, 2) - 1],
    ['at once, for a day that is none', end({ kind: 'date', date: '2027-02-31' }), noon],
    ['the instant', end({ kind: 'until', at: noon + 5 }), noon + 5],
    ['never', end({ kind: 'never' }), null],
    ['never, where nothing is agreed', declaredEnd({ agreement: null, classic: approvedClassic(1).classic }), null],
    ['never, of another kind', declaredEnd({ agreement: approvedClassic(1).agreement, classic: null }), null],
  ])('%s', (_what, actual, expected) => {
    expect(actual).toBe(expected);
  });
});

describe('since when that end is known', () => {
  const { agreement, createdAt } = approvedClassic(1, { createdAt: noon - 5 });
  const record = (madeAt: number | null) => ({ madeAt, lastEight: null, told: null });
  const lasts = (lifetime: Lifetime) => (agreement === null ? null : { ...agreement, agreedAt: noon - 1, lifetime });
  const days = lasts({ kind: 'days', days: 30 });
  it.each<[string, Parameters<typeof endKnownSince>[0], number]>([
    ['when it was made, whose days count from then', { agreement: days, classic: record(noon), createdAt }, noon],
    ['its approval, as long as nobody said so', { agreement: days, classic: record(null), createdAt }, noon - 1],
    ['its approval, of another kind', { agreement: days, classic: null, createdAt }, noon - 1],
    [
      'its approval, where the end is a day that was agreed',
      { agreement: lasts({ kind: 'date', date: '2027-05-01' }), classic: record(noon), createdAt },
      noon - 1,
    ],
    ['its request, before anything is agreed', { agreement: null, classic: record(noon), createdAt }, noon - 5],
  ])('is %s', (_, request, at) => {
    expect(endKnownSince(request)).toBe(at);
  });
});

describe('a classic token', () => {
  it('is called by its note, else by what tells it from others', () => {
    const name = (note: string | null, lastEight: string | null) =>
      classicTokenName(listedClassic({ note, lastEight }));
    expect([name('publish', '7f3a9c01'), name(null, '7f3a9c01'), name(null, null)]).toEqual([
      ...['publish', '…7f3a9c01', 'credential 501'],
    ]);
  });

  it('is told from other tokens by its id', () => {
    expect([classicToken().id, 'active-1', 'not-classic-1'].filter(isClassicTokenId)).toEqual(['classic-1-501']);
  });

  it('lives until it is revoked or gone', () => {
    const all = ['active', 'revoking', 'revoked', 'gone'] as const;
    expect(all.filter((status) => isLivingClassic({ status }))).toEqual(['active', 'revoking']);
  });

  it('is asked for with one of the reasons that GitHub lists', () => {
    expect([readClassicReason('packages'), readClassicReason('because')]).toEqual(['packages', null]);
  });
});

describe('the last eight characters', () => {
  it('are eight letters, digits or underscores, and nothing else is kept', () => {
    expect(readLastEight(' 7f3a9c01 ')).toBe('7f3a9c01');
    for (const wrong of ['7f3a9c0', '7f3a9c012', '7f3a-c01', '', 'ghp_7f3a9c01'])
      expect(readLastEight(wrong)).toBeNull();
  });
});
