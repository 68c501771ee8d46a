import { inArray, lte, sql } from 'drizzle-orm';
import type { Booked, BookedCall, SharedPace } from '../../ports/shared-pace.ts';
import type { Way } from '../../ports/way.ts';
import type { Engine, Statement, Steps } from '../engine.ts';
import { guarded, unlessStale } from '../steps.ts';
import { serverNow } from './server-now.ts';

/**
 * What the processes of a workspace call together is kept in `counters`, by the clock of the server, which is one for all. Each way has
 * as many rows as calls may go in its window; each says when it was last taken. A call takes a row whose time is over, and no two can take
 * one: so there are never more in any window, whoever starts, stops or dies. A place has one such row.
 */
const slotsOf = (way: Way, most: number): readonly string[] =>
  Array.from({ length: most }, (_, at) => `call ${way} ${at}`);
const placeRow = (way: Way, place: string): string => `call ${way} in ${place}`;
const restRow = (way: Way): string => `rest ${way}`;

const addRows: Statement<unknown> = ({ build, tables: { counters }, words }) =>
  build
    .insert(counters)
    .select(sql`select name, 0 from ${words.textsOf(sql.placeholder('names'))} as names(name)`)
    .onConflictDoNothing();

const takePlace: Statement<unknown> = ({ build, tables: { counters } }) =>
  build
    .insert(counters)
    .values({ name: sql.placeholder('name'), value: serverNow })
    .onConflictDoUpdate({
      target: counters.name,
      set: { value: serverNow },
      setWhere: lte(counters.value, sql`${serverNow} - ${sql.placeholder('placeMs')}::bigint`),
    })
    .returning({ name: counters.name });

const takeSlot: Statement<unknown> = ({ build, tables: { counters }, words }) => {
  const rests = sql`select 1 from counters r where r.name = ${sql.placeholder('rest')} and r.value > ${serverNow}`;
  const free = build
    .select({ name: counters.name })
    .from(counters)
    .where(
      sql`${inArray(counters.name, words.textsOf(sql.placeholder('slots')))}
        and ${counters.value} <= ${serverNow} - ${sql.placeholder('windowMs')}::bigint and not exists (${rests})`,
    )
    .orderBy(counters.value)
    .limit(1);
  return build
    .update(counters)
    .set({ value: serverNow })
    .where(inArray(counters.name, words.locking(free, 'skip')))
    .returning({ name: counters.name });
};

const lookAt: Statement<{ readonly name: string; readonly value: number; readonly now: number }> = ({
  build,
  tables: { counters },
  words,
}) =>
  build
    .select({ name: counters.name, value: counters.value, now: serverNow.mapWith(Number) })
    .from(counters)
    .where(inArray(counters.name, words.textsOf(sql.placeholder('names'))));

const rest: Statement<unknown> = ({ build, tables: { counters } }) => {
  const until = sql`${serverNow} + ${sql.placeholder('restMs')}::bigint`;
  return build
    .insert(counters)
    .values({ name: sql.placeholder('name'), value: until })
    .onConflictDoUpdate({ target: counters.name, set: { value: sql`greatest(${counters.value}, excluded.value)` } });
};

const forget: Statement<unknown> = ({ build, tables: { counters } }) =>
  build.delete(counters).where(sql`${counters.name} like 'call % in %' and ${counters.value} < ${serverNow} - 3600000`);

/** Those that nobody has written to for an hour. */
export async function forgetPlaces(engine: Engine): Promise<void> {
  await engine.run(forget);
}

function* take({ way, most, windowMs, place, placeMs }: BookedCall): Steps<true> {
  if (place !== null) yield* guarded(takePlace, { name: placeRow(way, place), placeMs });
  yield* guarded(takeSlot, { slots: JSON.stringify(slotsOf(way, most)), windowMs, rest: restRow(way) });
  return true;
}

export function createSharedPace(engine: Engine, processes: () => number): SharedPace {
  async function bookCall(call: BookedCall): Promise<Booked> {
    if (await unlessStale(engine, () => take(call), false)) return { wayMs: 0, placeMs: 0 };
    const { way, most, windowMs, place, placeMs } = call;
    const slots = slotsOf(way, most);
    const inPlace = place === null ? '' : placeRow(way, place);
    const rows = await engine.run(lookAt, { names: JSON.stringify([...slots, inPlace, restRow(way)]) });
    const at = new Map(rows.map(({ name, value }) => [name, value]));
    if (slots.some((slot) => !at.has(slot))) {
      await engine.run(addRows, { names: JSON.stringify(slots) });
      return bookCall(call);
    }
    const now = rows[0]?.now ?? 0;
    const msUntil = (instant: number): number => Math.max(instant - now, 0);
    const forPlace = msUntil((at.get(inPlace) ?? Number.NEGATIVE_INFINITY) + placeMs);
    const firstFree = Math.min(...slots.map((slot) => at.get(slot) ?? 0)) + windowMs;
    const forWay = Math.max(msUntil(firstFree), msUntil(at.get(restRow(way)) ?? 0));
    // Another one had it in hand, or it has become free since.
    return { wayMs: forPlace + forWay === 0 ? 1 : forWay, placeMs: forPlace };
  }

  return {
    processes,
    bookCall,
    restCalls: async (way, restMs) => void (await engine.run(rest, { name: restRow(way), restMs })),
  };
}
