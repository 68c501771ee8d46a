import { and, eq, inArray, sql } from 'drizzle-orm';
import { effects, messageCopies } from '../../db/schema.ts';
import type { Effect } from '../domain/change.ts';
import type { Instant } from '../domain/ids.ts';
import { subjectKey } from '../domain/message.ts';
import type { LeasedEffect } from '../ports/store.ts';
import { type Database, Stale } from './database.ts';

/** An effect as its row holds it: a redraw is one of a single copy. */
export type StoredEffect = LeasedEffect['effect'];

export type EffectWrites = {
  /** Adds an effect; one with the same key is the same act. */
  readonly add: (effect: Effect, now: Instant) => void;
  /** Takes an effect back that was not sent yet; one that is leased or ended makes the whole Change stale. */
  readonly cancel: (key: string, now: Instant) => void;
};

function laneOf(effect: Exclude<Effect, { kind: 'redraw' }>): string {
  if (effect.kind === 'review_pending_token' || effect.kind === 'revoke_token') return 'github';
  const { to } = effect;
  if (to.to === 'person') return `slack:person:${to.slackId}`;
  return to.to === 'channel' ? `slack:${to.channel}` : `slack:reviewers:${to.organizationId}`;
}

function prepare({ drizzle }: Database) {
  const now = sql.placeholder('now');
  const hasKey = eq(effects.key, sql.placeholder('key'));
  const asked = { state: 'waiting', failures: 0, endedAt: null, why: null };
  return {
    insert: drizzle
      .insert(effects)
      .values({
        key: sql.placeholder('key'),
        effect: sql.placeholder('effect'),
        lane: sql.placeholder('lane'),
        state: 'waiting',
        attempt: 0,
        failures: 0,
        firstDueAt: now,
        dueAt: now,
        isAskedAgain: false,
      })
      .onConflictDoNothing()
      .prepare(),
    copies: drizzle
      .select({ id: messageCopies.id, channel: messageCopies.channel })
      .from(messageCopies)
      .where(eq(messageCopies.subjectKey, sql.placeholder('subject')))
      .prepare(),
    hasten: drizzle
      .update(effects)
      .set({ dueAt: sql`min(${effects.dueAt}, ${now})` })
      .where(and(hasKey, eq(effects.state, 'waiting')))
      .prepare(),
    askAgain: drizzle
      .update(effects)
      .set({ isAskedAgain: true })
      .where(and(hasKey, eq(effects.state, 'leased')))
      .prepare(),
    revive: drizzle
      .update(effects)
      .set({ ...asked, dueAt: sql`${now}`, firstDueAt: sql`${now}` })
      .where(and(hasKey, inArray(effects.state, ['done', 'gave_up', 'cancelled'])))
      .prepare(),
    cancel: drizzle
      .update(effects)
      .set({ state: 'cancelled', endedAt: sql`${now}` })
      .where(and(hasKey, eq(effects.state, 'waiting'), eq(effects.attempt, 0)))
      .prepare(),
  };
}

/** What a Change does to effects, inside the caller's transaction. */
export function prepareEffectWrites(database: Database): EffectWrites {
  const statements = prepare(database);

  function insert(key: string, effect: StoredEffect, lane: string, now: Instant): boolean {
    return statements.insert.run({ key, effect: JSON.stringify(effect), lane, now }).changes === 1;
  }

  /** A redraw of each copy; however many are asked for while one waits, it is drawn once, from the row as it is then. */
  function addRedraws(subject: string, now: Instant): void {
    for (const { id, channel } of statements.copies.all({ subject })) {
      const key = `redraw:${id}`;
      if (insert(key, { kind: 'redraw_copy', copyId: id }, `slack:${channel}`, now)) continue;
      // What is new should be seen now, although an earlier try failed; how often it failed still counts.
      statements.hasten.run({ key, now });
      // It may have read the row before this Change.
      statements.askAgain.run({ key });
      statements.revive.run({ key, now });
    }
  }

  return {
    add: (effect, now) => {
      if (effect.kind === 'redraw') addRedraws(subjectKey(effect.subject), now);
      else insert(effect.key, effect, laneOf(effect), now);
    },
    cancel: (key, now) => {
      if (statements.cancel.run({ key, now }).changes !== 1) throw new Stale();
    },
  };
}
