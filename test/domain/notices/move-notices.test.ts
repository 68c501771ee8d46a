import { describe, expect, it } from 'vitest';
import { dayMs } from '../../../src/domain/ids.ts';
import { moveNotices } from '../../../src/domain/notices/move-notices.ts';
import { notice, now } from '../../support/sample-dossiers.ts';

const inBerlin = Date.UTC(2026, 6, 2, 7);
const inNewYork = Date.UTC(2026, 6, 2, 13);
const planned = notice(7, { dueAt: inBerlin });

describe('notices of somebody who moved', () => {
  it('come at nine in the morning there', () => {
    expect(moveNotices([planned], 'America/New_York', now)).toEqual([
      { table: 'due_notices', was: 1, row: { ...planned, version: 2, dueAt: inNewYork } },
    ]);
  });

  it('come at once where that morning has passed', () => {
    const later = inBerlin + 3_600_000;
    const moved = moveNotices([notice(7, { dueAt: inNewYork })], 'Europe/Berlin', later);
    expect(moved).toMatchObject([{ row: { dueAt: later } }]);
  });

  it('of the day itself come on the weekend there, where the Friday before has passed', () => {
    const ends = Date.UTC(2026, 6, 5, 20);
    const saturday = Date.UTC(2026, 6, 4, 12);
    const sunday = notice(0, { expiresAt: ends, dueAt: Date.UTC(2026, 6, 5, 7) });
    expect(moveNotices([sunday], 'America/New_York', saturday)).toMatchObject([
      { row: { dueAt: Date.UTC(2026, 6, 5, 13) } },
    ]);
  });

  it.each(['claimed', 'superseded', 'cancelled', 'declined'] as const)('stay as they are where one is %s', (status) => {
    expect(moveNotices([notice(7, { dueAt: inBerlin, status })], 'America/New_York', now)).toEqual([]);
  });

  it('stay where they are due already, are of the end itself, or would not move', () => {
    expect(moveNotices([planned], 'America/New_York', inBerlin)).toEqual([]);
    expect(moveNotices([notice('expired', { dueAt: now + dayMs })], 'America/New_York', now)).toEqual([]);
    expect(moveNotices([planned], 'Europe/Berlin', now)).toEqual([]);
  });
});
