// Four hundred days of one token in each of six zones, with outages of up to two weeks, clocks that are set ahead and back, and ends that
// move. What is sent is held against a calendar that shares no code with the program.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DueNotice } from '../../../src/domain/notices/due-notice.ts';
import { latestUseful } from '../../../src/domain/notices/expiry.ts';
import { planNotices } from '../../../src/domain/notices/plan-notices.ts';
import { dayMs, hourMs, order, thresholds, wanted, zones } from '../../support/notice-calendar.ts';
import { grant } from '../../support/sample-dossiers.ts';
import { actual } from '../../support/sample-scopes.ts';
import { isWhole } from '../../support/share.ts';

const begin = Date.UTC(2026, 8, 1);

type Sent = { readonly key: string; readonly at: number };

/** The program's rules, woken every half hour but for its outages, by a clock that may be wrong for some of it. */
function live(
  zone: string,
  ends: readonly { readonly from: number; readonly end: number }[],
  isAway: (at: number) => boolean,
  error: (at: number) => number,
): readonly Sent[] {
  let rows = new Map<string, DueNotice>();
  let known = 0;
  const sent: Sent[] = [];
  for (let at = begin; at < begin + 400 * dayMs; at += hourMs / 2) {
    if (isAway(at)) continue;
    const now = at + error(at);
    const end = ends.findLast(({ from }) => from <= at)?.end ?? 0;
    if (end !== known) {
      rows = new Map(
        [...rows].map(([id, row]) => [id, row.status === 'planned' ? { ...row, status: 'cancelled' } : row]),
      );
      const planned = { zone, reminderDays: thresholds, from: now, owesEnd: true };
      const token = grant({ scope: actual({ expiresAt: end }) });
      for (const { row } of planNotices(token, [...rows.values()], planned))
        rows.set((row as DueNotice).id, row as DueNotice);
      known = end;
    }
    const due = [...rows.values()].filter(({ status, dueAt }) => status === 'planned' && dueAt <= now);
    const { send, superseded } = latestUseful(due, now);
    for (const row of superseded) rows.set(row.id, { ...row, status: 'superseded' });
    for (const row of send) {
      rows.set(row.id, { ...row, status: 'claimed' });
      sent.push({ key: `${row.expiresAt}/${row.threshold}`, at });
    }
  }
  return sent;
}

/** What has to be said: of what fell due since the end was known and the last look, the latest alone; nothing once the end moved. */
function expected(
  zone: string,
  ends: readonly { readonly from: number; readonly end: number }[],
  isAway: (at: number) => boolean,
): readonly Sent[] {
  const looks: number[] = [];
  for (let at = begin; at < begin + 400 * dayMs; at += hourMs / 2) if (!isAway(at)) looks.push(at);
  const endAt = (at: number): number => ends.findLast(({ from }) => from <= at)?.end ?? 0;
  const told: Sent[] = [];
  let since = Number.NEGATIVE_INFINITY;
  let before = 0;
  let calendar: ReadonlyMap<string, number> = new Map();
  for (const at of looks) {
    const end = endAt(at);
    // First known at this look: what was due before it, but for the end itself, is no news.
    const isNew = end !== before;
    if (isNew) {
      since = at;
      calendar = wanted(end, zone, at);
    }
    const due = [...calendar].filter(
      ([key, when]) => when <= at && (when > since || (isNew && (key === 'expired' || key === '0'))),
    );
    const [latest] = due.toSorted(([one], [other]) => order.indexOf(other) - order.indexOf(one));
    if (latest !== undefined) told.push({ key: `${end}/${latest[0]}`, at });
    since = at;
    before = end;
  }
  return told;
}

const day = fc.integer({ min: 0, max: 399 });
const outages = fc.array(fc.record({ from: day, days: fc.integer({ min: 1, max: 14 }) }), { maxLength: 4 });
const moves = fc.uniqueArray(fc.record({ from: day, lasts: fc.integer({ min: 48, max: 90 * 48 }) }), {
  selector: ({ from }) => from,
  maxLength: 4,
});
const world = fc.record({ first: fc.integer({ min: 48, max: 90 * 48 }), outages, moves });
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

function endsOf({ first, moves: moved }: World) {
  const later = moved.map(({ from, lasts }) => ({
    from: begin + from * dayMs,
    end: begin + from * dayMs + lasts * (hourMs / 2),
  }));
  return [{ from: begin, end: begin + first * (hourMs / 2) }, ...later.toSorted((one, other) => one.from - other.from)];
}

function awayIn({ outages: out }: World): (at: number) => boolean {
  return (at) => out.some(({ from, days }) => at >= begin + from * dayMs && at < begin + (from + days) * dayMs);
}

describe.each(zones)('in four hundred days in %s', (zone) => {
  it('every notice that is due goes once, none is missed and none goes twice, whatever fails in between', () => {
    fc.assert(
      fc.property(world, (given) => {
        const ends = endsOf(given);
        const away = awayIn(given);
        expect(live(zone, ends, away, () => 0)).toEqual(expected(zone, ends, away));
      }),
      { numRuns: isWhole ? 20 : 1 },
    );
  }, 1_200_000);

  it('a clock that is set back for two days says nothing twice, and loses nothing', () => {
    fc.assert(
      fc.property(world, day, (given, from) => {
        const steady: World = { ...given, moves: [], outages: [] };
        const ends = endsOf(steady);
        const isWrong = (at: number): boolean => at >= begin + from * dayMs && at < begin + (from + 2) * dayMs;
        const sent = live(
          zone,
          ends,
          () => false,
          (at) => (isWrong(at) ? -2 * dayMs : 0),
        ).map(({ key }) => key);
        expect(new Set(sent).size).toBe(sent.length);
        expect(sent.filter((key) => key.endsWith('/expired'))).toHaveLength(1);
      }),
      { numRuns: isWhole ? 20 : 1 },
    );
  }, 1_200_000);
});
