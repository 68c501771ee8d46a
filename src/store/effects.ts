import { and, asc, eq, inArray, isNotNull, lt, ne, or, sql } from 'drizzle-orm';
import type { Instant } from '../domain/ids.ts';
import type { EffectEnd, LeasedEffect, Store } from '../ports/store.ts';
import type { Way } from '../ports/way.ts';
import type { StoredEffect } from './add-effects.ts';
import type { ApplyChange } from './commit.ts';
import { createDueEffects, hasWaited, isOverrun } from './due-effects.ts';
import { type Engine, Stale, type Statement, type Steps, type Tables } from './engine.ts';
import { doneOrStale, guarded, rowsOf, rowsUnlessTaken, unlessStale } from './steps.ts';

type EffectQueries = Pick<Store, 'leaseEffects' | 'finishEffect' | 'effectsBehind' | 'isEffectUnsent'>;
type Row = Tables['effects']['$inferSelect'];

/** A lease that ran out is taken over: the attempt number fences its old holder. Nothing where another process was faster. */
const lease: Statement<Row> = ({ build, tables, words }) => {
  const { effects } = tables;
  // The index `effects_leased` says once more that a lane has one leased effect at most.
  const isFree = sql`${effects.lane} not in (select lane from effects where state = 'leased')`;
  const which = build
    .select({ id: effects.id })
    .from(effects)
    .where(and(eq(effects.id, sql.placeholder('id')), or(and(hasWaited(tables), isFree), isOverrun(tables))));
  return build
    .update(effects)
    .set({
      state: 'leased',
      attempt: sql`${effects.attempt} + 1`,
      leasedUntil: sql`${sql.placeholder('until')}`,
      isAskedAgain: false,
    })
    .where(inArray(effects.id, words.locking(which, 'skip')))
    .returning();
};

/** The row as it was when it was taken, if it still is. */
const asTaken =
  (state: 'leased' | 'waiting'): Statement<Row> =>
  ({ build, tables: { effects }, words }) => {
    const isThisOne = and(eq(effects.id, sql.placeholder('id')), eq(effects.attempt, sql.placeholder('attempt')));
    return words.locking(
      build
        .select()
        .from(effects)
        .where(and(isThisOne, eq(effects.state, state))),
      'wait',
    );
  };
const leased = asTaken('leased');
const stillWaiting = asTaken('waiting');

const behind: Statement<Row> = ({ build, tables }) => {
  const { effects } = tables;
  const id = sql.placeholder('id');
  return build
    .select()
    .from(effects)
    .where(
      and(
        sql`${effects.way} = (select one.way from effects one where one.id = ${id})`,
        sql`${effects.lane} = (select one.lane from effects one where one.id = ${id})`,
        ne(effects.id, id),
        hasWaited(tables),
      ),
    )
    .orderBy(asc(effects.id))
    .limit(sql.placeholder('limit'));
};

const end: Statement<unknown> = ({ build, tables: { effects } }) =>
  build
    .update(effects)
    .set({
      state: sql`${sql.placeholder('state')}`,
      failures: sql`${sql.placeholder('failures')}`,
      firstDueAt: sql`${sql.placeholder('firstDueAt')}`,
      dueAt: sql`${sql.placeholder('dueAt')}`,
      waitMs: sql`${sql.placeholder('waitMs')}`,
      leasedUntil: null,
      why: sql`${sql.placeholder('why')}`,
      endedAt: sql`${sql.placeholder('endedAt')}`,
    })
    .where(eq(effects.id, sql.placeholder('id')))
    .returning({ id: effects.id });

const unsent: Statement<{ readonly id: number }> = ({ build, tables: { effects } }) =>
  build
    .select({ id: effects.id })
    .from(effects)
    .where(and(eq(effects.key, sql.placeholder('key')), eq(effects.state, 'waiting'), eq(effects.attempt, 0)));

/** Those that were given up stay: somebody has to look at them. */
export const forgetEffects: Statement<unknown> = ({ build, tables: { effects } }) =>
  build
    .delete(effects)
    .where(
      and(
        isNotNull(effects.endedAt),
        lt(effects.endedAt, sql.placeholder('before')),
        inArray(effects.state, ['done', 'cancelled']),
      ),
    );

function effectOf({ id, attempt, failures, firstDueAt, effect }: Row): LeasedEffect {
  return { id, attempt, failures, firstDueAt, effect: JSON.parse(effect) as StoredEffect };
}

type End = Pick<Row, 'state' | 'failures' | 'firstDueAt' | 'dueAt' | 'waitMs' | 'why' | 'endedAt'>;

function endOf(row: Row, as: EffectEnd, at: Instant): End {
  if (as.as === 'put_back') {
    const { waitMs } = as;
    return { ...row, state: 'waiting', dueAt: at + waitMs, waitMs, endedAt: null };
  }
  if (as.as === 'retry') {
    // `firstDueAt` says since when it fails: the time that nobody was there to try does not count.
    const firstDueAt = row.failures === 0 ? at : row.firstDueAt;
    const { waitMs, why } = as;
    return { state: 'waiting', dueAt: at + waitMs, waitMs, firstDueAt, failures: row.failures + 1, why, endedAt: null };
  }
  // Asked for again while it ran: whatever became of this try, the next one is new.
  if (row.isAskedAgain) {
    return { state: 'waiting', dueAt: at, waitMs: 0, firstDueAt: at, failures: 0, why: null, endedAt: null };
  }
  return { ...row, state: as.as, why: as.as === 'gave_up' ? as.why : null, endedAt: at };
}

/**
 * The outbox's side of the effects. In a lane the oldest due one comes first, and one at a time; one that waits for its next try
 * lets those behind it pass, so that a call that keeps failing stops nobody else's.
 */
export function createEffectQueries(engine: Engine, applyChange: ApplyChange): EffectQueries {
  type Leased = Awaited<ReturnType<EffectQueries['leaseEffects']>>[number];
  const findDue = createDueEffects(engine);

  function* leaseEach(ids: readonly number[], at: Instant, leaseMs: number): Steps<readonly Leased[]> {
    const taken: Leased[] = [];
    for (const id of ids) {
      for (const row of yield* rowsUnlessTaken(lease, { id, now: at, until: at + leaseMs })) {
        taken.push({ ...effectOf(row), lane: row.lane, way: row.way as Way });
      }
    }
    return taken;
  }

  function* finish(
    { id, attempt }: LeasedEffect,
    as: EffectEnd,
    change: Parameters<ApplyChange>[0],
    at: Instant,
    others: readonly LeasedEffect[],
  ): Steps {
    const [row] = yield* rowsOf(leased, { id, attempt });
    if (row === undefined) throw new Stale();
    yield* guarded(end, { ...endOf(row, as, at), id });
    for (const other of others) {
      const [waiting] = yield* rowsOf(stillWaiting, { id: other.id, attempt: other.attempt });
      if (waiting !== undefined) yield* guarded(end, { ...endOf(waiting, as, at), id: other.id });
    }
    yield* applyChange(change, at);
  }

  return {
    leaseEffects: async (at, leaseMs, limit, busyLanes, room) => {
      const ids = (await findDue(at, limit, busyLanes, room)).map(({ id }) => id);
      // Nothing to do takes no lock.
      return ids.length === 0 ? [] : unlessStale(engine, () => leaseEach(ids, at, leaseMs), []);
    },
    finishEffect: (one, as, change, at, others = []) => doneOrStale(engine, () => finish(one, as, change, at, others)),
    effectsBehind: async ({ id }, at, limit) => (await engine.run(behind, { id, now: at, limit })).map(effectOf),
    isEffectUnsent: async (key) => (await engine.run(unsent, { key })).length > 0,
  };
}
