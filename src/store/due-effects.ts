import { setImmediate } from 'node:timers/promises';
import { and, lte, or, sql } from 'drizzle-orm';
import type { Instant } from '../domain/ids.ts';
import type { Way } from '../ports/way.ts';
import type { Engine, Statement, Tables } from './engine.ts';

/** So many lanes are gone through before others get a turn of the event loop: about a millisecond. */
const lanesAtOnce = 100;
/** Clocks of several processes are not further apart than that. */
const toleranceMs = 60_000;
const ways: readonly Way[] = ['github', 'redraw', 'post', 'home'];

const now = sql.placeholder('now');

/** The first of a lane that may be carried out, if no other one of it is. */
export type Head = { readonly id: number; readonly lane: string };
type LookedAt = { readonly id: number | null; readonly lane: string };

// States are written out where an index holds the rows of one state only: a parameter could be any of them.

/** A wait is a length: one that would last longer than it was meant to was counted from a clock that was ahead, and is over. */
export function hasWaited({ effects }: Tables) {
  const isOver = or(lte(effects.dueAt, now), sql`${effects.dueAt} > ${now} + ${effects.waitMs} + ${toleranceMs}`);
  return and(sql`${effects.state} = 'waiting'`, isOver);
}

/** What was leased for too long. */
export function isOverrun({ effects }: Tables) {
  return and(sql`${effects.state} = 'leased'`, lte(effects.leasedUntil, now));
}

const overrun: Statement<Head & { readonly way: Way }> = ({ build, tables }) => {
  const { id, lane, way } = tables.effects;
  return build
    .select({ id, lane, way: sql<Way>`${way}` })
    .from(tables.effects)
    .where(isOverrun(tables));
};

/**
 * Goes from lane to lane by the index `effects_heads`, from after `after` on, and says of each which effect of it comes first; null where
 * none is due or one is leased. What waits behind the first one is not read.
 */
const headsAfter: Statement<LookedAt> = ({ build }) => {
  const way = sql.placeholder('way');
  const lanes = sql`(with recursive lanes(lane, place) as (
      select (select min(lane) from effects where state = 'waiting' and way = ${way} and lane > ${sql.placeholder('after')}), 1
    union all
      select (select min(e.lane) from effects e where e.state = 'waiting' and e.way = ${way} and e.lane > lanes.lane), place + 1
      from lanes where lanes.lane is not null and place < ${sql.placeholder('most')}
    ) select lanes.lane, case when exists (select 1 from effects l where l.state = 'leased' and l.lane = lanes.lane) then null else (
      select e.id from effects e where e.state = 'waiting' and e.way = ${way} and e.lane = lanes.lane
      and (e.due_at <= ${now} or e.due_at > ${now} + e.wait_ms + ${toleranceMs}) order by e.id limit 1
    ) end as id from lanes where lanes.lane is not null) as heads`;
  return build
    .select({ id: sql<number | null>`heads.id`.mapWith(Number), lane: sql<string>`heads.lane` })
    .from(lanes)
    .orderBy(sql`heads.lane`);
};

/** The ways on which anything waits at all: mostly there is none, and lanes need not be looked for. */
const waitedOn: Statement<{ readonly way: Way }> = ({ build }) => {
  const each = sql.join(
    ways.map((way) => sql`select ${sql.raw(`'${way}'`)} as way`),
    sql` union all `,
  );
  const waits = sql`exists (select 1 from effects e where e.state = 'waiting' and e.way = ways.way)`;
  return build.select({ way: sql<Way>`ways.way` }).from(sql`(${each}) as ways`).where(waits);
};

/** Finds what may be leased. Where lanes are many it goes on where it stopped, so that none is left out. */
export function createDueEffects(engine: Engine) {
  const stoppedAt = new Map<Way, string>();

  async function headsOf(way: Way, at: Instant, limit: number, isFree: (head: Head) => boolean): Promise<Head[]> {
    const heads: Head[] = [];
    const seen = new Set<string>();
    const start = stoppedAt.get(way) ?? '';
    // From where it stopped to the end, and from the beginning to there.
    let turnsLeft = start === '' ? 1 : 2;
    let after = start;
    while (turnsLeft > 0 && (heads.length < limit || seen.size < lanesAtOnce)) {
      const looked = await engine.run(headsAfter, { way, after, now: at, most: lanesAtOnce });
      const unseen = looked.filter(({ lane }) => !seen.has(lane));
      for (const { id, lane } of unseen) {
        seen.add(lane);
        if (id !== null && isFree({ id, lane })) heads.push({ id, lane });
      }
      const isAtEnd = looked.length < lanesAtOnce || unseen.length < looked.length;
      if (isAtEnd) turnsLeft -= 1;
      after = isAtEnd ? '' : (looked.at(-1)?.lane ?? '');
      if (!isAtEnd) await setImmediate();
    }
    stoppedAt.set(way, turnsLeft > 0 ? after : '');
    return heads;
  }

  /** The first of each lane that is due, at most `limit` of them, the oldest of those that were looked at. */
  return async (
    at: Instant,
    limit: number,
    busyLanes: ReadonlySet<string>,
    room?: { readonly [W in Way]?: number },
  ): Promise<readonly Head[]> => {
    const isFree = ({ lane }: Head): boolean => !busyLanes.has(lane);
    const mostOf = (way: Way): number => Math.min(limit, room === undefined ? limit : (room[way] ?? 0));
    const late = await engine.run(overrun, { now: at });
    const waited = new Set((await engine.run(waitedOn, {})).map(({ way }) => way));
    const heads: Head[] = [];
    for (const way of ways) {
      const most = mostOf(way);
      if (most <= 0) continue;
      const ofWay = [
        ...late.filter((head) => head.way === way && isFree(head)),
        ...(waited.has(way) ? await headsOf(way, at, most, isFree) : []),
      ];
      heads.push(...oldestFirst(ofWay).slice(0, most));
    }
    return oldestFirst(heads).slice(0, limit);
  };
}

function oldestFirst(heads: readonly Head[]): readonly Head[] {
  return heads.toSorted((one, other) => one.id - other.id);
}
