import { describe, expect, it } from 'vitest';
import type { Write } from '../../../src/domain/change.ts';
import { dayMs } from '../../../src/domain/ids.ts';
import type { DueNotice } from '../../../src/domain/notices/due-notice.ts';
import { planNotices } from '../../../src/domain/notices/plan-notices.ts';
import { actual } from '../../support/sample-scopes.ts';
import { activeToken } from '../../support/sample-tokens.ts';

const ends = Date.UTC(2026, 5, 20, 20);
const token = activeToken(7, { scope: actual({ expiresAt: ends }) });
const planned = { zone: 'UTC', reminderDays: [7], from: Date.UTC(2026, 5, 1), owesEnd: false };

function notice(some: Partial<DueNotice>): DueNotice {
  return {
    id: 'kept',
    version: 3,
    organizationId: token.organizationId,
    activeTokenId: token.id,
    holder: token.holder,
    expiresAt: ends,
    threshold: 7,
    dueAt: Date.UTC(2026, 5, 13, 9),
    status: 'planned',
    ...some,
  };
}

function thresholdsOf(writes: readonly Write[]): readonly unknown[] {
  return writes.map((write) => (write.table === 'due_notices' ? write.row.threshold : write.table));
}

describe('the notices of a token', () => {
  it('are rows of their own, one for each time', () => {
    const row = { ...notice({ version: 1 }), dueAt: 0 };
    expect(planNotices(token, [], planned)).toEqual([
      {
        table: 'due_notices',
        was: null,
        row: { ...row, id: `active-7-${ends}-7`, threshold: 7, dueAt: Date.UTC(2026, 5, 13, 9) },
      },
      {
        table: 'due_notices',
        was: null,
        row: { ...row, id: `active-7-${ends}-0`, threshold: 0, dueAt: Date.UTC(2026, 5, 20, 9) },
      },
      {
        table: 'due_notices',
        was: null,
        row: { ...row, id: `active-7-${ends}-expired`, threshold: 'expired', dueAt: ends },
      },
    ]);
  });

  it('are none for a token that never expires, though some were planned before', () => {
    const forEver = activeToken(7, { scope: actual({ expiresAt: null }) });
    expect(planNotices(forEver, [notice({})], { ...planned, from: Date.UTC(1960) })).toEqual([]);
  });

  it.each(['planned', 'claimed', 'superseded'] as const)('are not planned twice: one is %s already', (status) => {
    expect(thresholdsOf(planNotices(token, [notice({ status })], planned))).toEqual([0, 'expired']);
  });

  it('are taken up again where they were cancelled, since the expiry moved back', () => {
    const [first, ...others] = planNotices(token, [notice({ status: 'cancelled' })], planned);
    expect(first).toEqual({ table: 'due_notices', was: 3, row: notice({ version: 4, status: 'planned' }) });
    expect(thresholdsOf(others)).toEqual([0, 'expired']);
  });

  it.each<[string, Partial<DueNotice>]>([
    ['another token', { activeTokenId: 'active-8' }],
    ['another expiry', { expiresAt: ends + dayMs }],
    ['another day', { threshold: 3 }],
  ])('are not taken for those of %s', (_, other) => {
    expect(thresholdsOf(planNotices(token, [notice(other)], planned))).toEqual([7, 0, 'expired']);
  });

  it('are planned from now on, but for an end that is owed', () => {
    const late = { ...planned, from: ends + dayMs };
    expect(thresholdsOf(planNotices(token, [], late))).toEqual([]);
    expect(thresholdsOf(planNotices(token, [], { ...late, owesEnd: true }))).toEqual(['expired']);
  });
});
