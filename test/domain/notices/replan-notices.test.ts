import { describe, expect, it } from 'vitest';
import type { DueNotice } from '../../../src/domain/notices/due-notice.ts';
import {
  arePlannedBy,
  isPlannedOtherwise,
  notePlannedBy,
  replanNotices,
} from '../../../src/domain/notices/replan-notices.ts';
import { grant, notice, now, organization } from '../../support/sample-dossiers.ts';
import { actual } from '../../support/sample-scopes.ts';

const token = grant();
const end = token.scope.expiresAt ?? 0;
const inBerlin = Date.UTC(2026, 6, 2, 7);
const itself = [notice(0), notice('expired')];
const guard = { table: 'active_tokens', was: token.version, row: { ...token, version: token.version + 1 }, only: [] };

function replan(known: readonly DueNotice[], reminderDays: readonly number[], of = token) {
  const writes = replanNotices(of, known, { zone: 'Europe/Berlin', reminderDays, from: now });
  expect(isPlannedOtherwise(of, known, { reminderDays }) || writes.length === 0).toBe(true);
  return writes;
}

describe('where the days of reminders change', () => {
  it('a day that is new is planned, in the holder’s morning, written with its token', () => {
    expect(replan(itself, [7])).toEqual([
      { table: 'due_notices', was: null, row: notice(7, { dueAt: inBerlin }) },
      guard,
    ]);
  });

  it('a day that is new is planned beside one that stays', () => {
    expect(replan([notice(7), ...itself], [7, 3])).toMatchObject([{ was: null, row: { threshold: 3 } }, guard]);
  });

  it('nothing is planned of an end that has passed', () => {
    const later = { zone: 'Europe/Berlin', reminderDays: [7], from: end + 1 };
    expect(replanNotices(token, [], later)).toEqual([]);
  });

  it('a day that is gone is cancelled, and taken up again where it comes back', () => {
    const seven = notice(7, { dueAt: inBerlin, version: 3 });
    const cancelled = { ...seven, status: 'cancelled', version: 4 } as const;
    expect(replan([seven, ...itself], [])).toEqual([{ table: 'due_notices', was: 3, row: cancelled }, guard]);
    expect(replan([cancelled, ...itself], [7])).toEqual([
      { table: 'due_notices', was: 4, row: { ...seven, version: 5 } },
      guard,
    ]);
  });

  it('the day itself, the end, and a day that stays are left alone', () => {
    const known = [notice(7), ...itself];
    expect(replan(known, [7])).toEqual([]);
    expect(isPlannedOtherwise(token, known, { reminderDays: [7] })).toBe(false);
  });

  it.each(['claimed', 'superseded'] as const)('what is %s stays so, on the list or off it', (status) => {
    expect(replan([notice(7, { status }), ...itself], [7])).toEqual([]);
    expect(replan([notice(7, { status }), ...itself], [])).toEqual([]);
  });

  it('nobody who lets it end is reminded of that end again', () => {
    const declined = [notice(3, { status: 'declined' }), notice(1), ...itself];
    expect(replan(declined, [7])).toEqual([]);
    const ofAnother = notice(3, { status: 'declined', expiresAt: end + 1 });
    expect(replan([ofAnother, ...itself], [7])).toHaveLength(2);
  });

  it('a morning that has passed is not made up for', () => {
    expect(isPlannedOtherwise(token, itself, { reminderDays: [60] })).toBe(true);
    expect(replan(itself, [60])).toEqual([]);
  });

  it('a token that never ends has none', () => {
    const endless = grant({ scope: actual({ expiresAt: null }) });
    expect(isPlannedOtherwise(endless, [], { reminderDays: [7] })).toBe(false);
    expect(replan([notice(7)], [], endless)).toEqual([]);
  });

  it.each<[string, Partial<DueNotice>]>([
    ['another grant', { activeTokenId: 'active-2' }],
    ['another end', { expiresAt: end + 1 }],
  ])('those of %s are not its own', (_, some) => {
    expect(replan([notice(3, some), ...itself], [])).toEqual([]);
  });
});

describe('an organization’s reminders are planned', () => {
  it.each<[string, readonly number[] | null, readonly number[], boolean]>([
    ['by the list that the policy has', [7, 3], [7, 3], true],
    ['by none, where the policy has none', [], [], true],
    ['by nothing that anybody wrote down', null, [7, 3], false],
    ['by nothing, which is not none', null, [], false],
    ['by a longer one', [7, 3, 1], [7, 3], false],
    ['by a shorter one', [7], [7, 3], false],
    ['by another', [7, 3], [7, 2], false],
  ])('%s', (_, reminderDays, days, is) => {
    expect(arePlannedBy({ reminderDays }, days)).toBe(is);
  });

  it('and its row says by which list', () => {
    const row = organization({ version: 5, reminderDays: [3] });
    expect(notePlannedBy(organization(), [3])).toEqual([{ table: 'organizations', was: 4, row }]);
  });
});
