import { describe, expect, it } from 'vitest';
import { dayMs } from '../../../src/domain/ids.ts';
import type { Destination } from '../../../src/domain/message.ts';
import {
  dueNow,
  grantNow,
  isOverForGood,
  offersRenewal,
  type ReminderNow,
  reminderNow,
} from '../../../src/domain/notices/reminder-now.ts';
import type { ActiveToken } from '../../../src/domain/tokens/token.ts';
import { acme, grant, notice, now, requestNumber } from '../../support/sample-dossiers.ts';
import { bea } from '../../support/sample-people.ts';

const end = grant().scope.expiresAt ?? 0;
const later = { ...grant().scope, expiresAt: end + dayMs };
const endless = { ...grant().scope, expiresAt: null };
const declined = notice(3, { status: 'declined' });

describe('what was said of an end', () => {
  it.each<[string, Partial<ActiveToken>, ReminderNow]>([
    ['holds', {}, { is: 'true' }],
    ['holds of one that is flagged', { status: 'exceeding' }, { is: 'true' }],
    ['is another end', { scope: later }, { is: 'moved', expiresAt: end + dayMs }],
    ['is no end', { scope: endless }, { is: 'moved', expiresAt: null }],
    [
      'is another end of one that is flagged',
      { scope: later, status: 'exceeding' },
      { is: 'moved', expiresAt: end + dayMs },
    ],
    ['is being ended', { status: 'revoking' }, { is: 'revoking' }],
    ['was ended', { status: 'revoked', changedAt: now }, { is: 'revoked', at: now }],
    [
      'was ended, whatever its end was',
      { status: 'revoked', changedAt: now, scope: later },
      { is: 'revoked', at: now },
    ],
    ['was lost', { status: 'gone', changedAt: now }, { is: 'gone', at: now }],
    ['has come', { status: 'expired', changedAt: now }, { is: 'expired', at: end }],
  ])('%s', (_, some, is) => {
    expect(reminderNow(notice(7), grant(some), [], null)).toEqual(is);
  });

  it('is no matter where another token does its work', () => {
    expect(reminderNow(notice(7), grant(), [declined], requestNumber(8))).toEqual({ is: 'replaced', by: 8 });
    expect(reminderNow(notice(7), grant({ status: 'revoking' }), [], requestNumber(8))).toEqual({ is: 'revoking' });
  });

  it.each([
    ['let it end', [declined], 'declined'],
    ['let another end come', [notice(3, { status: 'declined', expiresAt: end + 1 })], 'true'],
    ['was told of it before', [notice(14, { status: 'claimed', dueAt: notice(7).dueAt - dayMs })], 'true'],
    ['was told of it at that moment', [notice(14, { status: 'claimed', dueAt: notice(7).dueAt })], 'true'],
    ['was told of it again', [notice(3, { status: 'claimed', dueAt: notice(7).dueAt + 1 })], 'repeated'],
    ['is told of it later', [notice(3, { status: 'planned', dueAt: notice(7).dueAt + 1 })], 'true'],
    [
      'was told of another end later',
      [notice(3, { status: 'claimed', expiresAt: end + 1, dueAt: notice(7).dueAt + 1 })],
      'true',
    ],
    ['was told of it again and let it end', [declined, notice(3, { status: 'claimed', dueAt: now })], 'declined'],
  ] as const)('says so where its holder %s', (_, known, is) => {
    expect(reminderNow(notice(7), grant(), known, null)).toEqual({ is });
  });
});

describe('that a token has expired', () => {
  it('stays so, but where it lives on', () => {
    const over = notice('expired');
    expect(reminderNow(over, grant({ status: 'expired' }), [], null)).toEqual({ is: 'true' });
    // Nobody is asked to get another one then.
    for (const status of ['expired', 'active'] as const) {
      expect(reminderNow(over, grant({ status }), [], requestNumber(8))).toEqual({ is: 'replaced', by: 8 });
    }
    expect(reminderNow(over, grant({ status: 'gone' }), [], requestNumber(8))).toEqual({ is: 'true' });
    expect(reminderNow(over, grant({ status: 'revoked' }), [declined], requestNumber(8))).toEqual({ is: 'true' });
    expect(reminderNow(over, grant({ status: 'gone', scope: later }), [], null)).toEqual({ is: 'true' });
    expect(reminderNow(over, grant({ scope: later }), [], null)).toMatchObject({ is: 'moved' });
  });
});

it('is asked of the grant that lives, or of the last one', () => {
  const [old, living, newer] = [grant({ id: 'a' }), grant({ id: 'b' }), grant({ id: 'c', status: 'gone' })];
  expect(grantNow([old, living, newer])).toBe(living);
  expect(grantNow([{ ...old, status: 'gone' }, { ...living, status: 'gone' }, newer])).toBe(newer);
  expect(grantNow([])).toBeNull();
});

it('is over for good where nothing can be pressed again', () => {
  const each = ['true', 'declined', 'revoking', 'replaced', 'moved', 'repeated', 'revoked', 'gone', 'expired'] as const;
  expect(each.filter((is) => isOverForGood({ is } as ReminderNow))).toEqual([
    ...['moved', 'repeated', 'revoked', 'gone', 'expired'],
  ]);
});

describe('what a notice says that is due', () => {
  const successor = grant({ requestNumber: requestNumber(8) });
  const over = notice('expired');

  it('is said while it is so', () => {
    expect(dueNow(notice(7), grant(), [], null, now)).toEqual({ token: grant() });
    expect(dueNow(notice(7), grant({ status: 'revoked' }), [], null, now)).toBeNull();
    expect(dueNow(notice(7), null, [], null, now)).toBeNull();
  });

  it('is said at the end with the token that took its place, and before it without', () => {
    expect(dueNow(over, grant(), [], successor, now)).toEqual({ token: grant(), so: { is: 'replaced', by: 8 } });
    expect(dueNow(over, grant(), [], null, now)).toEqual({ token: grant() });
    expect(dueNow(notice(7), grant(), [], successor, now)).toEqual({ token: grant() });
  });

  it('offers a renewal to a person, before the end', () => {
    const person: Destination = { to: 'person', slackId: bea.slackId, organizationId: acme };
    const reviewers: Destination = { to: 'reviewers', organizationId: acme };
    expect(offersRenewal(notice(7), person)).toBe(true);
    expect(offersRenewal(over, person)).toBe(false);
    expect(offersRenewal(notice(7), reviewers)).toBe(false);
    expect(offersRenewal(notice(7), null)).toBe(false);
  });
});
