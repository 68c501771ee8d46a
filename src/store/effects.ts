import { and, asc, eq, inArray, isNotNull, lt, lte, notInArray, or, sql } from 'drizzle-orm';
import { effects, messageCopies } from '../../db/schema.ts';
import type { Change, Effect } from '../domain/change.ts';
import type { Instant } from '../domain/ids.ts';
import { subjectKey } from '../domain/message.ts';
import type { EffectEnd, LeasedEffect } from '../ports/store.ts';
import { type Database, inTransaction, Stale } from './database.ts';

type Stored = LeasedEffect['effect'];

function laneOf(effect: Exclude<Effect, { kind: 'redraw' }>): string {
  if (effect.kind === 'review_pending_token') return 'github';
  const { to } = effect;
  if (to.to === 'person') return `slack:person:${to.slackId}`;
  return to.to === 'channel' ? `slack:${to.channel}` : `slack:reviewers:${to.organizationId}`;
}

function insertEffect({ drizzle }: Database, key: string, effect: Stored, lane: string, now: Instant): boolean {
  const { changes } = drizzle
    .insert(effects)
    .values({
      key,
      effect: JSON.stringify(effect),
      lane,
      state: 'waiting',
      attempt: 0,
      failures: 0,
      firstDueAt: now,
      dueAt: now,
      isAskedAgain: false,
    })
    .onConflictDoNothing()
    .run();
  return changes === 1;
}

/** A redraw of each copy; however many are asked for while one waits, it is drawn once, from the row as it is then. */
function addRedraws(database: Database, subject: string, now: Instant): void {
  const { drizzle } = database;
  const copies = drizzle.select().from(messageCopies).where(eq(messageCopies.subjectKey, subject)).all();
  for (const { id, channel } of copies) {
    const key = `redraw:${id}`;
    if (insertEffect(database, key, { kind: 'redraw_copy', copyId: id }, `slack:${channel}`, now)) continue;
    drizzle
      .update(effects)
      .set({ isAskedAgain: true })
      .where(and(eq(effects.key, key), eq(effects.state, 'leased')))
      .run();
    drizzle
      .update(effects)
      .set({ state: 'waiting', dueAt: now, firstDueAt: now, failures: 0, endedAt: null, why: null })
      .where(and(eq(effects.key, key), inArray(effects.state, ['done', 'gave_up', 'cancelled'])))
      .run();
  }
}

/** Adds an effect inside the caller's transaction; one with the same key is the same act. */
export function addEffect(database: Database, effect: Effect, now: Instant): void {
  if (effect.kind === 'redraw') addRedraws(database, subjectKey(effect.subject), now);
  else insertEffect(database, effect.key, effect, laneOf(effect), now);
}

/** Takes an effect back that was not sent yet; one that is leased or done makes the whole Change stale. */
export function cancelEffect({ drizzle }: Database, key: string, now: Instant): void {
  const { changes } = drizzle
    .update(effects)
    .set({ state: 'cancelled', endedAt: now })
    .where(and(eq(effects.key, key), eq(effects.state, 'waiting')))
    .run();
  if (changes !== 1) throw new Stale();
}

/** Leases what is due, oldest first and one a lane. A lease that ran out is taken over; its attempt number fences the old holder. */
export function leaseEffects(
  database: Database,
  now: Instant,
  leaseMs: number,
  limit: number,
  busyLanes: ReadonlySet<string>,
): readonly (LeasedEffect & { readonly lane: string })[] {
  const { drizzle } = database;
  const isDue = or(
    and(eq(effects.state, 'waiting'), lte(effects.dueAt, now)),
    and(eq(effects.state, 'leased'), lte(effects.leasedUntil, now)),
  );
  return inTransaction(database, () => {
    const alive = drizzle
      .select({ lane: effects.lane })
      .from(effects)
      .where(and(eq(effects.state, 'leased'), sql`${effects.leasedUntil} > ${now}`))
      .all();
    const lanes = [...busyLanes, ...alive.map(({ lane }) => lane)];
    const firsts = drizzle
      .select({ id: sql<number>`min(${effects.id})` })
      .from(effects)
      .where(lanes.length === 0 ? isDue : and(isDue, notInArray(effects.lane, lanes)))
      .groupBy(effects.lane)
      .orderBy(sql`min(${effects.id})`)
      .limit(limit)
      .all();
    return firsts.flatMap(({ id }) => {
      const row = drizzle
        .update(effects)
        .set({ state: 'leased', attempt: sql`${effects.attempt} + 1`, leasedUntil: now + leaseMs, isAskedAgain: false })
        .where(eq(effects.id, id))
        .returning()
        .get();
      return [
        {
          id: row.id,
          attempt: row.attempt,
          failures: row.failures,
          firstDueAt: row.firstDueAt,
          effect: JSON.parse(row.effect) as Stored,
          lane: row.lane,
        },
      ];
    });
  });
}

/** Records an effect's end together with what it changed. */
export function finishEffect(
  database: Database,
  leased: LeasedEffect,
  end: EffectEnd,
  change: Change,
  now: Instant,
  apply: (database: Database, change: Change, now: Instant) => void,
): 'done' | 'stale' {
  const { drizzle } = database;
  try {
    inTransaction(database, () => {
      const mine = and(eq(effects.id, leased.id), eq(effects.attempt, leased.attempt), eq(effects.state, 'leased'));
      const row = drizzle.select().from(effects).where(mine).get();
      if (row === undefined) throw new Stale();
      const set =
        end.as === 'retry'
          ? { state: 'waiting', dueAt: end.dueAt, failures: row.failures + 1, leasedUntil: null, why: end.why }
          : row.isAskedAgain
            ? { state: 'waiting', dueAt: now, firstDueAt: now, failures: 0, leasedUntil: null, why: null }
            : {
                state: end.as,
                leasedUntil: null,
                endedAt: now,
                why: end.as === 'gave_up' ? end.why : null,
              };
      drizzle.update(effects).set(set).where(mine).run();
      apply(database, change, now);
    });
    return 'done';
  } catch (error) {
    if (error instanceof Stale) return 'stale';
    throw error;
  }
}

export function nextEffectDueAt({ drizzle }: Database): Instant | null {
  const row = drizzle
    .select({ dueAt: effects.dueAt })
    .from(effects)
    .where(eq(effects.state, 'waiting'))
    .orderBy(asc(effects.dueAt))
    .limit(1)
    .get();
  return row?.dueAt ?? null;
}

export function isEffectUnsent({ drizzle }: Database, key: string): boolean {
  const row = drizzle
    .select({ id: effects.id })
    .from(effects)
    .where(and(eq(effects.key, key), eq(effects.state, 'waiting')))
    .get();
  return row !== undefined;
}

/** One process owns the file, so after a start no lease can be alive. */
export function releaseAllLeases({ drizzle }: Database): void {
  drizzle.update(effects).set({ state: 'waiting', leasedUntil: null }).where(eq(effects.state, 'leased')).run();
}

export function forgetEffects({ drizzle }: Database, before: Instant): void {
  drizzle
    .delete(effects)
    .where(and(isNotNull(effects.endedAt), lt(effects.endedAt, before), inArray(effects.state, ['done', 'cancelled'])))
    .run();
}
