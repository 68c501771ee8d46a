import { describe, expect, it } from 'vitest';
import type { DueNotice } from '../../../src/domain/notices/due-notice.ts';
import { planNotices } from '../../../src/domain/notices/plan-notices.ts';
import { grant, notice, now } from '../../support/sample-dossiers.ts';
import { actual, noon } from '../../support/sample-scopes.ts';

const { expiresAt } = grant().scope;
const end = expiresAt ?? 0;
const planned = { zone: 'Europe/Berlin', reminderDays: [7], from: now, owesEnd: false };

function plan(known: readonly DueNotice[], token = grant()) {
  return planNotices(token, known, planned);
}

describe('the notices of a token', () => {
  it('are a row for each threshold, named after the token, its end and the threshold', () => {
    const row = (threshold: number | 'expired', dueAt: number) => ({
      table: 'due_notices',
      was: null,
      row: notice(threshold, { dueAt }),
    });
    // It ends at noon in London, two in the afternoon in Berlin, on 9 July.
    expect(plan([])).toEqual([row(7, Date.UTC(2026, 6, 2, 7)), row(0, Date.UTC(2026, 6, 9, 7)), row('expired', end)]);
  });

  it('are none for a token that never ends', () => {
    expect(plan([], grant({ scope: actual({ expiresAt: null }) }))).toEqual([]);
  });

  it.each(['planned', 'claimed', 'superseded'] as const)('are never planned twice: one is %s', (status) => {
    const thresholds = plan([notice(7, { status }), notice('expired', { status })]).map(
      ({ row }) => (row as DueNotice).threshold,
    );
    expect(thresholds).toEqual([0]);
  });

  it('that were cancelled are taken up again where the end moved back', () => {
    const before = notice(7, { status: 'cancelled', version: 4, id: 'of-old', dueAt: noon });
    expect(plan([before])[0]).toEqual({
      table: 'due_notices',
      was: 4,
      row: { ...before, version: 5, status: 'planned', dueAt: Date.UTC(2026, 6, 2, 7) },
    });
  });

  it.each<[string, Partial<DueNotice>]>([
    ['another grant', { activeTokenId: 'active-2' }],
    ['another end', { expiresAt: end + 1 }],
    ['another threshold', { threshold: 3 }],
  ])('are not those of %s', (_, some) => {
    expect(plan([notice(7, { version: 4, ...some })])[0]).toMatchObject({ was: null, row: { threshold: 7 } });
  });
});
