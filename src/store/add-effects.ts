import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Effect } from '../domain/change.ts';
import type { Instant, SlackUserId } from '../domain/ids.ts';
import { subjectKey } from '../domain/message.ts';
import { effectKey } from '../domain/step.ts';
import type { LeasedEffect } from '../ports/store.ts';
import type { Way } from '../ports/way.ts';
import type { Dialect, Statement, Steps } from './engine.ts';
import { guarded, rowsOf } from './steps.ts';

/** An effect as its row holds it: a redraw is one of a single copy. */
export type StoredEffect = LeasedEffect['effect'];

/** The way of each kind; lanes are made so that each is of one way. */
const ways = {
  post: 'post',
  redraw_copy: 'redraw',
  review_pending_token: 'github',
  revoke_token: 'github',
  revoke_classic_token: 'github',
  publish_home: 'home',
} as const satisfies { readonly [K in StoredEffect['kind']]: Way };

function laneOf(effect: Exclude<Effect, { kind: 'redraw' }>): string {
  if (effect.kind === 'revoke_classic_token') return 'github';
  if (effect.kind === 'review_pending_token' || effect.kind === 'revoke_token') return 'github';
  if (effect.kind === 'publish_home') return `slack:home:${effect.slackId}`;
  const { to } = effect;
  if (to.to === 'person') return `slack:person:${to.slackId}`;
  return to.to === 'channel' ? `slack:${to.channel}` : `slack:reviewers:${to.organizationId}`;
}

const now = sql.placeholder('now');

function newEffect({ build, tables: { effects } }: Dialect) {
  return build.insert(effects).values({
    key: sql.placeholder('key'),
    effect: sql.placeholder('effect'),
    lane: sql.placeholder('lane'),
    way: sql.placeholder('way'),
    state: 'waiting',
    attempt: 0,
    failures: 0,
    firstDueAt: sql.placeholder('dueAt'),
    dueAt: sql.placeholder('dueAt'),
    waitMs: sql.placeholder('waitMs'),
    isAskedAgain: false,
  });
}

/** A wait is kept as a length besides, as it is after a failure. */
function dueAfter(at: Instant, waitMs = 0) {
  return { dueAt: at + waitMs, waitMs };
}

const insert: Statement<unknown> = (dialect) => newEffect(dialect).onConflictDoNothing();

/**
 * However many redraws of a message are asked for while one waits, it is drawn once, from the rows as they are then. In one statement,
 * since its state may be changed by another process between two.
 */
const insertRedraw: Statement<unknown> = (dialect) => {
  const { key, state, dueAt, waitMs, firstDueAt, failures, why } = dialect.tables.effects;
  // One that ended begins anew; one that waits or runs keeps what it is.
  const unlessEnded = (kept: SQL | typeof why, anew: SQL) =>
    sql`case when ${state} in ('waiting', 'leased') then ${kept} else ${anew} end`;
  return newEffect(dialect).onConflictDoUpdate({
    target: key,
    set: {
      state: sql`case when ${state} = 'leased' then 'leased' else 'waiting' end`,
      // It may have read the row before this Change.
      isAskedAgain: sql`${state} = 'leased'`,
      // What is new should be seen now, although an earlier try failed; how often it failed still counts.
      dueAt: sql`case when ${state} = 'leased' or (${state} = 'waiting' and ${dueAt} < ${now}) then ${dueAt} else ${now} end`,
      waitMs: sql`case when ${state} = 'leased' then ${waitMs} else 0 end`,
      firstDueAt: unlessEnded(sql`${firstDueAt}`, sql`${now}`),
      failures: unlessEnded(sql`${failures}`, sql`0`),
      why: unlessEnded(why, sql`null`),
      endedAt: null,
    },
  });
};

type Place = { readonly id: string; readonly channel: string; readonly ts: string };

const copiesOf: Statement<Place> = ({ build, tables: { messageCopies: copies } }) =>
  build
    .select({ id: copies.id, channel: copies.channel, ts: copies.ts })
    .from(copies)
    .where(eq(copies.subjectKey, sql.placeholder('subject')));

const cancel: Statement<unknown> = ({ build, tables: { effects } }) =>
  build
    .update(effects)
    .set({ state: 'cancelled', endedAt: sql`${now}` })
    .where(and(eq(effects.key, sql.placeholder('key')), eq(effects.state, 'waiting'), eq(effects.attempt, 0)))
    .returning({ id: effects.id });

/** However often it is asked for while one waits, a Home is published once. */
export function* askForHome(slackId: SlackUserId, at: Instant): Steps {
  const stored: StoredEffect = { kind: 'publish_home', slackId };
  yield* rowsOf(insertRedraw, {
    key: effectKey.home(slackId),
    effect: JSON.stringify(stored),
    lane: laneOf(stored),
    way: ways.publish_home,
    now: at,
    ...dueAfter(at),
  });
}

/** Adds an effect; one with the same key is the same act. For a redraw its subject has to be held: a copy may be on its way. */
export function* addEffect(effect: Effect, at: Instant): Steps {
  if (effect.kind === 'publish_home') return yield* askForHome(effect.slackId, at);
  if (effect.kind !== 'redraw') {
    yield* rowsOf(insert, {
      key: effect.key,
      effect: JSON.stringify(effect),
      lane: laneOf(effect),
      way: ways[effect.kind],
      ...dueAfter(at, effect.kind === 'post' ? effect.afterMs : 0),
    });
    return;
  }
  const subject = subjectKey(effect.subject);
  for (const { id, channel, ts } of yield* rowsOf(copiesOf, { subject })) {
    if (ts === effect.but) continue;
    const stored: StoredEffect = { kind: 'redraw_copy', copyId: id };
    yield* rowsOf(insertRedraw, {
      key: effectKey.redraw(channel, ts),
      effect: JSON.stringify(stored),
      lane: `slack:${channel}`,
      way: ways.redraw_copy,
      now: at,
      ...dueAfter(at),
    });
  }
}

/** Takes an effect back that was not sent yet; one that is leased or ended makes the whole Change stale. */
export function cancelEffect(key: string, at: Instant): Steps {
  return guarded(cancel, { key, now: at });
}
