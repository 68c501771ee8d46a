import { and, asc, eq, inArray, isNotNull, lt, lte, or, sql } from 'drizzle-orm';
import { effects } from '../../db/schema.ts';
import type { Change } from '../domain/change.ts';
import type { Instant } from '../domain/ids.ts';
import type { EffectEnd, LeasedEffect, Store } from '../ports/store.ts';
import type { StoredEffect } from './add-effects.ts';
import { type Database, guarded, inTransaction, Stale } from './database.ts';

type EffectQueries = Pick<
  Store,
  'leaseEffects' | 'finishEffect' | 'nextEffectDueAt' | 'isEffectUnsent' | 'releaseAllLeases'
>;
type Row = typeof effects.$inferSelect;

function prepare({ drizzle }: Database) {
  const now = sql.placeholder('now');
  const isDue = or(
    and(eq(effects.state, 'waiting'), lte(effects.dueAt, now)),
    and(eq(effects.state, 'leased'), lte(effects.leasedUntil, now)),
  );
  const first = sql<number>`min(${effects.id})`;
  return {
    firstOfEachLane: drizzle
      .select({ id: first, lane: effects.lane })
      .from(effects)
      .where(isDue)
      .groupBy(effects.lane)
      .orderBy(first)
      .prepare(),
    leasedLanes: drizzle
      .select({ lane: effects.lane })
      .from(effects)
      .where(and(eq(effects.state, 'leased'), sql`${effects.leasedUntil} > ${now}`))
      .prepare(),
    lease: drizzle
      .update(effects)
      .set({
        state: 'leased',
        attempt: sql`${effects.attempt} + 1`,
        leasedUntil: sql`${sql.placeholder('until')}`,
        isAskedAgain: false,
      })
      .where(eq(effects.id, sql.placeholder('id')))
      .returning()
      .prepare(),
    leased: drizzle
      .select()
      .from(effects)
      .where(
        and(
          eq(effects.id, sql.placeholder('id')),
          eq(effects.attempt, sql.placeholder('attempt')),
          eq(effects.state, 'leased'),
        ),
      )
      .prepare(),
    next: drizzle
      .select({ dueAt: effects.dueAt })
      .from(effects)
      .where(eq(effects.state, 'waiting'))
      .orderBy(asc(effects.dueAt))
      .limit(1)
      .prepare(),
    unsent: drizzle
      .select({ id: effects.id })
      .from(effects)
      .where(and(eq(effects.key, sql.placeholder('key')), eq(effects.state, 'waiting'), eq(effects.attempt, 0)))
      .prepare(),
  };
}

function ended(row: Row, end: EffectEnd, now: Instant): Partial<Row> {
  if (end.as === 'retry') {
    // `firstDueAt` says since when it fails: the time that nobody was there to try does not count.
    const firstDueAt = row.failures === 0 ? now : row.firstDueAt;
    return {
      state: 'waiting',
      dueAt: end.dueAt,
      firstDueAt,
      failures: row.failures + 1,
      leasedUntil: null,
      why: end.why,
    };
  }
  // Asked for again while it ran: whatever became of this try, the next one is new.
  if (row.isAskedAgain) {
    return { state: 'waiting', dueAt: now, firstDueAt: now, failures: 0, leasedUntil: null, why: null };
  }
  return { state: end.as, leasedUntil: null, endedAt: now, why: end.as === 'gave_up' ? end.why : null };
}

/**
 * The outbox's side of the effects. In a lane the oldest due one comes first, and one at a time; one that waits for its next try
 * lets those behind it pass, so that a call that keeps failing stops nobody else's.
 */
export function createEffectQueries(
  database: Database,
  applyChange: (change: Change, now: Instant) => void,
): EffectQueries {
  const { drizzle } = database;
  const statements = prepare(database);

  function lease(now: Instant, leaseMs: number, limit: number, busyLanes: ReadonlySet<string>) {
    const taken = new Set([...busyLanes, ...statements.leasedLanes.all({ now }).map(({ lane }) => lane)]);
    const firsts = statements.firstOfEachLane
      .all({ now })
      .filter(({ lane }) => !taken.has(lane))
      .slice(0, limit);
    // Nothing to do takes no lock.
    if (firsts.length === 0) return [];
    return inTransaction(database, () =>
      firsts.map(({ id }) => {
        // A lease that ran out is taken over: the attempt number fences its old holder.
        const row = statements.lease.get({ id, until: now + leaseMs });
        if (row === undefined) throw new Error('a due effect is gone');
        const effect = JSON.parse(row.effect) as StoredEffect;
        const { attempt, failures, firstDueAt, lane } = row;
        return { id, attempt, failures, firstDueAt, effect, lane };
      }),
    );
  }

  function finish({ id, attempt }: LeasedEffect, end: EffectEnd, change: Change, now: Instant): 'done' | 'stale' {
    try {
      inTransaction(database, () => {
        const row = statements.leased.get({ id, attempt });
        if (row === undefined) throw new Stale();
        drizzle
          .update(effects)
          .set(ended(row, end, now))
          .where(eq(effects.id, id))
          .run();
        applyChange(change, now);
      });
      return 'done';
    } catch (error) {
      if (error instanceof Stale) return 'stale';
      throw error;
    }
  }

  return {
    leaseEffects: (now, leaseMs, limit, busyLanes) => guarded(() => lease(now, leaseMs, limit, busyLanes)),
    finishEffect: (leased, end, change, now) => guarded(() => finish(leased, end, change, now)),
    nextEffectDueAt: () => guarded(() => statements.next.get()?.dueAt ?? null),
    isEffectUnsent: (key) => guarded(() => statements.unsent.get({ key }) !== undefined),
    releaseAllLeases: () =>
      guarded(() => {
        drizzle.update(effects).set({ state: 'waiting', leasedUntil: null }).where(eq(effects.state, 'leased')).run();
        // A new start tries anew: while we were down nothing was refused.
        drizzle.update(effects).set({ failures: 0 }).where(eq(effects.state, 'waiting')).run();
      }),
  };
}

/** Those that were given up stay: somebody has to look at them. */
export function forgetEffects({ drizzle }: Database, before: Instant): void {
  drizzle
    .delete(effects)
    .where(and(isNotNull(effects.endedAt), lt(effects.endedAt, before), inArray(effects.state, ['done', 'cancelled'])))
    .run();
}
